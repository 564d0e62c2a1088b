import type { Role } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import { arrived, hint } from '../manuscripts/arrival.ts';
import { clearanceOf, whyNotCleared } from '../manuscripts/clearance.ts';
import { keepCheck } from '../manuscripts/kept-check.ts';
import { type Onward, onward } from '../manuscripts/ladder.ts';
import {
  currentSteps,
  type Manuscript,
  type Step,
  stepFor,
  titleOf,
  whyNotReview,
  writersOf,
} from '../manuscripts/manuscript.ts';
import { type OnManuscript, openManuscript } from '../manuscripts/open.ts';
import { hashOf } from '../manuscripts/paper.ts';
import { findText } from '../manuscripts/paper-queries.ts';
import { changeManuscript, setHeldUntil } from '../manuscripts/queries.ts';
import { dropReviewDuties, endReviewDuty } from '../manuscripts/review-duty.ts';
import { noDesk } from '../manuscripts/route.ts';
import {
  type Desk,
  decideStep,
  endSteps,
  findDesk,
  holdersAt,
  letStand,
  openStep,
} from '../manuscripts/route-queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { toDesk, toStep } from '../manuscripts/transitions.ts';
import { tell } from '../notices/tell.ts';
import { recordSubmitted } from './credit.ts';
import { follow } from './follow.ts';
import { type Opening, signersNow } from './signers.ts';

type Post = { role: Role; unitId: string | null };

/** What the trail keeps of a signature. */
export type SignedStep = {
  title: string;
  before: { step: number; seat: number; state: 'pending' };
  after: { step: number; seat: number; state: 'approved'; revision: string; post: Post; unread?: true };
};

/** Signs one item at the actor's step. Everything is decided first: a refusal has written nothing. */
export async function signOne(
  call: OnManuscript,
  how: { note: string; batch?: number; unread?: boolean },
): Promise<SignedStep | Refusal> {
  const { actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotReview(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const step = stepFor(manuscript, actor)!;
  // Alone it is signed from its page; of a list, what was not looked at is signed only by somebody who says so.
  const unread = how.batch !== undefined && step.openedBy !== actor.personId;
  const why =
    (unread && !how.unread ? neverOpened(manuscript) : null) ??
    (await whyNotAsSent(call, { manuscript, step })) ??
    whyNotCleared(await clearanceOf(tx, manuscript, now));
  if (why) return why;
  const plan = await planOf(call, { manuscript, step });
  if (isRefusal(plan)) return plan;
  const hash = manuscript.revision.hash;
  await decideStep(tx, step.id, {
    state: 'approved',
    by: actor.personId,
    reason: how.note || null,
    hash,
    now,
  });
  await endReviewDuty(tx, step, { by: actor.personId, act: 'reviews.approve', now });
  await keepCheck(tx, { manuscript, step: 'approved', by: actor.personId, now });
  const detail = {
    ...stepDetail(manuscript, step),
    note: how.note,
    hash,
    ...(how.batch && { batch: how.batch }),
    ...(unread && { unread: true as const }),
  };
  await trace(tx, { manuscriptId: manuscript.id, kind: 'approved', actor, post: postOf(step), now, detail });
  await goOn(call, { manuscript, plan });
  const at = { step: step.step, seat: step.seat };
  return {
    title: titleOf(manuscript),
    before: { ...at, state: 'pending' },
    after: {
      ...at,
      state: 'approved',
      revision: hash,
      post: postOf(step),
      ...(unread && { unread: true as const }),
    },
  };
}

/** A signature is given on one text: should the kept text differ from what was sent, nobody signs it. */
async function whyNotAsSent(
  { tx }: Pick<OnManuscript, 'tx'>,
  { manuscript, step }: { manuscript: Manuscript; step: Step },
): Promise<Refusal | null> {
  const text = await findText(tx, manuscript.revision_id);
  if (!text || (hashOf(text) === text.hash && step.revisionId === manuscript.revision_id)) return null;
  return refuse('wrong_state', 'text_changed', {
    zh: '库中文字与送审时封存的不一致，不能审签。请联系系统管理员核查后退回重报。',
    en: 'The stored text differs from what was sealed when it was sent, so it cannot be signed. Have the system administrator look into it, then return it.',
  });
}

const neverOpened = (manuscript: Manuscript): Refusal =>
  refuse('wrong_state', 'never_opened', {
    zh: `《${titleOf(manuscript)}》现在的文字您还没有打开过，没有签。请看过全文再签，或确认不看全文也签。`,
    en: `You have not opened “${titleOf(manuscript)}” as it stands, so it was not signed. Read it first, or confirm that you sign it unread.`,
  });

/** The post of the step, in which whoever decides there acts, whatever else he holds. */
export const postOf = (step: Pick<Step, 'role' | 'unit'>): Post => ({
  role: step.role,
  unitId: step.unit?.id ?? null,
});

export function stepDetail(manuscript: Manuscript, step: Step): Record<string, unknown> {
  return {
    round: step.round,
    step: step.step,
    role: step.role,
    for: step.reviewer.name,
    forId: step.reviewer.id,
    revision: manuscript.revision.number,
  };
}

type Plan = Onward & { openings: Opening[]; desk: Desk | null };

/** What follows from the signature, with the persons it needs; a refusal when one of them, or the desk, is missing. */
async function planOf(
  call: OnManuscript,
  { manuscript, step }: { manuscript: Manuscript; step: Step },
): Promise<Plan | Refusal> {
  const seats = currentSteps(manuscript);
  const after = onward(
    seats.map(seat => ({ ...seat, carriedHash: seat.carried?.hash ?? null })),
    { signed: step.id, hash: manuscript.revision.hash },
  );
  if (after.complete) {
    const desk = await findDesk(call.tx, manuscript.unit_path);
    return desk ? { ...after, openings: [], desk } : { ...noDesk(manuscript.unit.name), code: 'wrong_state' };
  }
  const steps = seats.filter(seat => after.opens.includes(seat.id));
  const openings = await signersNow(call, { manuscript, steps, barred: [call.actor.personId] });
  return isRefusal(openings) ? openings : { ...after, openings, desk: null };
}

async function goOn(
  call: OnManuscript,
  { manuscript, plan }: { manuscript: Manuscript; plan: Plan },
): Promise<void> {
  const { tx, now, actor } = call;
  const seats = currentSteps(manuscript);
  const among = (ids: string[]): Step[] => seats.filter(seat => ids.includes(seat.id));
  await endSteps(tx, plan.over);
  await dropReviewDuties(tx, among(plan.over), { by: actor.personId, reason: '已由他人审签', now });
  for (const seat of among(plan.stands)) await letStand(tx, seat.id, seat.carried!);
  if (plan.desk) return reachDesk(call, { manuscript, desk: plan.desk });
  if (plan.openings.length === 0) {
    await changeManuscript(tx, manuscript.id, { now, ...stillAsked(manuscript, actor.personId) });
    await setHeldUntil(tx, manuscript.id);
    return hint(call);
  }
  const left = plan.opens.filter(id => !plan.openings.some(opening => opening.step.id === id));
  await endSteps(tx, left);
  await openSteps(call, { manuscript, openings: plan.openings });
  await tell(tx, {
    personIds: writersOf(manuscript),
    kind: 'approved',
    zh: `《${titleOf(manuscript)}》已经${actor.personName}审签，转下一步审签。`,
    en: `${actor.personName} approved “${titleOf(manuscript)}”; it goes on to the next step.`,
    manuscriptId: manuscript.id,
    now,
  });
}

/** The others of the step go on holding it. */
function stillAsked(manuscript: Manuscript, signedBy: string): { holder_person_id?: string } {
  const other = currentSteps(manuscript).find(
    step => step.state === 'pending' && step.reviewer.id !== signedBy && step.delegate?.id !== signedBy,
  );
  return other ? { holder_person_id: other.reviewer.id } : {};
}

/** Asks these persons: each gets a due time and a duty. */
export async function openSteps(
  call: OnManuscript,
  { manuscript, openings }: { manuscript: Manuscript; openings: Opening[] },
): Promise<void> {
  const { tx, now } = call;
  for (const { step, reviewerId, unitId } of openings)
    await openStep(tx, step.id, { reviewerId, unitId, arrivedAt: now.toISOString() });
  const [first] = openings;
  await changeManuscript(tx, manuscript.id, {
    ...toStep({ role: first!.step.role, reviewerId: first!.reviewerId, dueAt: null }, { now }),
    now,
  });
  await arrived(call, manuscript.id);
}

/** The last signature is given: the nearest desk receives it, and the sending counts from now. */
async function reachDesk(
  call: OnManuscript,
  { manuscript, desk }: { manuscript: Manuscript; desk: Desk },
): Promise<void> {
  const { tx, now, actor } = call;
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
}
