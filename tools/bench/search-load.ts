import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

/** The texts `from` to `to` (not included), of `of` that the body will have in the end. */
export type Stretch = { from: number; to: number; of: number };

const TABLES = ['manuscripts', 'manuscript_authors', 'revisions', 'search_texts'] as const;
/** The index that is searched by; what building it takes is told by itself. */
const TERMS = 'search_texts_terms';
const LOADER = fileURLToPath(new URL('./search-loader.ts', import.meta.url));
/** Texts that one process writes at a time; so far from the order of time may they come to lie. */
const PIECE = 10_000;

/** Fills the body up as a backfill does, but with the indexes built after it; says how long either took. */
export async function fillTo(
  client: pg.ClientBase,
  write: () => Promise<void>,
): Promise<{ loadMs: number; indexMs: number }> {
  await client.query(
    `set synchronous_commit = off; set maintenance_work_mem = '2GB'; set statement_timeout = 0`,
  );
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
    where i.indrelid::regclass::text = any($1) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [TABLES],
  );
  const triggers = await triggersThatMayRest(client);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  for (const table of TABLES) await client.query(`alter table ${table} disable trigger ${triggers}`);
  const started = performance.now();
  await write();
  for (const table of TABLES) await client.query(`alter table ${table} enable trigger ${triggers}`);
  for (const { name, made } of rows) if (name !== TERMS) await client.query(made);
  const loaded = performance.now();
  for (const { name, made } of rows) if (name === TERMS) await client.query(made);
  const indexed = performance.now();
  await client.query(`truncate search_days`);
  await client.query(
    `insert into search_days select body_id, day, count(*) from search_texts group by body_id, day`,
  );
  for (const table of [...TABLES, 'search_days', 'units', 'people'])
    await client.query(`vacuum analyze ${table}`);
  return { loadMs: loaded - started, indexMs: indexed - loaded };
}

/** Foreign keys are looked after by triggers of the system, which only a superuser may send to sleep. */
async function triggersThatMayRest(client: pg.ClientBase): Promise<'all' | 'user'> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  return rows[0]?.rolsuper ? 'all' : 'user';
}

/** Writes them in processes of their own, as many as there are processors, each the next piece. */
export async function writeBeside(config: pg.ClientConfig, { from, to, of }: Stretch): Promise<void> {
  let next = from;
  const one = async (): Promise<void> => {
    const loader = fork(LOADER, [JSON.stringify(config)]);
    const failed = once(loader, 'exit').then(() => {
      throw new Error('a process that wrote texts has ended');
    });
    failed.catch(() => undefined);
    await Promise.race([once(loader, 'message'), failed]);
    while (next < to) {
      const piece: Stretch = { from: next, to: Math.min(to, next + PIECE), of };
      next = piece.to;
      loader.send(piece);
      await Promise.race([once(loader, 'message'), failed]);
    }
    loader.disconnect();
    await once(loader, 'exit');
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, one));
}
