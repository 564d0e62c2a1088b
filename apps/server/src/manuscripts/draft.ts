import { contract } from '@xinxuan/contract';
import { findFile } from '../db/stored-files.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { checkDraft, columnsOf } from './draft-fields.ts';
import { wordsIn } from './paper.ts';
import { insertFiles, insertRevision } from './paper-queries.ts';
import { insertAuthors, insertManuscript } from './queries.ts';
import { trace } from './trace.ts';
import { show } from './views.ts';

export const create = acts(contract.manuscripts.create, async call => {
  const { input, actor, tx, now } = call;
  const checked = await checkDraft(call, input, null);
  if (isRefusal(checked)) return checked;
  const source = input.sourceFileId ? await findFile(tx, input.sourceFileId) : null;
  if (input.sourceFileId && source?.uploaded_by !== actor.personId)
    return notFound('来稿文件', 'file it came from');
  const id = newId('manuscript', now);
  const revisionId = newId('revision', now);
  const at = now.toISOString();
  await insertManuscript(tx, {
    ...columnsOf(checked),
    body_id: tx.body,
    id,
    state: 'draft',
    lead_id: null,
    revision_id: revisionId,
    desk_revision_id: null,
    words: wordsIn(checked.body),
    round: 0,
    holder_person_id: actor.personId,
    holder_role: actor.post?.role ?? null,
    holder_unit_id: null,
    held_since: at,
    due_at: null,
    late: false,
    decline_reason: null,
    decline_note: null,
    merged_into: null,
    forwarded_from: null,
    created_by: actor.personId,
    created_at: at,
    updated_at: at,
    submitted_at: null,
    at_desk_at: null,
    decided_at: null,
    discarded_at: null,
    version: 0,
  });
  await insertRevision(tx, {
    id: revisionId,
    title: checked.title,
    body: checked.body,
    manuscriptId: id,
    kind: 'draft',
    by: actor.personId,
    now,
  });
  await insertAuthors(tx, id, checked.authorIds);
  await insertFiles(tx, id, [
    ...checked.files,
    ...(source ? [{ fileId: source.id, role: 'source' as const, caption: '' }] : []),
  ]);
  await trace(tx, {
    manuscriptId: id,
    kind: 'created',
    actor,
    now,
    detail: { from: source ? 'file' : 'form' },
  });
  call.record(id, null, { title: checked.title, unitId: checked.unit.id });
  return show(call, id);
});
