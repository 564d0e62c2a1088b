import { afterOfficeTime, dayOfMoment } from './days.ts';
import {
  accept,
  decline,
  editAtDesk,
  giveBack,
  merge,
  receive,
  type Verdict,
  verdictOn,
  verdictTime,
} from './desk-work.ts';
import type { Dossier, Moment, Revision } from './model.ts';
import type { Text } from './pen.ts';
import type { Plan } from './plan.ts';
import { adoptAtDesk, publishOutside } from './publication.ts';
import { sendThrough, thinner } from './signing.ts';
import { type Stage, Story } from './story.ts';
import { mergedTitle } from './twists.ts';

const HOUR = 3600;
const MINUTE_MS = 60_000;
const RETURNED = 0.07;
const NEVER_SENT_AGAIN = 0.06;

/** Tells the whole life of a manuscript up to the moment of the cut. */
export function dossierOf(stage: Stage, plan: Plan, text: Text): Dossier {
  if (plan.twist?.kind === 'merger') return mergedDossier(stage, plan, { text, sources: plan.twist.of });
  const story = new Story(stage, plan, text);
  const returned = plan.hold === 'returned' || (mayBeReturned(plan) && story.draw.chance(RETURNED));
  const first = write(story, returned);
  if (first) travel(story, first, returned);
  if (plan.twist?.kind === 'forward' && plan.twist.noticed) story.manuscript.forwardedFrom = plan.twist.of.id;
  return story.dossier();
}

function mayBeReturned(plan: Plan): boolean {
  return plan.hold === null && plan.channel === 'news' && plan.twist?.kind !== 'merged';
}

/** The draft, and what becomes of it when it is sent; null while it is still being written. */
function write(story: Story, returned: boolean): { at: Moment; revision: Revision } | null {
  const { plan, text, writer, draw } = story;
  const at = plan.submittedAt;
  const sent = plan.hold !== 'draft' && story.reached(at);
  const sketched = !sent || (plan.channel === 'news' && draw.chance(0.22));
  story.tell('created', { at: plan.createdAt, by: writer }, { from: 'form' });
  story.withWriter('draft', plan.createdAt);
  if (sketched) story.revise('draft', thinner(text), { personId: writer.personId, at: plan.createdAt });
  if (!sent) return null;
  const written = sketched ? at - 5 * MINUTE_MS : plan.createdAt;
  const revision = story.revise('sent', returned ? thinner(text) : text, {
    personId: writer.personId,
    at: written,
  });
  return { at, revision };
}

type Sending = { at: Moment; revision: Revision };

/** Round by round through review and desk, until somebody decides or the records end. */
function travel(story: Story, first: Sending, returned: boolean): void {
  let sending: Sending | null = first;
  let back = returned;
  for (let round = 1; sending; round++) {
    const approved = sendThrough(story, { ...sending, returned: back });
    if (approved === null) {
      sending = story.manuscript.state === 'returned' ? sendAgain(story) : null;
    } else {
      receive(story, approved);
      sending = atDesk(story, approved, round);
    }
    back = false;
  }
}

function atDesk(story: Story, arrived: Moment, round: number): Sending | null {
  const verdict = verdictOn(story, round);
  const at = verdictTime(story, arrived, verdict);
  if (at === null || !story.reached(at)) return null;
  if (verdict.do === 'return') {
    giveBack(story, at, verdict.reason);
    return sendAgain(story);
  }
  settle(story, verdict, at);
  return null;
}

function settle(story: Story, verdict: Exclude<Verdict, { do: 'return' }>, at: Moment): void {
  if (verdict.do === 'decline') decline(story, at, verdict.reason);
  else if (verdict.do === 'merge') merge(story, at, { id: verdict.into, title: mergedTitle(story.plan) });
  else publish(story, at);
}

function publish(story: Story, at: Moment): void {
  accept(story, at);
  if (story.plan.hold === 'accepted') return;
  if (story.plan.channel === 'opinion') {
    if (story.draw.chance(0.07)) adoptAtDesk(story, at, 'upper_bulletin');
    return;
  }
  const edited = story.draw.chance(0.6) ? editAtDesk(story, at) : at;
  if (edited !== null && story.draw.chance(0.62)) adoptAtDesk(story, edited, 'inhouse');
  publishOutside(story, at);
}

/** The writer mends a returned text and sends it again; a few never do. */
function sendAgain(story: Story): Sending | null {
  const { plan, draw, manuscript } = story;
  if (plan.hold === 'returned' || draw.chance(NEVER_SENT_AGAIN)) return null;
  const at = afterOfficeTime(manuscript.updatedAt, draw.int(1 * HOUR, 9 * HOUR));
  if (!story.reached(at)) return null;
  const text = plan.twist?.kind === 'damaged' ? mended(story.text) : story.text;
  const revision = story.revise('sent', text, { personId: story.writer.personId, at: at - 3 * MINUTE_MS });
  return { at, revision };
}

/** The same text without the damage that conversion had done to it. */
function mended(text: Text): Text {
  return {
    title: text.title,
    body: text.body.map(block =>
      block.kind === 'paragraph'
        ? { ...block, text: block.text.replace(/\([a-z]+\)/g, '').replaceAll('?F', '。') }
        : block,
    ),
  };
}

/** The item that the desk made out of several: its own text, no review, accepted from the start. */
function mergedDossier(stage: Stage, plan: Plan, of: { text: Text; sources: readonly Plan[] }): Dossier {
  const { text, sources } = of;
  const story = new Story(stage, plan, text);
  const at = plan.createdAt;
  const editor = story.editor(dayOfMoment(at));
  story.tell(
    'created',
    { at, by: editor },
    { from: 'merge', sources: sources.map(source => ({ id: source.id })) },
  );
  const revision = story.revise('desk', story.text, { personId: editor.personId, at });
  Object.assign(story.manuscript, {
    revisionId: revision.id,
    deskRevisionId: null,
    title: revision.title,
    words: revision.words,
    createdBy: editor.personId,
    atDeskAt: at,
    decidedAt: at,
  });
  story.withDesk('accepted', at);
  adoptAtDesk(story, at, 'inhouse');
  return story.dossier();
}
