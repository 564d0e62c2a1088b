import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { checkDraft, columnsOf } from './draft-fields.ts';
import { keepText } from './keep-text.ts';
import { whyNotEdit } from './manuscript.ts';
import { openManuscript } from './open.ts';
import { wordsIn } from './paper.ts';
import { setFiles } from './paper-queries.ts';
import { changeManuscript, setAuthors } from './queries.ts';
import { show } from './views.ts';

export const save = acts(contract.manuscripts.save, async call => {
  const { input, actor, tx, now } = call;
  const draft = await openManuscript(call, open => whyNotEdit(open, actor));
  if (isRefusal(draft)) return draft;
  const checked = await checkDraft(call, input, draft);
  if (isRefusal(checked)) return checked;
  await setFiles(tx, draft.id, checked.files);
  const kept = await keepText(tx, {
    manuscriptId: draft.id,
    baseId: draft.revision_id,
    kind: 'draft',
    text: checked,
    actor,
    now,
    traced: false,
  });
  await changeManuscript(tx, draft.id, {
    ...columnsOf(checked),
    revision_id: kept.id,
    words: wordsIn(checked.body),
    now,
  });
  if (checked.authorIds.join() !== draft.authors.map(author => author.id).join())
    await setAuthors(tx, draft.id, checked.authorIds);
  call.record(
    draft.id,
    { title: draft.title, words: draft.words },
    { title: checked.title, words: wordsIn(checked.body) },
  );
  return show(call, draft.id);
});
