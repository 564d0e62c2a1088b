import { type AdoptionState, CLAIM_LEVELS, DESK_LEVELS, type ManuscriptState } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { openOn } from '../outlets/outlet.ts';
import type { AdoptionRow, OutletRow } from './tables.ts';

/** What an adoption needs to know of its manuscript. */
export type Source = {
  id: string;
  title: string;
  state: ManuscriptState;
  unit_id: string;
  unit_path: string;
  channel: string;
  importance: string;
  authors: string[];
  created_by: string;
  discarded_at: string | null;
};

/** The desk books what it sees itself: its own bulletins and those of the desk above. The rest is claimed with evidence. */
export function whyNotBookedByDesk(outlet: OutletRow): Refusal | null {
  if (DESK_LEVELS.includes(outlet.level)) return null;
  return refuse('invalid', 'outlet_needs_claim', {
    zh: `“${outlet.name}”是外部媒体，须由供稿单位附佐证申报，再由宣传科核实。`,
    en: `“${outlet.name}” is an outside outlet: the unit claims it with evidence, and the desk verifies the claim.`,
  });
}

export function whyNotClaimedHere(outlet: OutletRow): Refusal | null {
  if (CLAIM_LEVELS.includes(outlet.level)) return null;
  return refuse('invalid', 'inhouse_not_claimed', {
    zh: `“${outlet.name}”由宣传科编发，采用情况由宣传科直接登记，不需要申报。`,
    en: `“${outlet.name}” is edited by the desk, which books its adoptions itself; nothing needs to be claimed.`,
  });
}

export function whyNotPublishedOn(outlet: OutletRow, day: string, today: string): Refusal | null {
  if (day > today) {
    return refuse('invalid', 'published_in_future', {
      zh: `刊播日期 ${day} 还没有到。请填写实际刊播的日期。`,
      en: `The day ${day} has not come yet. Give the day on which it was published.`,
      fields: { publishedOn: { zh: '不能晚于今天', en: 'must not lie in the future' } },
    });
  }
  if (openOn(outlet, day)) return null;
  return refuse('invalid', 'outlet_closed', {
    zh: `“${outlet.name}”在 ${day} 不在启用期内。请核对日期或载体。`,
    en: `“${outlet.name}” was not in use on ${day}. Check the day or the outlet.`,
    fields: { publishedOn: { zh: '载体当时未启用', en: 'the outlet was not in use' } },
  });
}

export function alreadyBooked(existing: { id: string; state: AdoptionState; outlet: string }): Refusal {
  const zh = existing.state === 'verified' ? '已核实' : '已申报，等待核实';
  const en = existing.state === 'verified' ? 'is verified' : 'waits for verification';
  return refuse('conflict', 'adopted_already', {
    zh: `同一稿件在“${existing.outlet}”同一天、同一期的刊播${zh}，不能重复登记。如确为另一次刊播，请填写不同的日期或期号。`,
    en: `An adoption of this manuscript in “${existing.outlet}” on the same day and issue ${en}; it cannot be booked twice. For another publication give its own day or issue.`,
    details: { adoptionId: existing.id },
  });
}

type Claim = Pick<AdoptionRow, 'state' | 'claimed_by'> & { authors: string[] };

/** Nobody decides a claim of their own (D15): neither who made it nor who wrote the item. */
export function whyNotDecide(claim: Claim, actor: Actor): Refusal | null {
  return firstOf(whyNotAct(actor, 'adoption.verify'), whyNotUndecided(claim), whyNotOwn(claim, actor));
}

function whyNotUndecided(claim: Claim): Refusal | null {
  if (claim.state === 'claimed') return null;
  const zh = { verified: '已核实', refused: '已退回', withdrawn: '已撤回' }[claim.state];
  return refuse('wrong_state', 'claim_decided', {
    zh: `这条刊播申报${zh}，不能再次办理。请刷新页面查看结果。`,
    en: `This claim has been ${claim.state} and cannot be decided again. Reload to see the outcome.`,
  });
}

function whyNotOwn(claim: Claim, actor: Actor): Refusal | null {
  if (claim.claimed_by !== actor.personId && !claim.authors.includes(actor.personId)) return null;
  return refuse('forbidden', 'own_claim', {
    zh: '您是申报人或作者，不能核实自己的刊播。请由宣传科其他同事办理。',
    en: 'You made this claim or wrote the item, so you may not decide it. A colleague at the desk must.',
  });
}

export function whyNotWithdraw(claim: Claim, actor: Actor): Refusal | null {
  const mine = claim.claimed_by === actor.personId || claim.authors.includes(actor.personId);
  const notMine = refuse('forbidden', 'not_claimant', {
    zh: '只有申报人或作者可以撤回申报。',
    en: 'Only who made the claim or wrote the item may take it back.',
  });
  return firstOf(whyNotUndecided(claim), mine ? null : notMine);
}
