import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { changeScheme } from './queries.ts';
import { whyNotApprove } from './scheme.ts';
import { keepAct, schemeInHand, showScheme, tellOfScheme } from './scheme-approval.ts';

/** Gives a submitted scheme back to its writers, who are told why. */
export const returnScheme = acts(contract.schemes.return, async ({ input, actor, tx, now, record }) => {
  const found = await schemeInHand(tx, input.id);
  if (!found) return notFound('计分办法', 'scheme');
  const { scheme, stands } = found;
  const why = whyNotApprove(stands, actor);
  if (why) return why;
  if (!(await changeScheme(tx, input, { state: 'draft', submitted_at: null })))
    return stale({ version: scheme.version });
  await keepAct(tx, scheme.id, { act: 'returned', actor, now, note: input.reason, hash: stands.hash });
  await tellOfScheme(tx, {
    id: scheme.id,
    to: stands.writers,
    kind: 'scheme_returned',
    zh: `${actor.personName}退回了计分办法《${scheme.name}》（第 ${scheme.number} 稿）：${input.reason}`,
    en: `${actor.personName} returned the scheme “${scheme.name}” (draft ${scheme.number}): ${input.reason}`,
    actor,
    now,
  });
  record(scheme.id, { state: 'submitted' }, { state: 'draft', reason: input.reason });
  return showScheme(tx, scheme.id, actor);
});
