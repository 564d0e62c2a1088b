import { contract, type Manuscript as Shown } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { follow } from '../commissions/follow.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import { arrived, hint } from '../manuscripts/arrival.ts';
import { clearanceOf, whyNotCleared } from '../manuscripts/clearance.ts';
import { keepCheck } from '../manuscripts/kept-check.ts';
import {
  currentSteps,
  type Manuscript,
  pendingStep,
  type Step,
  titleOf,
  whyNotReview,
  writersOf,
} from '../manuscripts/manuscript.ts';
import { type OnManuscript, openManuscript } from '../manuscripts/open.ts';
import { hashOf } from '../manuscripts/paper.ts';
import { findText } from '../manuscripts/paper-queries.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { assignSigners, dueAfter, noDesk, whyNotAssigned } from '../manuscripts/route.ts';
import { decideStep, findDesk, holdersAt, holdersUpward, openStep } from '../manuscripts/route-queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { toDesk, toStep } from '../manuscripts/transitions.ts';
import { show, shown } from '../manuscripts/views.ts';
import { tell } from '../notices/tell.ts';
import { recordSubmitted } from './credit.ts';

export const approve = acts(contract.reviews.approve, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotReview(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const why = (await whyNotAsSent(call, manuscript)) ?? whyNotCleared(await clearanceOf(tx, manuscript, now));
  if (why) return why;
  const step = pendingStep(manuscript)!;
  await decideStep(tx, step.id, { state: 'approved', by: actor.personId, reason: input.note || null, now });
  await keepCheck(tx, { manuscript, step: 'approved', by: actor.personId, now });
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: 'approved',
    actor,
    now,
    detail: { ...stepDetail(manuscript, step), note: input.note, hash: manuscript.revision.hash },
  });
  call.record(
    manuscript.id,
    { step: step.step, state: 'pending' },
    { step: step.step, state: 'approved', revision: manuscript.revision.hash },
  );
  const next = currentSteps(manuscript).find(each => each.state === 'waiting');
  return next ? goOn(call, { manuscript, signed: step, next }) : reachDesk(call, manuscript);
});

/** A signature is given on one text: should the kept text differ from what was sent, nobody signs it. */
async function whyNotAsSent(
  { tx }: Pick<OnManuscript, 'tx'>,
  manuscript: Manuscript,
): Promise<Refusal | null> {
  const text = await findText(tx, manuscript.revision_id);
  const step = pendingStep(manuscript);
  if (!text || (hashOf(text) === text.hash && (!step || step.revisionId === manuscript.revision_id)))
    return null;
  return refuse('wrong_state', 'text_changed', {
    zh: '库中文字与送审时封存的不一致，不能审签。请联系系统管理员核查后退回重报。',
    en: 'The stored text differs from what was sealed when it was sent, so it cannot be signed. Have the system administrator look into it, then return it.',
  });
}

export function stepDetail(manuscript: Manuscript, step: Step): Record<string, unknown> {
  return {
    round: step.round,
    step: step.step,
    role: step.role,
    for: step.reviewer.name,
    revision: manuscript.revision.number,
  };
}

type Signed = { manuscript: Manuscript; signed: Step; next: Step };

/** On to the next step, with as many hours as this one had. */
async function goOn(call: OnManuscript, { manuscript, signed, next }: Signed): Promise<Shown | Refusal> {
  const { tx, now, actor } = call;
  const reviewer = await reviewerNow(call, { manuscript, next });
  if (isRefusal(reviewer)) return reviewer;
  const hours = (Date.parse(signed.dueAt ?? '') - Date.parse(signed.arrivedAt ?? '')) / 3_600_000;
  const dueAt = dueAfter(now, hours);
  await openStep(tx, next.id, { reviewerId: reviewer, arrivedAt: now.toISOString(), dueAt });
  await changeManuscript(tx, manuscript.id, {
    ...toStep({ role: next.role, reviewerId: reviewer, dueAt }, { now }),
    now,
  });
  await tell(tx, {
    personIds: writersOf(manuscript),
    kind: 'approved',
    zh: `《${titleOf(manuscript)}》已经${actor.personName}审签，转下一步审签。`,
    en: `${actor.personName} approved “${titleOf(manuscript)}”; it goes on to the next step.`,
    manuscriptId: manuscript.id,
    now,
  });
  return shown(call, await arrived(call, manuscript.id));
}

/** Whoever was named when it was sent, or the next holder when that person has left the post since. */
async function reviewerNow(
  { tx, now, actor }: OnManuscript,
  { manuscript, next }: Pick<Signed, 'manuscript' | 'next'>,
): Promise<string | Refusal> {
  const holders = await holdersUpward(tx, {
    unitPath: manuscript.unit_path,
    roles: [next.role],
    day: dayOf(now),
  });
  const bars = currentSteps(manuscript).flatMap(step =>
    step.id === next.id ? [] : [step.decidedBy?.id ?? step.reviewer.id],
  );
  const barred = [...writersOf(manuscript), ...bars, actor.personId];
  const holds = holders.some(holder => holder.id === next.reviewer.id) && !barred.includes(next.reviewer.id);
  if (holds) return next.reviewer.id;
  const assigned = assignSigners([next.role], holders, barred);
  const why = whyNotAssigned(assigned, { unit: manuscript.unit.name, holders });
  return why ? { ...why, code: 'wrong_state' } : assigned[0]!.reviewer!.id;
}

/** The last signature is given: the nearest desk receives it, and the sending counts from now. */
async function reachDesk(call: OnManuscript, manuscript: Manuscript): Promise<Shown | Refusal> {
  const { tx, now, actor } = call;
  const desk = await findDesk(tx, manuscript.unit_path);
  if (!desk) return { ...noDesk(manuscript.unit.name), code: 'wrong_state' };
  await changeManuscript(tx, manuscript.id, { ...toDesk(desk.unitId, { now }), now });
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: 'received',
    actor: null,
    unitId: desk.unitId,
    now,
    detail: { desk: desk.name },
  });
  await recordSubmitted(tx, manuscript, { by: actor.personId, now });
  await follow(tx, { manuscriptId: manuscript.id, by: actor.personId, now });
  const title = titleOf(manuscript);
  await tell(tx, {
    personIds: writersOf(manuscript),
    kind: 'at_desk',
    zh: `《${title}》审核通过，已报送${desk.name}。`,
    en: `“${title}” passed review and has reached ${desk.name}.`,
    manuscriptId: manuscript.id,
    now,
  });
  await tell(tx, {
    personIds: await holdersAt(tx, { unitId: desk.unitId, role: 'desk_editor', day: dayOf(now) }),
    kind: 'received',
    zh: `${manuscript.unit.name}报来《${title}》，请处理。`,
    en: `${manuscript.unit.name} sent “${title}”: please decide on it.`,
    manuscriptId: manuscript.id,
    now,
  });
  hint(call);
  return show(call, manuscript.id);
}
