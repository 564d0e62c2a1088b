import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { findAward, hearersOf, revokeAward } from './queries.ts';
import { whyNotRevoke } from './round.ts';
import { awardView, numberOf } from './views.ts';

/** Takes an award away; the record stays with who did it, when and why. */
export const revoke = acts(contract.awards.revoke, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  const award = await findAward(tx, input.id);
  if (!award) return notFound('这项荣誉', 'award');
  const why = whyNotRevoke(award, actor);
  if (why) return why;
  const revoking = { by: actor.personId, at: now.toISOString(), reason: input.reason };
  if (!(await revokeAward(tx, input, revoking))) return stale({ version: award.version });
  const number = numberOf(award.year, award.number);
  await tell(tx, {
    personIds: await hearersOf(tx, { kind: award.owner_kind, id: award.owner_id }, dayOf(now)),
    kind: 'award_revoked',
    zh: `${award.owner_name}的“${award.title_zh}”（${number}）已撤销。理由：${input.reason}`,
    en: `“${award.title_en}” (${number}) of ${award.owner_name} was revoked. Reason: ${input.reason}`,
    link: '/awards',
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(input.id, { revoked: false }, { revoked: true, number, reason: input.reason });
  const after = await findAward(tx, input.id);
  return after ? awardView(after, actor) : notFound('这项荣誉', 'award');
});
