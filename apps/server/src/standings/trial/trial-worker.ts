import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import {
  type Fact,
  parseScheme,
  type Roster,
  runTrial,
  type Scheme,
  sayPair,
  type TrialComparison,
  type TrialLines,
  type TrialOwner,
} from '@xinxuan/scoring';
import type pg from 'pg';
import { ticks } from '../../clock.ts';
import { connect, type Database, type Tx } from '../../db/connect.ts';
import { loadFacts, loadRoster } from '../input-queries.ts';
import { type NamedPeriod, periodOf } from '../period.ts';
import { heldIn } from './chosen.ts';
import { atOneMoment, insertLines, insertOwners, type LinesOf } from './queries.ts';
import { keptResult } from './results.ts';
import type { HeldScheme, KeptLines, KeptResult } from './tables.ts';

/** All that a trial needs; it crosses to the thread, so it is plain data. */
export type TrialJob = {
  database: pg.PoolConfig & { prepare?: boolean };
  body: string;
  trialId: string;
  periods: string[];
  current: HeldScheme[];
  proposedHash: string;
  texts: Record<string, string>;
  asOf: string;
};

export type TrialNews =
  | { kind: 'read'; facts: number }
  | { kind: 'progress'; done: number; all: number }
  | { kind: 'done'; results: KeptResult[]; all: number };

/** Owners whose lines or rows are written at once. */
const CHUNK = 200;
/** Differing lines kept of one owner, the largest differences first. */
const LINES = 400;
const TELL_MS = 300;

const say = (news: TrialNews): void => parentPort?.postMessage(news);

async function work(job: TrialJob): Promise<void> {
  const database = connect({ ...job.database, max: 1 });
  try {
    const years = await readYears(database, job);
    const periods = job.periods.map(periodOf);
    const results: KeptResult[] = [];
    let all = 0;
    for (const [i, period] of periods.entries()) {
      const year = years.get(period.year) ?? { facts: [], roster: { units: [] } };
      const tried = await tryPeriod(database, { job, period, year }, (done, owners) => {
        all = owners * periods.length;
        say({ kind: 'progress', done: i * owners + done, all });
      });
      results.push(tried);
    }
    say({ kind: 'done', results, all });
  } finally {
    await database.close();
  }
}

type Year = { facts: Fact[]; roster: Roster };

/** Every year that the periods lie in, as it stood at one moment. */
async function readYears(database: Database, { body, periods }: TrialJob): Promise<Map<number, Year>> {
  const wanted = [...new Set(periods.map(key => periodOf(key).year))];
  const years = await atOneMoment(database, body, async reader => {
    const read = new Map<number, Year>();
    for (const year of wanted) {
      const roster = await loadRoster(reader, year, 'all');
      read.set(year, { roster, facts: await loadFacts(reader, year, 'all') });
    }
    return read;
  });
  const inside = (day: string): boolean =>
    periods.map(periodOf).some(({ from, to }) => day >= from && day <= to);
  const facts = new Set(
    [...years.values()]
      .flatMap(year => year.facts)
      .filter(({ on }) => inside(on))
      .map(({ id }) => id),
  );
  say({ kind: 'read', facts: facts.size });
  return years;
}

type Task = { job: TrialJob; period: NamedPeriod; year: Year };

async function tryPeriod(
  database: Database,
  { job, period, year }: Task,
  tell: (done: number, all: number) => void,
): Promise<KeptResult> {
  const { from, to } = period;
  const held = heldIn(job.current, period);
  const run = runTrial({
    current: held.map(each => ({
      scheme: schemeOf(job, each.hash),
      period: { from: each.from, to: each.to },
    })),
    proposed: schemeOf(job, job.proposedHash),
    period: { from, to },
    facts: year.facts,
    roster: year.roster,
    asOf: job.asOf,
  });
  const write = writer(database, { job, period });
  let told = 0;
  let step = run.next();
  for (; !step.done; step = run.next()) {
    const { owner, lines, done, all } = step.value;
    await write.lines({ ...owner, lines: kept(lines) });
    if (ticks() - told < TELL_MS) continue;
    told = ticks();
    tell(done, all);
    await setImmediate();
  }
  const comparison: TrialComparison = step.value;
  await write.end(comparison.owners);
  const facts = year.facts.filter(({ on }) => on >= from && on <= to).length;
  return keptResult(comparison, { period: period.key, facts, uncovered: uncoveredDays(held, period) });
}

function schemeOf({ texts }: TrialJob, hash: string): Scheme {
  const parsed = parseScheme(texts[hash] ?? '');
  if (!parsed.ok) throw new Error(`a text that was sound cannot be read: ${parsed.problems[0]?.en}`);
  return parsed.scheme;
}

function kept({ changed, same }: TrialLines): KeptLines {
  return { pairs: changed.slice(0, LINES).map(sayPair), more: Math.max(0, changed.length - LINES), same };
}

function writer(database: Database, { job, period }: Omit<Task, 'year'>) {
  const of = { trialId: job.trialId, period: period.key };
  const inTx = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    database.write(job.body, work, () => false);
  let waiting: LinesOf[] = [];
  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) await inTx(tx => insertLines(tx, of, lines));
  };
  return {
    lines: async (each: LinesOf): Promise<void> => {
      waiting.push(each);
      if (waiting.length >= CHUNK) await flush();
    },
    end: async (owners: readonly TrialOwner[]): Promise<void> => {
      await flush();
      for (let from = 0; from < owners.length; from += CHUNK) {
        const chunk = owners.slice(from, from + CHUNK);
        await inTx(tx => insertOwners(tx, of, { owners: chunk, from }));
      }
    },
  };
}

/** Days of the period in which no scheme held. */
function uncoveredDays(held: readonly HeldScheme[], { from, to }: NamedPeriod): number {
  const days = (first: string, last: string): number =>
    Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  return days(from, to) - held.reduce((sum, each) => sum + days(each.from, each.to), 0);
}

await work(workerData as TrialJob);
