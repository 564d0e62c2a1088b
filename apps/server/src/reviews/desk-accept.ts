import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotAccept } from '../manuscripts/desk.ts';
import { keepCheck } from '../manuscripts/kept-check.ts';
import { titleOf } from '../manuscripts/manuscript.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { accepted } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { deskName, openAtDesk, tellWriters } from './desk.ts';

export const accept = acts(contract.reviews.desk.accept, async call => {
  const { actor, tx, now } = call;
  const manuscript = await openAtDesk(call, opened => whyNotAccept(opened, actor));
  if (isRefusal(manuscript)) return manuscript;
  await changeManuscript(tx, manuscript.id, { ...accepted({ now }), now });
  await keepCheck(tx, { manuscript, step: 'accepted', by: actor.personId, now });
  await trace(tx, { manuscriptId: manuscript.id, kind: 'accepted', actor, now, detail: { from: 'at_desk' } });
  await tellWriters(call, manuscript, {
    kind: 'accepted',
    zh: `${deskName(manuscript)}已采编《${titleOf(manuscript)}》。`,
    en: `${deskName(manuscript)} accepted “${titleOf(manuscript)}”.`,
  });
  call.record(manuscript.id, { state: 'at_desk' }, { state: 'accepted' });
  return show(call, manuscript.id);
});
