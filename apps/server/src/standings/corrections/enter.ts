import { dayOf } from '../../clock.ts';
import type { Tx } from '../../db/connect.ts';
import { newId } from '../../ids.ts';
import { lockClosings } from '../periods/queries.ts';
import { bookEntry } from './book.ts';
import { entryLine } from './correction.ts';
import { insertCorrections, settledPeriods } from './queries.ts';

export type Entry = {
  origin: string;
  owner: { kind: 'unit' | 'person'; id: string };
  points: string;
  reason: string;
  objection: { id: string; number: number };
  by: { id: string; name: string };
  now: Date;
};

/**
 * Makes a judged entry of its own after an objection: points with reason and name, never a change of an existing line.
 * One entry per day it is booked on: more than one only where the year is closed and its quarter not, or the reverse.
 */
export async function enterCorrection(tx: Tx, entry: Entry): Promise<void> {
  const { origin, owner, points, reason, objection, by, now } = entry;
  await lockClosings(tx, 'booking');
  const bookings = bookEntry(origin, await settledPeriods(tx), dayOf(now));
  const line = entryLine({ origin, number: objection.number, points, reason, by: by.name });
  const rows = bookings.map(({ onDay, inKinds }) => ({
    id: newId('correction', now),
    kind: 'objection' as const,
    origin,
    on_day: onDay,
    in_kinds: inKinds,
    owner_kind: owner.kind,
    owner_id: owner.id,
    points,
    reason,
    fact_ids: [],
    objection_id: objection.id,
    frozen: null,
    recomputed: null,
    earlier: null,
    recorded_by: by.id,
    recorded_at: now.toISOString(),
  }));
  await insertCorrections(
    tx,
    rows,
    rows.map(() => line),
  );
}
