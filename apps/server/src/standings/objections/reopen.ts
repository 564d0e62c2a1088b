import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { whyNotReopen } from './objection.ts';
import { changeObjection, findObjection } from './queries.ts';
import { nameOf, tellJudges } from './tell-about.ts';
import { view } from './views.ts';

/** Once, and with a new reason, the unit asks the principal leader for the final word. */
export const reopenObjection = acts(contract.objections.reopen, async call => {
  const { input, actor, tx, now, record } = call;
  const objection = await findObjection(tx, input.id, dayOf(now));
  if (!objection) return notFound('异议', 'objection');
  const why = call.may({ unitPath: objection.unit_path }) ?? whyNotReopen(objection, actor);
  if (why) return why;
  const reopened = {
    state: 'reopened' as const,
    reopened_reason: input.reason,
    reopened_by: actor.personId,
    reopened_at: now.toISOString(),
  };
  if (!(await changeObjection(tx, input, reopened))) return stale({ version: objection.version });
  const about = { ...objection, unit: { ...objection.unit, path: objection.unit_path } };
  const { zh, en } = nameOf(about);
  await tellJudges(call, {
    ...{ id: input.id, role: 'principal_leader' },
    kind: 'objection_reopened',
    zh: `${zh}不认可答复，提请您作最终决定：${input.reason}`,
    en: `The ${en} was reopened; the final word is yours: ${input.reason}`,
  });
  record(input.id, { state: objection.state }, { state: 'reopened', reason: input.reason });
  const after = await findObjection(tx, input.id, dayOf(now));
  return after ? view(tx, after, actor) : notFound('异议', 'objection');
});
