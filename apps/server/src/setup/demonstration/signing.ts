import type { Block, Role } from '@xinxuan/contract';
import { hashOf } from '../../manuscripts/paper.ts';
import { DEFAULT_ROUTES, routeFor } from '../../manuscripts/route.ts';
import { afterOfficeTime, dayOfMoment } from './days.ts';
import { drawId } from './ids.ts';
import type { Moment, Review, Revision } from './model.ts';
import type { Text } from './pen.ts';
import type { Story } from './story.ts';

const HOUR = 3600;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const RETURN_REASONS = [
  '请补充具体数据和成效，另附一处典型事例。',
  '标题未点明单位，请修改后再报。',
  '与上周所报内容相近，请突出本次工作的不同之处。',
  '做法部分过于笼统，请分条说明。',
  '时间表述不准确，请与经办人核对。',
  '涉及商户名称，请核实是否同意公开。',
  '请压缩过程描写，把群众反映写实。',
  '数据口径与月报不一致，请核对后重报。',
] as const;

/** A thinner text, as it stood before its writer was asked for more: one paragraph is still missing. */
export function thinner(text: Text): Text {
  const plain = text.body.map((block, i) => ({ block, i })).filter(({ block }) => isPlain(block));
  const missing = plain[Math.floor(plain.length / 2)]?.i ?? -1;
  return { title: text.title, body: text.body.filter((_, i) => i !== missing || text.body.length < 2) };
}

function isPlain(block: Block): boolean {
  return block.kind === 'paragraph' && block.level === 0;
}

/** Sends a text to its reviewers. Answers when the last of them approved, or null when it did not come to that. */
export function sendThrough(
  story: Story,
  sending: { at: Moment; revision: Revision; returned: boolean },
): Moment | null {
  const { manuscript, plan } = story;
  const { at, revision } = sending;
  manuscript.round += 1;
  manuscript.submittedAt ??= at;
  manuscript.late = plan.late;
  const steps = assign(story, sending);
  story.tell(
    manuscript.round === 1 ? 'submitted' : 'resubmitted',
    { at, by: story.writer },
    {
      round: manuscript.round,
      revision: revision.number,
      late: plan.late,
    },
  );
  let arrived = at;
  for (const step of steps) {
    const decided = decisionTime(story, step, arrived);
    open(story, step, arrived);
    if (decided === null || !story.reached(decided)) return null;
    const sentBack = sending.returned && step === steps.at(-1);
    decide(story, step, { at: decided, revision, sentBack });
    if (sentBack) return null;
    arrived = decided;
  }
  return arrived;
}

function assign(story: Story, { at, revision }: { at: Moment; revision: Revision }): Review[] {
  const { plan, stage, manuscript } = story;
  const { steps: ladder } = routeFor(DEFAULT_ROUTES, plan);
  const taken = [...plan.authorIds];
  const steps = ladder.map(({ roles: [role] }, i): Review => {
    if (!role) throw new Error('a step of the tiers names nobody');
    const signer = stage.cast.signer(role, plan.unit, { day: dayOfMoment(at), authors: taken });
    if (!signer) throw new Error(`nobody signs as ${role} for ${plan.unit.name}`);
    taken.push(signer.personId);
    return {
      id: drawId('review', at, story.draw),
      round: manuscript.round,
      step: i + 1,
      role,
      reviewerId: signer.personId,
      unit: signer.unit,
      state: 'waiting',
      revisionId: revision.id,
      arrivedAt: null,
      dueAt: null,
      decidedBy: null,
      decidedAt: null,
      reason: null,
    };
  });
  story.reviews.push(...steps);
  return steps;
}

function open(story: Story, step: Review, at: Moment): void {
  Object.assign(step, { state: 'pending', arrivedAt: at, dueAt: at + DAY_MS });
  story.stand('in_review', {
    personId: step.reviewerId,
    role: step.role,
    unitId: null,
    since: at,
    dueAt: step.dueAt,
  });
}

const PACE: Partial<Record<Role, readonly [number, number]>> = {
  unit_head: [0.2, 4],
  leader_in_charge: [0.5, 8],
  principal_leader: [1, 12],
};

/** Null where the story is held at this step. */
function decisionTime(story: Story, step: Review, arrived: Moment): Moment | null {
  const { plan, draw } = story;
  if (plan.hold === 'review' && step.step === 1) return null;
  if (plan.hold === 'second_review' && step.step === 2) return null;
  if (plan.channel === 'opinion') return arrived + draw.int(2, 25) * MINUTE_MS;
  const [least, most] = PACE[step.role] ?? [0.5, 8];
  const slow = draw.chance(0.04) && plan.hold === null ? 12 * HOUR : 0;
  return afterOfficeTime(arrived, slow + draw.int(least * HOUR, most * HOUR));
}

type Decision = { at: Moment; revision: Revision; sentBack: boolean };

function decide(story: Story, step: Review, { at, revision, sentBack }: Decision): void {
  const doer = { personId: step.reviewerId, role: step.role, unit: step.unit };
  const reason = sentBack ? story.draw.pick(RETURN_REASONS) : null;
  Object.assign(step, {
    state: sentBack ? 'returned' : 'approved',
    decidedBy: step.reviewerId,
    decidedAt: at,
    reason,
  });
  const about = { round: step.round, step: step.step, role: step.role, revision: revision.number };
  if (reason === null) {
    story.tell('approved', { at, by: doer }, { ...about, note: '', hash: hashOf(revision) });
    return;
  }
  story.tell('returned', { at, by: doer }, { ...about, reason });
  for (const other of story.reviews) if (other.state === 'waiting') other.state = 'void';
  story.withWriter('returned', at);
}
