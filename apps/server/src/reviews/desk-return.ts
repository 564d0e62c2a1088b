import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotTriage } from '../manuscripts/desk.ts';
import { titleOf } from '../manuscripts/manuscript.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { toWriter } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { voidSubmitted } from './credit.ts';
import { deskName, openAtDesk, tellWriters } from './desk.ts';
import { follow } from './follow.ts';

export const deskReturn = acts(contract.reviews.desk.return, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openAtDesk(call, whyNotTriage);
  if (isRefusal(manuscript)) return manuscript;
  const name = deskName(manuscript);
  await changeManuscript(tx, manuscript.id, { ...toWriter(manuscript, 'returned', { now }), now });
  await voidSubmitted(tx, manuscript.id, { reason: `${name}退回：${input.reason}`, by: actor.personId, now });
  await follow(tx, { manuscriptId: manuscript.id, by: actor.personId, now });
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: 'desk_returned',
    actor,
    now,
    detail: {
      reason: input.reason,
      revision: manuscript.revision.number,
      from: 'at_desk',
      deskUnitId: manuscript.holder_unit_id,
      deskRevisionId: manuscript.desk_revision_id,
      atDeskAt: manuscript.at_desk_at,
    },
  });
  await tellWriters(call, manuscript, {
    kind: 'returned',
    signersToo: true,
    zh: `${name}退回《${titleOf(manuscript)}》：${input.reason}`,
    en: `${name} returned “${titleOf(manuscript)}”: ${input.reason}`,
  });
  call.record(manuscript.id, { state: 'at_desk' }, { state: 'returned', reason: input.reason });
  return show(call, manuscript.id);
});
