import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { ownFile } from '../http/own-file.ts';
import { isRefusal } from '../http/refusal.ts';
import { checkDraft, columnsOf } from './draft-fields.ts';
import { findBegun } from './field-report-queries.ts';
import { placeOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';
import { startManuscript } from './start.ts';
import { show, shown } from './views.ts';

const CAME_FROM = ['来稿文件', 'file it came from'] as const;

export const create = acts(contract.manuscripts.create, async call => {
  const { input, actor, tx, now } = call;
  const begun = input.draftKey ? await findBegun(tx, actor.personId, input.draftKey) : null;
  const known = begun ? await findManuscript(tx, begun, dayOf(now)) : null;
  // The answer to the first try was lost; nothing is overwritten here, the device goes on from what stands.
  if (known) return call.may(placeOf(known)) ?? shown(call, known);
  const checked = await checkDraft(call, input, null);
  if (isRefusal(checked)) return checked;
  const handed = { personId: actor.personId, as: CAME_FROM, code: 'invalid' } as const;
  const source = input.sourceFileId ? await ownFile(tx, { ...handed, id: input.sourceFileId }) : null;
  if (isRefusal(source)) return source;
  const kept = source ? [{ fileId: source.id, role: 'source' as const, caption: '' }] : [];
  const id = await startManuscript(tx, {
    columns: columnsOf(checked),
    stand: { draft_key: input.draftKey },
    kind: 'draft',
    body: checked.body,
    authorIds: checked.authorIds,
    files: [...checked.files, ...kept],
    actor,
    now,
    detail: { from: source ? 'file' : 'form' },
  });
  call.record(id, null, { title: checked.title, unitId: checked.unit.id });
  return show(call, id);
});
