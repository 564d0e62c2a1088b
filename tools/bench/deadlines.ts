import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import { seedBody, seedDuties, seedReports } from './deadlines-body.ts';
import { measurePages } from './deadlines-pages.ts';

type Row = Record<string, string | number>;
type Options = { folder: string; duties: number; due: number; say: (line: string) => void };

const NODE = fileURLToPath(new URL('./deadlines-node.ts', import.meta.url));
const NODES = 2;
const SIZES = [10_000, 100_000, 1_000_000];
const AT = new Date('2026-11-23T01:15:00Z');

/**
 * Ten thousand duties that fall due in the same minute, among ever more open ones: how long two nodes take until everybody
 * is told, and whether anybody is told twice, what a look costs that finds nothing, and what the pages about duties take.
 */
export async function measureDeadlines({
  folder,
  duties,
  due,
  say,
}: Options): Promise<{ rows: Row[]; looks: Row[] }> {
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  await migrate(embedded.config);
  const client = new pg.Client(embedded.config);
  await client.connect();
  const rows: Row[] = [];
  const looks: Row[] = [];
  try {
    await seedBody(client);
    await seedReports(client, { days: 91, at: AT });
    let stored = 0;
    for (const size of SIZES.filter(size => size <= duties)) {
      await seedDuties(client, { from: stored + 1, to: size, due, at: AT });
      stored = size;
      await dueAgain(client, due);
      await client.query('vacuum analyze');
      const pages = await measurePages(embedded.config, AT);
      const taken = await bothAct(embedded.config);
      const empty = await bothAct(embedded.config);
      const row = {
        ...(await checked(client, due)),
        ...measured(size, due, taken),
        'empty look ms': empty.ms.toFixed(1),
        load: (loadavg()[0] ?? 0).toFixed(1),
      };
      say(`  ${JSON.stringify({ ...row, ...pages })}`);
      rows.push(row);
      looks.push({ 'open duties': size, ...pages });
    }
    return { rows, looks };
  } finally {
    await client.end();
    await embedded.stop();
  }
}

/** The same minute once more: what was told is forgotten. */
async function dueAgain(client: pg.Client, due: number): Promise<void> {
  await client.query('truncate duty_steps, notices');
  await client.query(
    `update duties set next_step = 1, next_at = due_at where due_at = $1 and (next_at is null or next_step <> 1)`,
    [AT],
  );
  const found = await client.query<{ n: string }>('select count(*) as n from duties where next_at = $1', [
    AT,
  ]);
  if (Number(found.rows[0]?.n) !== due) throw new Error(`${found.rows[0]?.n} duties are due, not ${due}`);
}

async function bothAct(config: pg.ClientConfig): Promise<{ ms: number; acted: number[] }> {
  const nodes = await Promise.all(
    Array.from({ length: NODES }, async () => {
      const node = fork(NODE, [JSON.stringify(config), AT.toISOString()]);
      await once(node, 'message');
      return node;
    }),
  );
  const started = performance.now();
  const answers = await Promise.all(nodes.map(answerOf));
  return { ms: performance.now() - started, acted: answers.map(answer => answer.acted) };
}

async function answerOf(node: ChildProcess): Promise<{ acted: number; ms: number }> {
  const answer = once(node, 'message');
  node.send('go');
  const [said] = (await answer) as [{ acted: number; ms: number }];
  return said;
}

function measured(size: number, due: number, { ms, acted }: { ms: number; acted: number[] }): Row {
  return {
    'open duties': size,
    'due at once': due,
    's for all': (ms / 1000).toFixed(1),
    'a second': Math.round(due / (ms / 1000)),
    'by each node': acted.join(' + '),
  };
}

/** Every duty one step, every step its two notices: none missing, none twice. */
async function checked(client: pg.Client, due: number): Promise<Row> {
  const steps = await client.query<{ n: string; duties: string; told: string }>(
    `select count(*) as n, count(distinct duty_id) as duties, sum(cardinality(person_ids)) as told from duty_steps`,
  );
  const notices = await client.query<{ n: string }>('select count(*) as n from notices');
  const [found] = steps.rows;
  const twice = Number(found?.n) - Number(found?.duties);
  if (Number(found?.duties) !== due) throw new Error(`${found?.duties} duties were acted on, not ${due}`);
  if (notices.rows[0]?.n !== found?.told)
    throw new Error(`${notices.rows[0]?.n} notices for ${found?.told} receivers`);
  return { twice };
}
