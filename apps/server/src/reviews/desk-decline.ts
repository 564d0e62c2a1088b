import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotTriage } from '../manuscripts/desk.ts';
import { titleOf } from '../manuscripts/manuscript.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { declined } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { BLEMISH_OF, recordSubmitted, voidSubmitted } from './credit.ts';
import { DECLINE_WORDS, deskName, openAtDesk, tellWriters } from './desk.ts';

export const decline = acts(contract.reviews.desk.decline, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openAtDesk(call, whyNotTriage);
  if (isRefusal(manuscript)) return manuscript;
  const { reason, note } = input;
  const by = { by: actor.personId, now };
  await changeManuscript(tx, manuscript.id, { ...declined({ reason, note, now }), now });
  const words = DECLINE_WORDS[reason];
  const blemish = BLEMISH_OF[reason];
  if (Object.keys(blemish).length > 0) {
    await voidSubmitted(tx, manuscript.id, { reason: `${deskName(manuscript)}不采用：${words.zh}`, ...by });
    await recordSubmitted(tx, manuscript, { ...blemish, ...by });
  }
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: 'declined',
    actor,
    now,
    detail: { reason, note, from: 'at_desk' },
  });
  await tellWriters(call, manuscript, {
    kind: 'declined',
    zh: `${deskName(manuscript)}未采用《${titleOf(manuscript)}》：${words.zh}${note ? `。${note}` : ''}`,
    en: `${deskName(manuscript)} declined “${titleOf(manuscript)}” as ${words.en}${note ? `: ${note}` : '.'}`,
  });
  call.record(manuscript.id, { state: 'at_desk' }, { state: 'declined', reason });
  return show(call, manuscript.id);
});
