import { contract } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import { acts } from '../http/endpoint.ts';
import { newId } from '../ids.ts';
import { findPeriod } from '../standings/periods/queries.ts';
import type { InForce } from '../standings/rescore.ts';
import { type Outcome, outcomesOf, schemeOf } from './figures.ts';
import { insertRound } from './queries.ts';
import { periodTaken, whyNotPropose } from './round.ts';
import { showRound } from './show.ts';

/** Proposes the awards of a period by its scheme (S8): who gets them, who does not, and why. */
export const propose = acts(contract.awards.propose, async ({ input, actor, tx, now, record }) => {
  const state = await findPeriod(tx, input.period);
  const scheme = await schemeOf(tx, input.period);
  const why = whyNotPropose(state, scheme && { awards: scheme.plan.scheme.awards.length });
  if (why || !scheme) return why ?? periodTaken(input.period);
  const id = await proposeRound(tx, { state, scheme, by: actor.personId, now });
  if (!id) return periodTaken(input.period);
  record(id, null, { period: input.period, scheme: scheme.row.name });
  return showRound(tx, id, actor);
});

type Proposal = {
  state: Awaited<ReturnType<typeof findPeriod>>;
  scheme: InForce;
  by: string;
  now: Date;
};

/** Writes the proposal; null when the period has a selection already. */
export async function proposeRound(tx: Tx, { state, scheme, by, now }: Proposal): Promise<string | null> {
  const outcomes = await outcomesOf(tx, { state, scheme, now });
  const id = newId('awardRound', now);
  const round = {
    id,
    period: state.period,
    scheme_id: scheme.row.id,
    hash: state.hash,
    proposed_by: by,
    proposed_at: now.toISOString(),
  };
  const inserted = await insertRound(
    tx,
    round,
    outcomes.map((outcome, position) => candidateOf(outcome, { position, now })),
  );
  return inserted ? id : null;
}

function candidateOf(outcome: Outcome, { position, now }: { position: number; now: Date }) {
  const { standing, label, reason } = outcome;
  return {
    id: newId('candidate', now),
    position,
    award: outcome.award,
    title_zh: label.zh,
    title_en: label.en,
    owner_kind: standing.owner.kind,
    owner_id: standing.id,
    owner_name: standing.name,
    unit_name: outcome.unitName,
    group_name: standing.group,
    place: standing.place,
    tied: standing.tied,
    points: standing.points,
    outcome: outcome.outcome,
    seats: outcome.seats,
    money: outcome.money ?? null,
    reason_zh: reason.zh,
    reason_en: reason.en,
  };
}
