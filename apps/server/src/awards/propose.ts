import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { newId } from '../ids.ts';
import { findPeriod } from '../standings/periods/queries.ts';
import { outcomesOf, schemeOf } from './figures.ts';
import { insertRound } from './queries.ts';
import { periodTaken, whyNotPropose } from './round.ts';
import { showRound } from './show.ts';

/** Proposes the awards of a period by its scheme (S8): who gets them, who does not, and why. */
export const propose = acts(contract.awards.propose, async ({ input, actor, tx, now, record }) => {
  const state = await findPeriod(tx, input.period);
  const scheme = await schemeOf(tx, input.period);
  const why = whyNotPropose(state, scheme && { awards: scheme.plan.scheme.awards.length });
  if (why || !scheme) return why ?? periodTaken(input.period);
  const outcomes = await outcomesOf(tx, { state, scheme, now });
  const id = newId('awardRound', now);
  const inserted = await insertRound(
    tx,
    {
      body_id: tx.body,
      id,
      period: input.period,
      scheme_id: scheme.row.id,
      state: 'proposed',
      hash: state.hash,
      proposed_by: actor.personId,
      proposed_at: now.toISOString(),
      submitted_by: null,
      submitted_at: null,
      sent_back: null,
      granted_by: null,
      granted_at: null,
      discarded_at: null,
      version: 0,
    },
    outcomes.map((outcome, position) => ({
      id: newId('candidate', now),
      position,
      award: outcome.award,
      title_zh: outcome.label.zh,
      title_en: outcome.label.en,
      owner_kind: outcome.standing.owner.kind,
      owner_id: outcome.standing.id,
      owner_name: outcome.standing.name,
      unit_name: outcome.unitName,
      group_name: outcome.standing.group,
      place: outcome.standing.place,
      tied: outcome.standing.tied,
      points: outcome.standing.points,
      outcome: outcome.outcome,
      seats: outcome.seats,
      money: outcome.money ?? null,
      reason_zh: outcome.reason.zh,
      reason_en: outcome.reason.en,
      decision: null,
      decision_reason: null,
      decided_by: null,
      decided_at: null,
    })),
  );
  if (!inserted) return periodTaken(input.period);
  record(id, null, { period: input.period, scheme: scheme.row.name, candidates: outcomes.length });
  return showRound(tx, id, actor);
});
