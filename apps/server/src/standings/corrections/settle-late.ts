import { dayOf } from '../../clock.ts';
import type { Tx } from '../../db/connect.ts';
import type { FactChange } from '../../facts/changes.ts';
import { newId } from '../../ids.ts';
import { lockClosings } from '../periods/queries.ts';
import { bookLate } from './book.ts';
import { lateLine } from './correction.ts';
import { driftsOf, insertCorrections, settledPeriods } from './queries.ts';

type Settled = { year: number; units: string[]; persons: string[]; changes: FactChange[]; now: Date };

/**
 * Books what late facts changed in closed periods as entries of the next open period, in the transaction of the fact and
 * after its owners were scored. A second late fact finds the first one's entry and books the difference only.
 */
export async function settleLate(tx: Tx, { year, units, persons, changes, now }: Settled): Promise<number> {
  const facts = changes.map(change => change.fact);
  const days = facts.map(fact => fact.onDay);
  const manuscripts = facts.flatMap(fact => fact.manuscriptId ?? []);
  const drifts = await driftsOf(tx, { year, units, persons, days, manuscripts, now });
  if (drifts.length === 0) return 0;
  await lockClosings(tx, 'booking');
  const settled = await settledPeriods(tx);
  const made = drifts.map(drift => {
    const mine = changes
      .filter(change =>
        drift.owner_kind === 'unit'
          ? change.unitId === drift.owner_id
          : change.personIds.includes(drift.owner_id),
      )
      .map(change => change.fact);
    const { onDay, inKinds } = bookLate(drift.period, settled, dayOf(now));
    const line = lateLine({ ...drift, origin: drift.period }, mine);
    return {
      line,
      row: {
        id: newId('correction', now),
        kind: 'late' as const,
        origin: drift.period,
        on_day: onDay,
        in_kinds: inKinds,
        owner_kind: drift.owner_kind,
        owner_id: drift.owner_id,
        points: drift.points,
        reason: line.zh,
        fact_ids: mine.map(fact => fact.id),
        objection_id: null,
        frozen: drift.frozen,
        recomputed: drift.recomputed,
        earlier: drift.earlier,
        recorded_by: null,
        recorded_at: now.toISOString(),
      },
    };
  });
  await insertCorrections(
    tx,
    made.map(each => each.row),
    made.map(each => each.line),
  );
  return made.length;
}
