import type { DeclineReason } from '@xinxuan/contract';
import { BLEMISH_OF } from '../../reviews/credit.ts';
import { DECLINE_WORDS } from '../../reviews/desk.ts';
import { afterOfficeTime, dayOfMoment } from './days.ts';
import type { Moment } from './model.ts';
import type { Text } from './pen.ts';
import type { Story } from './story.ts';

const HOUR = 3600;

export const DESK_RETURNS = [
  '缺少具体数据，请补充后重报。',
  '配图说明不全，请补齐时间、地点、人物。',
  '文字转换有乱码，请用原稿重新粘贴。',
  '内容与已报稿件部分重复，请补充新情况。',
  '请说明群众评价和后续打算。',
] as const;

const DECLINE_NOTES: Record<DeclineReason, readonly string[]> = {
  late: ['事情已过多日，时效不足。', '同类信息上周已编发，本稿迟报。'],
  poor: ['内容空泛，缺少数据和做法。', '篇幅过短，看不出成效。', '表述套话较多，事实不清。'],
  duplicate: ['与此前来稿内容相同，不再采用。', '系转发下属单位稿件，由原单位计。'],
  off_topic: ['属内部事务，不在报送范围。', '与本期报送要点关系不大。'],
};

/** What the desk does with a manuscript that has just arrived. */
export type Verdict =
  | { do: 'accept' }
  | { do: 'return'; reason: string }
  | { do: 'decline'; reason: DeclineReason }
  | { do: 'merge'; into: string; at: Moment };

export function verdictOn(story: Story, round: number): Verdict {
  const { plan, draw } = story;
  const { twist } = plan;
  if (twist?.kind === 'merged') return { do: 'merge', into: twist.into, at: twist.at };
  if (twist?.kind === 'damaged' && round === 1) return { do: 'return', reason: DESK_RETURNS[2] };
  if (twist?.kind === 'copy' && draw.chance(0.6)) return { do: 'decline', reason: 'duplicate' };
  if (twist?.kind === 'forward' && twist.noticed) return { do: 'decline', reason: 'duplicate' };
  if (twist?.kind === 'no_facts' && draw.chance(0.7)) return { do: 'decline', reason: 'poor' };
  if (twist || plan.hold) return { do: 'accept' };
  if (plan.late && draw.chance(0.7)) return { do: 'decline', reason: 'late' };
  const choice = draw.weighted(
    plan.channel === 'opinion'
      ? { accept: 92, poor: 5, off_topic: 3, back: 0 }
      : { accept: 80, poor: 10, off_topic: 4, back: round === 1 ? 6 : 0 },
  );
  if (choice === 'accept') return { do: 'accept' };
  if (choice === 'back') return { do: 'return', reason: draw.pick(DESK_RETURNS) };
  return { do: 'decline', reason: choice };
}

/** The desk receives what its reviewers have approved; from now on the sending counts. */
export function receive(story: Story, at: Moment): void {
  const signer = story.reviews.at(-1)?.decidedBy ?? story.plan.authorIds[0]!;
  story.withDesk('at_desk', at);
  story.manuscript.atDeskAt = at;
  story.tell('received', { at, by: null }, { desk: story.desk.deskName });
  story.creditSubmission(at, signer);
}

/** When the desk decides: opinion reports within the hour, ordinary items within about a day; null while it is held. */
export function verdictTime(story: Story, arrived: Moment, verdict: Verdict): Moment | null {
  const { plan, draw } = story;
  if (plan.hold === 'desk') return null;
  if (verdict.do === 'merge') return verdict.at > arrived ? verdict.at : null;
  const slow = draw.chance(0.05) && plan.hold === null ? 10 * HOUR : 0;
  return plan.channel === 'opinion'
    ? afterOfficeTime(arrived, draw.int(300, 2400))
    : afterOfficeTime(arrived, slow + draw.int(0.4 * HOUR, 8 * HOUR));
}

export function giveBack(story: Story, at: Moment, reason: string): void {
  const editor = story.editor(dayOfMoment(at));
  const { manuscript } = story;
  story.voidSubmission(at, editor.personId, `${story.desk.deskName}退回：${reason}`);
  story.tell(
    'desk_returned',
    { at, by: editor },
    {
      reason,
      revision: story.revisions.at(-1)!.number,
      from: 'at_desk',
      deskUnitId: story.desk.id,
      deskRevisionId: null,
      atDeskAt: new Date(manuscript.atDeskAt!).toISOString(),
    },
  );
  manuscript.atDeskAt = null;
  story.withWriter('returned', at);
}

export function decline(story: Story, at: Moment, reason: DeclineReason): void {
  const editor = story.editor(dayOfMoment(at));
  const note = noteOf(story, reason);
  story.stand('declined', null);
  Object.assign(story.manuscript, { decline: { reason, note }, decidedAt: at });
  const blemish = BLEMISH_OF[reason];
  if (Object.keys(blemish).length > 0) {
    story.voidSubmission(at, editor.personId, `${story.desk.deskName}不采用：${DECLINE_WORDS[reason].zh}`);
    story.creditSubmission(at, editor.personId, blemish);
  }
  story.tell('declined', { at, by: editor }, { reason, note, from: 'at_desk' });
}

function noteOf(story: Story, reason: DeclineReason): string {
  const notes = DECLINE_NOTES[reason];
  if (reason !== 'duplicate') return story.draw.pick(notes);
  return story.plan.twist?.kind === 'forward' ? notes[1]! : notes[0]!;
}

export function merge(story: Story, at: Moment, into: { id: string; title: string }): void {
  story.stand('merged', null);
  Object.assign(story.manuscript, { mergedInto: into.id, decidedAt: at });
  story.tell(
    'merged',
    { at, by: story.editor(dayOfMoment(at)) },
    {
      into: into.id,
      title: into.title,
      from: 'at_desk',
    },
  );
}

export function accept(story: Story, at: Moment): void {
  story.manuscript.decidedAt = at;
  story.withDesk('accepted', at);
  story.tell('accepted', { at, by: story.editor(dayOfMoment(at)) }, { from: 'at_desk' });
}

/** The desk writes its own, shorter text beside the one that was sent. Answers when, if it came to that. */
export function editAtDesk(story: Story, from: Moment): Moment | null {
  const at = afterOfficeTime(from, story.draw.int(0.3 * HOUR, 3 * HOUR));
  if (!story.reached(at)) return null;
  const editor = story.editor(dayOfMoment(at));
  const revision = story.revise('desk', shortened(story.revisions.at(-1)!), {
    personId: editor.personId,
    at,
  });
  story.tell('desk_edited', { at, by: editor }, { revision: revision.number });
  return at;
}

/** Without what comes next and without the last sentence of long paragraphs: what an editor cuts first. */
function shortened(text: Text): Text {
  const body = text.body.map(block => {
    if (block.kind !== 'paragraph' || block.level !== 0) return block;
    const sentences = block.text.match(/[^。]+。[”]?/g) ?? [block.text];
    return sentences.length < 4 ? block : { ...block, text: sentences.slice(0, -1).join('') };
  });
  return { title: text.title, body };
}
