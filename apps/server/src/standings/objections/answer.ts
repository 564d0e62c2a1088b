import { contract, type Outcome, type Remedy } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts, type WriteCall } from '../../http/endpoint.ts';
import { notFound, type Refusal, stale } from '../../http/refusal.ts';
import { enterCorrection } from '../corrections/enter.ts';
import { plain } from '../plain.ts';
import { whyNotAnswer, whyNotDecide, whyNotRemedy } from './objection.ts';
import { changeObjection, findObjection, type ObjectionFull } from './queries.ts';
import { nameOf, tellUnit } from './tell-about.ts';
import { changedSince, view } from './views.ts';

type Verdict = { id: string; version: number; outcome: Outcome; reason: string; remedy: Remedy | null };

/** The assessor's answer. */
export const answerObjection = acts(contract.objections.answer, call =>
  judge(call, whyNotAnswer, {
    kind: 'objection_answered',
    said: { zh: '已答复', en: 'was answered' },
    change: ({ input, actor, now }) => ({
      state: 'answered',
      outcome: input.outcome,
      answer_reason: input.reason,
      answered_by: actor.personId,
      answered_at: now.toISOString(),
    }),
  }),
);

/** The principal leader's final word on a reopened objection. */
export const decideObjection = acts(contract.objections.decide, call =>
  judge(call, whyNotDecide, {
    kind: 'objection_decided',
    said: { zh: '已由主要领导作出最终决定', en: 'was decided for good by the principal leader' },
    change: ({ input, actor, now }) => ({
      state: 'decided',
      final_outcome: input.outcome,
      final_reason: input.reason,
      final_by: actor.personId,
      final_at: now.toISOString(),
    }),
  }),
);

type How = {
  kind: `objection_${string}`;
  said: { zh: string; en: string };
  change(call: WriteCall<Verdict>): Parameters<typeof changeObjection>[2];
};

const OUTCOME: Record<Outcome, { zh: string; en: string }> = {
  upheld: { zh: '采纳', en: 'upheld' },
  partly: { zh: '部分采纳', en: 'partly upheld' },
  rejected: { zh: '不予采纳', en: 'rejected' },
};

async function judge(
  call: WriteCall<Verdict>,
  whyNot: typeof whyNotAnswer,
  how: How,
): Promise<Awaited<ReturnType<typeof view>> | Refusal> {
  const { input, actor, tx, now, record } = call;
  const objection = await findObjection(tx, input.id, dayOf(now));
  if (!objection) return notFound('异议', 'objection');
  const why =
    call.may({ unitPath: objection.unit_path }) ??
    whyNot(objection, actor) ??
    whyNotRemedy(input.outcome, input.remedy, await changedSince(tx, objection));
  if (why) return why;
  if (!(await changeObjection(tx, input, how.change(call)))) return stale({ version: objection.version });
  if (input.remedy?.by === 'entry') await enter(call, objection, input.remedy.points);
  await tellVerdict(call, objection, how);
  record(
    input.id,
    { state: objection.state },
    { outcome: input.outcome, reason: input.reason, remedy: input.remedy },
  );
  const after = await findObjection(tx, input.id, dayOf(now));
  return after ? view(tx, after, actor) : notFound('异议', 'objection');
}

function enter({ input, actor, tx, now }: WriteCall<Verdict>, objection: ObjectionFull, points: string) {
  return enterCorrection(tx, {
    origin: objection.period,
    owner: { kind: objection.owner_kind, id: objection.owner_id },
    points,
    reason: input.reason,
    objection: { id: objection.id, number: objection.number },
    by: { id: actor.personId, name: actor.personName },
    now,
  });
}

async function tellVerdict(call: WriteCall<Verdict>, objection: ObjectionFull, how: How): Promise<void> {
  const { input } = call;
  const about = { ...objection, unit: { ...objection.unit, path: objection.unit_path } };
  const { zh, en } = nameOf(about);
  const outcome = OUTCOME[input.outcome];
  const points = input.remedy?.by === 'entry' ? plain(input.remedy.points) : null;
  await tellUnit(call, about, {
    kind: how.kind,
    zh: `${zh}${how.said.zh}：${outcome.zh}。${input.reason}${points ? `（更正 ${points} 分）` : ''}`,
    en: `The ${en} ${how.said.en}: ${outcome.en}. ${input.reason}${points ? ` (corrected by ${points})` : ''}`,
  });
}
