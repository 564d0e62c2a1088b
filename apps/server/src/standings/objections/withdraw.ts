import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { whyNotTakeBack } from './objection.ts';
import { changeObjection, findObjection } from './queries.ts';
import { nameOf, tellJudges } from './tell-about.ts';
import { view } from './views.ts';

/** The unit takes its objection back before it is answered. */
export const withdrawObjection = acts(contract.objections.withdraw, async call => {
  const { input, actor, tx, now, record } = call;
  const objection = await findObjection(tx, input.id, dayOf(now));
  if (!objection) return notFound('异议', 'objection');
  const why = call.may({ unitPath: objection.unit_path }) ?? whyNotTakeBack(objection, actor);
  if (why) return why;
  const withdrawn = {
    state: 'withdrawn' as const,
    withdrawn_by: actor.personId,
    withdrawn_at: now.toISOString(),
  };
  if (!(await changeObjection(tx, input, withdrawn))) return stale({ version: objection.version });
  const about = { ...objection, unit: { ...objection.unit, path: objection.unit_path } };
  const { zh, en } = nameOf(about);
  await tellJudges(call, {
    ...{ id: input.id, role: 'assessor' },
    kind: 'objection_withdrawn',
    zh: `${zh}已由该单位撤回，无需答复。`,
    en: `The ${en} was taken back by the unit; no answer is needed.`,
  });
  record(input.id, { state: objection.state }, { state: 'withdrawn' });
  const after = await findObjection(tx, input.id, dayOf(now));
  return after ? view(tx, after, actor) : notFound('异议', 'objection');
});
