import type { CandidateDecision, CandidateOutcome, Right, RoundState } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { periodName } from '../standings/period.ts';

/** A selection (评选) of a period: proposed by the assessor, submitted, granted by the principal leader. */
export type RoundStands = { state: RoundState; discarded_at: string | null };
export type CandidateStands = { outcome: CandidateOutcome; decision: CandidateDecision | null };

/** Whether a candidate gets the award as things stand. */
export function gets({ outcome, decision }: CandidateStands): boolean {
  return decision === null ? outcome === 'seated' : decision === 'moved_up';
}

/** Who was kept from an award by something else than the figures: a veto, a mark, a last place, a decision. */
export function lostEligibility({ outcome, decision }: CandidateStands): boolean {
  return decision === 'set_aside' || (decision === null && (outcome === 'barred' || outcome === 'last'));
}

export function whyNotPropose(
  period: { period: string; state: string },
  scheme: { awards: number } | null,
): Refusal | null {
  const { zh, en } = periodName(period.period);
  if (period.state === 'open') {
    return refuse('wrong_state', 'period_open', {
      zh: `${zh}还没有公布或关账，名次还会变动。请先在“积分排名”页公布或关账，再办理评选。`,
      en: `${capital(en)} is neither published nor closed, so places may still move. Publish or close it on the standings page first.`,
    });
  }
  if (!scheme || scheme.awards === 0) {
    return refuse('wrong_state', 'no_awards', {
      zh: `${zh}施行的计分办法没有写评先条款。请在办法的 awards 一节写明奖项、名额和取消资格的情形，施行后再办理。`,
      en: `The scheme in force in ${en} has no awards. Write them into its “awards” part, with seats and what bars from them.`,
    });
  }
  return null;
}

export const periodTaken = (period: string): Refusal => {
  const { zh, en } = periodName(period);
  return refuse('conflict', 'round_exists', {
    zh: `${zh}的评选已经办理，请打开已有的评选继续；要重新生成，先丢弃它。`,
    en: `There is a selection of ${en} already. Open it and go on there, or discard it to begin anew.`,
  });
};

export function whyNotChange(round: RoundStands, actor: Actor): Refusal | null {
  return whyNotIn(round, actor, {
    right: 'award.propose',
    state: 'proposed',
    zh: '评选已提交主要领导，不能再改。确需修改的，请领导退回。',
    en: 'The selection has been submitted and cannot be changed. Ask the leader to send it back.',
  });
}

export function whyNotDecideUpon(round: RoundStands, actor: Actor): Refusal | null {
  return whyNotIn(round, actor, {
    right: 'award.grant',
    state: 'submitted',
    zh: '考核员还没有提交这次评选。',
    en: 'The assessor has not submitted this selection yet.',
  });
}

export function whyNotDiscard(round: RoundStands, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'award.propose'),
    round.state === 'granted' ? GRANTED : null,
    round.discarded_at ? DISCARDED : null,
  );
}

export function whyNotRestore(round: RoundStands, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'award.propose'),
    round.discarded_at
      ? null
      : refuse('wrong_state', 'not_discarded', {
          zh: '这次评选没有丢弃，无需恢复。',
          en: 'This selection was not discarded.',
        }),
  );
}

/** Before it is granted a selection is the business of those who work on it. */
export function whyNotSee(round: RoundStands, actor: Actor): Refusal | null {
  if (round.state === 'granted') return null;
  return whyNotAct(actor, 'award.propose') && whyNotAct(actor, 'award.grant');
}

export function whyNotRevoke(award: { revoked_at: string | null }, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'award.grant'),
    award.revoked_at
      ? refuse('wrong_state', 'revoked_already', {
          zh: '这项荣誉已经撤销，无需再次办理。',
          en: 'This award has been revoked already.',
        })
      : null,
  );
}

const GRANTED = refuse('wrong_state', 'round_granted', {
  zh: '评选已经授予，不能再改。个别荣誉有误的，可以在获奖名单里撤销。',
  en: 'The selection has been granted and cannot be changed. A single award can be revoked in the list of awards.',
});
const DISCARDED = refuse('wrong_state', 'round_discarded', {
  zh: '这次评选已经丢弃。可以先恢复。',
  en: 'This selection was discarded. Restore it first.',
});

type Needs = { right: Right; state: RoundState; zh: string; en: string };

function whyNotIn(round: RoundStands, actor: Actor, { right, state, zh, en }: Needs): Refusal | null {
  return firstOf(
    whyNotAct(actor, right),
    round.discarded_at ? DISCARDED : null,
    round.state === 'granted' ? GRANTED : null,
    round.state === state ? null : refuse('wrong_state', `round_${round.state}`, { zh, en }),
  );
}

/** A decision only turns what the figures say into its opposite, and nobody is moved up who is not ranked. */
export function whyNotSuch(candidate: CandidateStands, decision: CandidateDecision): Refusal | null {
  if (decision === 'set_aside' && candidate.outcome === 'seated') return null;
  if (decision === 'moved_up' && candidate.outcome !== 'seated' && candidate.outcome !== 'apart') return null;
  return refuse('wrong_state', 'decision_unfit', {
    zh:
      candidate.outcome === 'apart'
        ? '另列不排名的单位不参加评选，不能调入名额。'
        : '只能排除已在名额内的，或者把名额外的调入。',
    en:
      candidate.outcome === 'apart'
        ? 'What is listed apart takes no part in the selection and cannot be moved up.'
        : 'Only who has a seat can be set aside, and only who has none can be moved up.',
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
