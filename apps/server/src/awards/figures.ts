import { type AwardOutcome, awardOutcomes, rankedLedger, type Total, type Veto } from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { periodOf } from '../standings/period.ts';
import type { findPeriod } from '../standings/periods/queries.ts';
import { type InForce, inForce } from '../standings/rescore.ts';
import { scoreWholePeriod } from '../standings/whole-period.ts';
import { unitNames, vetoesOf } from './queries.ts';

type PeriodRow = Awaited<ReturnType<typeof findPeriod>>;

/** Outcomes with what a list says beside them: the unit of a person. */
export type Outcome = AwardOutcome & { unitName: string | null };

/** The scheme whose awards a period goes by: the last one in force in it. */
export async function schemeOf(reader: Reader, period: string): Promise<InForce | null> {
  const { year, from, to } = periodOf(period);
  const all = await inForce(reader, year);
  return all.findLast(each => each.from <= to && each.to >= from) ?? null;
}

/**
 * Who gets the awards of a period. Points are those that the closed period froze; what was booked after its closing is
 * not yet known here either.
 */
export async function outcomesOf(
  reader: Reader,
  { state, scheme, now }: { state: PeriodRow; scheme: InForce; now: Date },
): Promise<Outcome[]> {
  const { from, to } = periodOf(state.period);
  const asOf = dayOf(state.closed_at ? new Date(state.closed_at) : now);
  const { sums, roster } = await scoreWholePeriod(reader, { plan: scheme.plan, period: { from, to }, asOf });
  const ledger = {
    ...sums,
    lines: sums.clauses,
    totals: asFrozen(sums.totals, { scheme, frozen: state.frozen }),
  };
  const vetoes = (await vetoesOf(reader, { from, to })).map(
    (veto): Veto => ({
      owner: { kind: 'unit', id: veto.owner.id },
      because: { zh: `一票否决（${veto.basis || veto.note}）`, en: `a veto (${veto.basis || veto.note})` },
    }),
  );
  const names = await unitNames(reader);
  const unitOf = new Map((roster.persons ?? []).map(person => [person.id, names.get(person.unit) ?? null]));
  return awardOutcomes({ scheme: scheme.plan.scheme, ledger, roster, vetoes }).map(outcome => ({
    ...outcome,
    unitName: outcome.standing.owner.kind === 'person' ? (unitOf.get(outcome.standing.id) ?? null) : null,
  }));
}

function asFrozen(
  totals: readonly Total[],
  { scheme, frozen }: { scheme: InForce; frozen: PeriodRow['frozen'] },
): Total[] {
  if (!frozen) return [...totals];
  const points = new Map(
    (['unit', 'person'] as const).flatMap(kind =>
      frozen[kind].rows.map(row => [`${kind} ${row.owner_id}`, row.points] as const),
    ),
  );
  const isRanked = (total: Total): boolean =>
    total.ledger === rankedLedger(scheme.plan.scheme, total.owner.kind);
  return totals.map(total => {
    const kept = isRanked(total) ? points.get(`${total.owner.kind} ${total.owner.id}`) : undefined;
    return kept === undefined ? total : { ...total, points: kept };
  });
}
