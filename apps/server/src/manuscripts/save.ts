import { contract } from '@xinxuan/contract';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { type Checked, checkDraft, columnsOf } from './draft-fields.ts';
import { continuesRevision, type Manuscript, whyNotEdit } from './manuscript.ts';
import { openManuscript } from './open.ts';
import { hashOf, wordsIn } from './paper.ts';
import { insertRevision, setFiles, updateRevision } from './paper-queries.ts';
import { changeManuscript, setAuthors } from './queries.ts';
import { show } from './views.ts';

export const save = acts(contract.manuscripts.save, async call => {
  const { input, actor, tx, now } = call;
  const draft = await openManuscript(call, open => whyNotEdit(open, actor));
  if (isRefusal(draft)) return draft;
  const checked = await checkDraft(call, input, draft);
  if (isRefusal(checked)) return checked;
  const revisionId = await keepText(call, draft, checked);
  await changeManuscript(tx, draft.id, {
    ...columnsOf(checked),
    revision_id: revisionId,
    words: wordsIn(checked.body),
    now,
  });
  if (checked.authorIds.join() !== draft.authors.map(author => author.id).join())
    await setAuthors(tx, draft.id, checked.authorIds);
  await setFiles(tx, draft.id, checked.files);
  call.record(
    draft.id,
    { title: draft.title, words: draft.words },
    { title: checked.title, words: wordsIn(checked.body) },
  );
  return show(call, draft.id);
});

/** Into the revision of this editing session, or a new one: what others or earlier sessions wrote stays as it was. */
async function keepText(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  draft: Manuscript,
  text: Checked,
): Promise<string> {
  const { revision } = draft;
  if (hashOf(text) === revision.hash) return revision.id;
  if (continuesRevision(revision, { lastSaved: draft.updated_at, personId: actor.personId, now })) {
    await updateRevision(tx, revision.id, text);
    return revision.id;
  }
  const fresh = { title: text.title, body: text.body, manuscriptId: draft.id, by: actor.personId, now };
  return (await insertRevision(tx, { ...fresh, kind: 'draft' })).id;
}
