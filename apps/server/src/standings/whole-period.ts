import { setImmediate as turn } from 'node:timers/promises';
import {
  type BatchLayout,
  batchLayout,
  batchReader,
  type FactBatch,
  factsSince,
  factTable,
  openSums,
  type Plan,
  type Roster,
  readsOthers,
  type Stretch,
  type Sums,
} from '@xinxuan/scoring';
import type { Reader } from '../db/connect.ts';
import { atSnapshot, exportSnapshot, factBatches } from './batch-queries.ts';
import { loadRoster } from './input-queries.ts';
import { calendarDays } from './working-days.ts';

/** Everybody's figures of a stretch of days, with the units and persons that they are about. */
export type WholePeriod = { sums: Sums; roster: Roster };

/** What was known before an earlier moment: the roster as it stood, and the facts recorded and not yet taken back. */
export type Known = { roster: Roster; before: string };

/**
 * Scores all owners over days of one calendar year under any scheme, whether it is in force, proposed or past. Reads
 * only; nothing is stored. Ranks follow from `standings({ scheme, roster, ledger: { ...sums, lines: sums.clauses } })`.
 */
export async function scoreWholePeriod(
  reader: Reader,
  { plan, period, asOf, known }: { plan: Plan; period: Stretch; asOf: string; known?: Known },
): Promise<WholePeriod> {
  const { open, roster } = await atOneMoment(reader, async lanes => {
    const year = Number(period.to.slice(0, 4));
    const roster = known?.roster ?? (await loadRoster(lanes[0], year, 'all'));
    const table = factTable(plan, roster, { distinctIds: true });
    const { from, factsFrom } = factsSince(plan, period.from);
    const days = { from, to: `${year}-12-31` };
    const layout = batchLayout(plan, { from: dayNumber(from), to: dayNumber(days.to) });
    const read = batchReader(table, layout);
    const open = openSums({ plan, table, period, asOf, factsFrom, calendar: calendarDays(days) });
    const apart = !readsOthers(plan);
    const take = (batch: FactBatch) => {
      const rows = read(batch);
      if (apart) open.unit(batch.unit, rows);
    };
    const asked = {
      layout,
      asOf,
      kinds: Object.keys(plan.scheme.kinds),
      ...(known && { knownBefore: known.before }),
    };
    const stretches = stretchesOf(roster.units.map(unit => unit.id));
    await Promise.all(lanes.map(lane => readLane(lane, { asked, stretches, take })));
    return { open, roster };
  });
  // the database is free by now; what is left are persons, mostly
  let owners = 0;
  for (const _ of open.rest()) if (++owners % OWNERS_A_TURN === 0) await turn();
  return { sums: open.finish(), roster };
}

type Lane = {
  asked: { layout: BatchLayout; asOf: string; kinds: readonly string[]; knownBefore?: string };
  /** Shared by the lanes: each takes the next one. */
  stretches: UnitStretch[];
  take: (batch: FactBatch) => void;
};

/** The database works on the next stretch of units while the last one is taken in and scored. */
async function readLane(reader: Reader, { asked, stretches, take }: Lane): Promise<void> {
  const ask = () => {
    const stretch = stretches.shift();
    const batches = stretch ? factBatches(reader, asked, stretch) : null;
    // waited for below, or not at all when an earlier one fails
    batches?.catch(() => undefined);
    return batches;
  };
  for (let next = ask(); next; ) {
    const batches = await next;
    next = ask();
    for (const [i, batch] of batches.entries()) {
      // requests are answered meanwhile, and what the database sends is taken in
      if (i % UNITS_A_TURN === 0) await turn();
      take(batch);
    }
  }
}

const UNITS_A_TURN = 4;
const OWNERS_A_TURN = 50;
const STRETCHES = 32;
let isSecondLaneTaken = false;

type Lanes = readonly [Reader, ...Reader[]];

/**
 * All statements see the facts of one moment, on two connections where one is to be had: the database then works on two
 * processors. One reading at a time takes a second one, so that readings cannot wait for each other's connections.
 */
function atOneMoment<T>(reader: Reader, work: (lanes: Lanes) => Promise<T>): Promise<T> {
  if (reader.db.isTransaction) return work([reader]);
  return readOnly(reader, async first => {
    if (isSecondLaneTaken) return work([first]);
    isSecondLaneTaken = true;
    try {
      const snapshot = await exportSnapshot(first);
      return await readOnly(reader, async second => {
        await atSnapshot(second, snapshot);
        return work([first, second]);
      });
    } finally {
      isSecondLaneTaken = false;
    }
  });
}

function readOnly<T>({ db, body }: Reader, work: (reader: Reader) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(transaction => work({ db: transaction, body }));
}

type UnitStretch = { from: string; to: string };

/** The units in order of their ids, cut into stretches, so that no answer is larger than the memory should hold. */
function stretchesOf(ids: readonly string[]): UnitStretch[] {
  const size = Math.max(50, Math.ceil(ids.length / STRETCHES));
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => {
    const own = ids.slice(n * size, (n + 1) * size);
    return { from: own[0] as string, to: own.at(-1) as string };
  });
}

function dayNumber(day: string): number {
  return Date.parse(day) / 86_400_000;
}
