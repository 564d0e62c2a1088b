import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import type { EngineRun } from './scoring-engine.ts';
import { engineAlone, inItsTransaction } from './scoring-one.ts';
import { SCHEMES, type SchemeName } from './scoring-schemes.ts';
import { bodyOf, seedYear, statementOf } from './scoring-seed.ts';

const SIZES = [10_000, 100_000, 1_000_000, 5_000_000];
const ENGINE = fileURLToPath(new URL('./scoring-engine.ts', import.meta.url));

type Row = Record<string, string | number>;
type Options = { folder: string; adoptions: number; rounds: number; say: (line: string) => void };

/**
 * A year of adoptions through the product's own path, reading included, in turns with one SQL statement that says the
 * simple scheme; then one new fact. Figures are medians, the ratio is the median of the rounds' ratios.
 */
export async function measureScoring({
  folder,
  adoptions,
  rounds,
  say,
}: Options): Promise<{ years: Row[]; one: Row[] }> {
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  await migrate(embedded.config);
  const client = new pg.Client({ ...embedded.config, options: '-c jit=off' });
  await client.connect();
  try {
    const sizes = SIZES.filter(size => size <= adoptions);
    for (const size of sizes) {
      say(`  making ${size} adoptions`);
      await seedYear(client, size);
    }
    await client.query('vacuum analyze');
    const years: Row[] = [];
    for (const size of sizes) {
      for (const scheme of SCHEMES) {
        const row = await compare({
          client,
          connectionString: embedded.connectionString,
          size,
          scheme,
          rounds,
        });
        say(`  ${JSON.stringify(row)}`);
        years.push(row);
      }
    }
    const [smallest = 10_000] = sizes;
    const one = [
      { what: 'engine alone, simple scheme, 300 facts', ...engineAlone('simple', 300) },
      { what: 'engine alone, 30 clauses, 300 facts', ...engineAlone('thirty', 300) },
      {
        what: 'in its transaction, lines written',
        ...(await inItsTransaction(embedded.connectionString, bodyOf(smallest))),
      },
    ];
    return { years, one };
  } finally {
    await client.end();
    await embedded.stop();
  }
}

type Compared = {
  client: pg.Client;
  connectionString: string;
  size: number;
  scheme: SchemeName;
  rounds: number;
};

async function compare({ client, connectionString, size, scheme, rounds }: Compared): Promise<Row> {
  const body = bodyOf(size);
  const server = await serverOf(client);
  const child = fork(ENGINE, [connectionString, body, scheme]);
  const engine: EngineRun[] = [];
  const statements: { ms: number; points: string }[] = [];
  const database: { engine: number[]; statement: number[] } = { engine: [], statement: [] };
  // the first round warms both sides up and is not counted
  for (let round = 0; round <= rounds; round++) {
    const before = databaseSeconds(server);
    child.send('score');
    const [run] = (await once(child, 'message')) as [EngineRun];
    const between = databaseSeconds(server);
    const statement = await byStatement(client, body);
    const after = databaseSeconds(server);
    if (run.points !== statement.points)
      throw new Error(`engine ${run.points} and SQL ${statement.points} differ`);
    if (round === 0) continue;
    engine.push(run);
    statements.push(statement);
    database.engine.push(between - before);
    database.statement.push(after - between);
  }
  child.disconnect();
  await once(child, 'exit');
  const ratios = engine.map(({ ms }, i) => ms / (statements[i]?.ms ?? 1));
  return {
    adoptions: size,
    scheme: scheme === 'simple' ? '1 clause, units' : '30 clauses, units and persons',
    'engine ms': Math.round(median(engine.map(run => run.ms))),
    'SQL ms': Math.round(median(statements.map(statement => statement.ms))),
    'engine/SQL': Math.round(median(ratios) * 100) / 100,
    'CPU s engine + its reading': `${median(engine.map(run => run.seconds)).toFixed(2)} + ${median(database.engine).toFixed(2)}`,
    'CPU s SQL': median(database.statement).toFixed(2),
    'peak MB': Math.round(Math.max(...engine.map(run => run.peakMegabytes))),
  };
}

async function byStatement(client: pg.Client, body: string): Promise<{ ms: number; points: string }> {
  const started = performance.now();
  const found = await client.query<{ points: string }>(statementOf(body));
  const ms = performance.now() - started;
  return { ms, points: String(found.rows.reduce((sum, row) => sum + Number(row.points), 0)) };
}

/** Processor seconds of a PostgreSQL server and its processes so far; 0 where the system does not tell. */
function databaseSeconds(server: number): number {
  try {
    const stats = readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .flatMap(readStat);
    return stats.reduce(
      (sum, { pid, parent, own, reaped }) =>
        pid === server ? sum + own + reaped : parent === server ? sum + own : sum,
      0,
    );
  } catch {
    return 0;
  }
}

/** The process that all connections of a server descend from. */
async function serverOf(client: pg.Client): Promise<number> {
  const found = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return readStat(String(found.rows[0]?.pid))[0]?.parent ?? 0;
}

const TICKS_PER_SECOND = 100;

function readStat(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const seconds = (...places: number[]) =>
      places.reduce((sum, place) => sum + (fields[place] ?? 0), 0) / TICKS_PER_SECOND;
    return [{ pid: Number(pid), parent: fields[1] ?? 0, own: seconds(11, 12), reaped: seconds(13, 14) }];
  } catch {
    // gone in the meantime
    return [];
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
