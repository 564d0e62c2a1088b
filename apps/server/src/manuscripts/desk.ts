import type { ManuscriptState } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { type Manuscript, titleOf, writersOf } from './manuscript.ts';

type Desked = Pick<Manuscript, 'state' | 'title' | 'booked' | 'lastEvent' | 'discarded_at'> & {
  revision: Pick<Manuscript['revision'], 'kind'>;
};

const OUTCOME: Record<ManuscriptState, { zh: string; en: string }> = {
  draft: { zh: '还没有报送', en: 'has not been sent' },
  withdrawn: { zh: '已被作者撤回', en: 'was taken back by its writers' },
  in_review: { zh: '还在审核，没有送达', en: 'is still in review' },
  returned: { zh: '已退回作者', en: 'was returned to its writers' },
  at_desk: { zh: '正等待处理', en: 'waits at the desk' },
  accepted: { zh: '已被采编', en: 'was accepted' },
  merged: { zh: '已并入综合稿', en: 'was merged' },
  declined: { zh: '已决定不采用', en: 'was declined' },
};

function whyNotIn(
  manuscript: Desked,
  states: readonly ManuscriptState[],
  words: { zh: string; en: string },
): Refusal | null {
  if (states.includes(manuscript.state) && !manuscript.discarded_at) return null;
  const outcome = OUTCOME[manuscript.state];
  return refuse('wrong_state', `is_${manuscript.state}`, {
    zh: `《${titleOf(manuscript)}》${outcome.zh}，${words.zh}`,
    en: `“${titleOf(manuscript)}” ${outcome.en}: ${words.en}`,
  });
}

/** Accept, return and decline: what waits at the desk. */
export function whyNotTriage(manuscript: Desked): Refusal | null {
  return whyNotIn(manuscript, ['at_desk'], {
    zh: '不在待处理之列。如要改变已作的处理，请先撤销该处理。',
    en: 'there is nothing to decide. Take the earlier decision back first if it should change.',
  });
}

/** Nobody accepts an item of their own (D15); a colleague at the desk does. */
export function whyNotAccept(manuscript: Manuscript, actor: Actor): Refusal | null {
  const own = refuse('forbidden', 'own_item', {
    zh: `《${titleOf(manuscript)}》是您本人的稿件，不能由您采编。请由编辑部其他同事处理。`,
    en: `“${titleOf(manuscript)}” is your own item, so you may not accept it. A colleague at the desk must.`,
  });
  return firstOf(whyNotTriage(manuscript), writersOf(manuscript).includes(actor.personId) ? own : null);
}

const ON_THE_DESK: readonly ManuscriptState[] = ['at_desk', 'accepted'];

export function whyNotDeskEdit(manuscript: Desked): Refusal | null {
  return whyNotIn(manuscript, ON_THE_DESK, {
    zh: '编辑部不能编辑它的文字。只有已送达、尚未退回或拒用的稿件可以编辑。',
    en: 'the desk cannot edit its text. Only what has arrived and was not returned or declined can be edited.',
  });
}

export function whyNotMerge(manuscript: Desked): Refusal | null {
  return firstOf(
    whyNotIn(manuscript, ON_THE_DESK, {
      zh: '不能并入综合稿。请只选已送达且未处理完的稿件。',
      en: 'it cannot be merged. Choose only items that are on the desk.',
    }),
    whyNotBooked(manuscript),
  );
}

/** The desk's last decision can be taken back until it was published or the writers have gone on. */
export function whyNotUndo(manuscript: Desked): Refusal | null {
  if (manuscript.discarded_at || !wasDecided(manuscript)) return nothingToUndo(manuscript);
  return whyNotBooked(manuscript);
}

/** A merge is undone as a whole, from the merged item or from any of its sources. */
export function whyNotUnmerge(
  manuscript: Desked & Pick<Manuscript, 'merged_into' | 'mergedFrom'>,
): Refusal | null {
  if (manuscript.merged_into || manuscript.mergedFrom.length > 0) return whyNotUndo(manuscript);
  return refuse('wrong_state', 'not_merged', {
    zh: `《${titleOf(manuscript)}》没有与其他稿件合并，没有可以撤销的合并。请刷新页面查看最新状态。`,
    en: `“${titleOf(manuscript)}” was not merged with other items, so there is no merge to undo. Reload to see where it stands.`,
  });
}

function wasDecided({ state, lastEvent, revision }: Desked): boolean {
  if (state === 'returned') return lastEvent === 'desk_returned' && revision.kind !== 'draft';
  return state === 'accepted' || state === 'declined' || state === 'merged';
}

function nothingToUndo(manuscript: Desked): Refusal {
  return refuse('wrong_state', 'nothing_to_undo', {
    zh: `《${titleOf(manuscript)}》${OUTCOME[manuscript.state].zh}，没有可以撤销的处理。请刷新页面查看最新状态。`,
    en: `“${titleOf(manuscript)}” ${OUTCOME[manuscript.state].en}: there is no decision of the desk to take back. Reload to see where it stands.`,
  });
}

function whyNotBooked(manuscript: Desked): Refusal | null {
  if (manuscript.booked === 0) return null;
  return refuse('wrong_state', 'adopted_already', {
    zh: `《${titleOf(manuscript)}》已有刊播登记，不能撤销或合并。请先撤回或退回刊播登记。`,
    en: `An adoption of “${titleOf(manuscript)}” is on record, so this cannot be changed. Take the adoption back first.`,
  });
}

type Publishable = Pick<Manuscript, 'state' | 'discarded_at'>;

function unmerged(): Refusal {
  return refuse('wrong_state', 'is_discarded', {
    zh: '这篇稿件已被丢弃或合并已撤销，不能登记刊播。请改用原来的稿件。',
    en: 'This item was thrown away, or its merge was undone; nothing can be booked for it. Use the original items.',
  });
}

/** Into a bulletin goes what the desk has accepted. */
export function whyNotAdopt(manuscript: Publishable): Refusal | null {
  if (manuscript.discarded_at) return unmerged();
  if (manuscript.state === 'accepted') return null;
  return refuse('wrong_state', 'not_accepted', {
    zh: '只有已采编的稿件才能编入本单位刊物。请先在来稿处理中“采编”这篇稿件。',
    en: 'Only an accepted manuscript can go into a bulletin. Accept it at the desk first.',
  });
}

const PAST_REVIEW: readonly ManuscriptState[] = ['at_desk', 'accepted', 'merged'];

/** A unit claims adoptions of what has passed review. */
export function whyNotClaim(manuscript: Publishable): Refusal | null {
  if (manuscript.discarded_at) return unmerged();
  if (PAST_REVIEW.includes(manuscript.state)) return null;
  return refuse('wrong_state', 'not_at_desk', {
    zh: '这篇稿件还没有经审核报送到宣传科，不能登记刊播。请先完成审核报送。',
    en: 'This manuscript has not passed review and reached the desk, so no adoption can be claimed for it yet.',
  });
}

/** Only what has reached a desk has been read above; what is still in the unit's hands cannot bear an instruction. */
export function whyNotInstruct(manuscript: Pick<Manuscript, 'state' | 'title'>): Refusal | null {
  if (['at_desk', 'accepted', 'merged', 'declined'].includes(manuscript.state)) return null;
  return refuse('wrong_state', 'not_sent_yet', {
    zh: `《${manuscript.title || '未命名'}》还没有报到编辑部，不会有领导批示。请等审核通过后再登记。`,
    en: `“${manuscript.title || 'Untitled'}” has not reached a desk, so no leader has read it. Record the instruction once it has.`,
  });
}

/** Only what the desk has accepted goes round before it goes outside. */
export function whyNotSendRound(manuscript: Pick<Manuscript, 'state' | 'title'>): Refusal | null {
  if (manuscript.state === 'accepted') return null;
  return refuse('wrong_state', 'not_accepted', {
    zh: `《${titleOf(manuscript)}》还没有被编辑部采编，不能送审发布。请先在编辑部受理。`,
    en: `“${titleOf(manuscript)}” has not been accepted by the desk. Accept it there before it goes round for release.`,
  });
}
