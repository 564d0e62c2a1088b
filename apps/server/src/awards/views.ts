import type { Award, AwardCandidate, AwardRound } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import { periodOf } from '../standings/period.ts';
import type { AwardFull, CandidateFull, RoundFull } from './queries.ts';
import { gets, whyNotChange, whyNotDecideUpon, whyNotDiscard, whyNotRevoke } from './round.ts';

/** 评先〔2026〕3号 */
export function numberOf(year: number, number: number): string {
  return `评先〔${year}〕${number}号`;
}

export function roundRow(round: RoundFull) {
  return {
    id: round.id,
    period: round.period,
    state: round.state,
    scheme: round.scheme,
    winners: round.winners,
    lost: round.lost,
    decisions: round.decisions,
    proposedBy: round.proposer,
    proposedAt: round.proposed_at,
    version: round.version,
  };
}

/** `unsettled`: why the selection cannot go on, whoever asks. */
export function roundView(
  round: RoundFull,
  candidates: CandidateFull[],
  { actor, unsettled }: { actor: Actor; unsettled: Refusal | null },
): AwardRound {
  const change = whyNotChange(round, actor);
  const decide = whyNotDecideUpon(round, actor);
  const { year } = periodOf(round.period);
  return {
    ...roundRow(round),
    hash: round.hash,
    submitted: round.submitter && round.submitted_at ? { by: round.submitter, at: round.submitted_at } : null,
    sentBack: round.sent_back,
    granted: round.granter && round.granted_at ? { by: round.granter, at: round.granted_at } : null,
    discarded: round.discarded_at !== null,
    candidates: candidates.map(candidate => candidateView(candidate, year)),
    can: {
      decide: can(change),
      submit: can(firstOf(change, unsettled)),
      sendBack: can(decide),
      grant: can(firstOf(decide, unsettled)),
      discard: can(whyNotDiscard(round, actor)),
    },
  };
}

function candidateView(row: CandidateFull, year: number): AwardCandidate {
  return {
    id: row.id,
    award: row.award,
    title: { zh: row.title_zh, en: row.title_en },
    owner: { id: row.owner_id, name: row.owner_name },
    ownerKind: row.owner_kind,
    unit: row.unit_name,
    group: row.group_name,
    place: row.place,
    tied: row.tied,
    points: plain(row.points),
    outcome: row.outcome,
    seats: row.seats,
    money: row.money === null ? null : plain(row.money),
    gets: gets(row),
    reason: { zh: row.reason_zh, en: row.reason_en },
    decision:
      row.decision && row.decider && row.decided_at
        ? { kind: row.decision, reason: row.decision_reason ?? '', by: row.decider, at: row.decided_at }
        : null,
    number: row.award_number === null ? null : numberOf(year, row.award_number),
  };
}

export function awardView(award: AwardFull, actor: Actor): Award {
  return {
    id: award.id,
    number: numberOf(award.year, award.number),
    title: { zh: award.title_zh, en: award.title_en },
    owner: { id: award.owner_id, name: award.owner_name },
    ownerKind: award.owner_kind,
    unit: award.unit_name,
    group: award.group_name,
    period: award.period,
    place: award.place,
    points: plain(award.points),
    money: award.money === null ? null : plain(award.money),
    reason: { zh: award.reason_zh, en: award.reason_en },
    roundId: award.round_id,
    grantedBy: award.granter,
    grantedAt: award.granted_at,
    revoked:
      award.revoked_at && award.revoker
        ? { at: award.revoked_at, by: award.revoker, reason: award.revoke_reason ?? '' }
        : null,
    version: award.version,
    can: { revoke: can(whyNotRevoke(award, actor)) },
  };
}

/** 80.00 and 80 are the same; the shorter is shown. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
