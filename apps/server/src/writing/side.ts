import type { TextSide } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { moveOpenSteps } from '../manuscripts/base-queries.ts';
import { whyNotDeskEdit } from '../manuscripts/desk.ts';
import { keepText, type TextToKeep } from '../manuscripts/keep-text.ts';
import {
  currentSteps,
  deskPlaceOf,
  isWriter,
  type Manuscript,
  placeOf,
  whyNotEdit,
  whyNotReview,
} from '../manuscripts/manuscript.ts';
import { wordsIn } from '../manuscripts/paper.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import type { EventKind, RevisionKind } from '../manuscripts/tables.ts';
import { trace } from '../manuscripts/trace.ts';

/** Why a person may not write as one side, by the same rules as the acts of that side. */
const WHY_NOT: Record<TextSide, (manuscript: Manuscript, actor: Actor) => Refusal | null> = {
  writer: (manuscript, actor) =>
    firstOf(whyNotHere(actor, 'manuscript.write', placeOf(manuscript)), whyNotEdit(manuscript, actor)),
  review: (manuscript, actor) =>
    firstOf(whyNotHere(actor, 'review.decide', placeOf(manuscript)), whyNotReview(manuscript, actor)),
  desk: (manuscript, actor) =>
    firstOf(whyNotHere(actor, 'desk.triage', deskPlaceOf(manuscript)), whyNotDeskEdit(manuscript)),
};

/** In which part a person may write this text now; null when in none. */
export function sideOf(manuscript: Manuscript, actor: Actor): TextSide | null {
  const sides: TextSide[] = ['writer', 'review', 'desk'];
  return sides.find(side => WHY_NOT[side](manuscript, actor) === null) ?? null;
}

/** The reason of the side whose turn it is by the state of the manuscript; a mere reader is told who writes. */
export function whyNotWrite(manuscript: Manuscript, actor: Actor): Refusal | null {
  if (sideOf(manuscript, actor)) return null;
  if (isWriter(manuscript, actor.personId)) return WHY_NOT.writer(manuscript, actor) ?? readsOnly();
  const inReview = manuscript.state === 'in_review';
  const onDesk = manuscript.state === 'at_desk' || manuscript.state === 'accepted';
  const why = WHY_NOT[inReview ? 'review' : onDesk ? 'desk' : 'writer'](manuscript, actor);
  return why && !NO_RIGHT.has(why.reason) ? why : readsOnly();
}

const NO_RIGHT = new Set(['no_right', 'only_top', 'out_of_reach']);

function readsOnly(): Refusal {
  return refuse('forbidden', 'reads_only', {
    zh: '您可以阅读这篇稿件，不能改动它的文字。草稿由作者修改，送审后由当前审核人修改，报送后由编辑部修改。',
    en: 'You may read this manuscript, not change its text. A draft is changed by its writers, in review by whoever signs now, and after that by the desk.',
  });
}

/** Traced changes are taken or rejected by whoever corrects: the signer or the desk, never the writers themselves. */
export function whyNotDecide(manuscript: Manuscript, actor: Actor): Refusal | null {
  const why = whyNotWrite(manuscript, actor);
  if (why) return why;
  if (sideOf(manuscript, actor) !== 'writer') return null;
  return refuse('forbidden', 'writer_decides_not', {
    zh: '修订由审核人或编辑部接受、拒绝。作者如有不同意见，请在该处批注，或直接修改正文。',
    en: 'Changes are accepted or rejected by whoever reviews, or by the desk. As a writer, comment on the passage or edit the text.',
  });
}

/** Whoever has a part in it: its writers, who signs or has signed in this round, and the desk that has it. */
export function whyNotComment(
  manuscript: Manuscript,
  actor: Actor,
  named: readonly string[],
): Refusal | null {
  const hands = currentSteps(manuscript).flatMap(step => [step.reviewer, step.delegate, step.decidedBy]);
  const part =
    isWriter(manuscript, actor.personId) ||
    hands.some(person => person?.id === actor.personId) ||
    named.includes(actor.personId) ||
    (manuscript.desk !== null && !whyNotHere(actor, 'desk.triage', deskPlaceOf(manuscript)));
  if (part && !manuscript.discarded_at) return null;
  return refuse('forbidden', 'no_part', {
    zh: '批注由稿件的作者、审核人和收到它的编辑部写。您目前不经办这篇稿件；被同事在批注中提到后也可以回复。',
    en: 'Comments are made by its writers, its reviewers and the desk that has it. You have no part in this manuscript now; once a colleague names you in a comment, you can answer.',
  });
}

const KIND_OF: Record<TextSide, RevisionKind> = { writer: 'draft', review: 'review', desk: 'desk' };
const EVENT_OF: Record<TextSide, EventKind | null> = {
  writer: null,
  review: 'review_edited',
  desk: 'desk_edited',
};

/** The version that holds: the desk's own once there is one. */
export function holdingRevision(manuscript: Manuscript): string {
  return manuscript.desk_revision_id ?? manuscript.revision_id;
}

type Act = Pick<TextToKeep, 'text' | 'reason' | 'restoredFrom' | 'redline'>;

/** Keeps a text on the side where its author stands, and moves along what hangs on it. */
export async function keepOnSide(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  of: { manuscript: Manuscript; side: TextSide },
  act: Act,
): Promise<{ id: string; fresh: boolean }> {
  const { manuscript, side } = of;
  const kept = await keepText(tx, {
    ...act,
    manuscriptId: manuscript.id,
    baseId: holdingRevision(manuscript),
    kind: KIND_OF[side],
    actor,
    now,
    traced: side !== 'writer',
  });
  const { title, body } = act.text;
  const holding =
    side === 'desk' ? { desk_revision_id: kept.id } : { revision_id: kept.id, title, words: wordsIn(body) };
  const same = kept.id === holdingRevision(manuscript) && side === 'desk';
  await changeManuscript(tx, manuscript.id, { ...(!same && holding), now });
  if (side === 'review')
    await moveOpenSteps(tx, { manuscriptId: manuscript.id, round: manuscript.round, revisionId: kept.id });
  const kind = EVENT_OF[side];
  if (kept.fresh && kind && !act.reason) await trace(tx, { manuscriptId: manuscript.id, kind, actor, now });
  return kept;
}
