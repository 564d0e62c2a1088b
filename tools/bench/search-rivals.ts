import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Another way to find texts with a piece in them, over the same rows. */
export type Rival = { name: 'LIKE' | 'pg_trgm'; settings: string };

/** Both have the time in order as well, so that a common word can stop early; only one may use the trigrams. */
export const RIVALS: readonly Rival[] = [
  { name: 'LIKE', settings: '-c jit=off -c enable_bitmapscan=off' },
  { name: 'pg_trgm', settings: '-c jit=off' },
];

/** An answer that takes longer is cut off and counted as this long. */
const LIMIT_MS = 10_000;
const DATABASE = 'rival';
const COLUMNS = 'body_id, manuscript_id, at, normal';

/**
 * A database of their own beside the product's: its planner must not find their indexes, and in the embedded cluster's
 * own locale pg_trgm takes no Chinese character for a letter and indexes nothing.
 */
export async function prepareRivals(superuser: pg.ClientConfig): Promise<{ ms: number }> {
  const from = new pg.Client(superuser);
  await from.connect();
  await from.query(`create database ${DATABASE} template template0 lc_ctype 'C.UTF-8'`);
  const to = new pg.Client({ ...superuser, database: DATABASE });
  await to.connect();
  await to.query(`set maintenance_work_mem = '2GB'; set synchronous_commit = off; create extension pg_trgm;
    create table search_texts (body_id text, manuscript_id text, at timestamptz, normal text);
    alter table search_texts alter column normal set storage main`);
  await pipeline(
    from.query(copyTo(`copy search_texts (${COLUMNS}) to stdout`)),
    to.query(copyFrom(`copy search_texts (${COLUMNS}) from stdin`)),
  );
  await from.end();
  const started = performance.now();
  await to.query('create index search_rival_time on search_texts (body_id, at desc)');
  await to.query(
    'create index search_rival_trgm on search_texts using gin (normal gin_trgm_ops) with (fastupdate = off)',
  );
  const ms = performance.now() - started;
  await to.query('vacuum analyze search_texts');
  await to.end();
  return { ms };
}

export async function askRival(superuser: pg.ClientConfig, { settings }: Rival): Promise<pg.Client> {
  const client = new pg.Client({ ...superuser, database: DATABASE, options: settings });
  await client.connect();
  await client.query(`set statement_timeout = ${LIMIT_MS}`);
  return client;
}

export async function trigramBytes(superuser: pg.ClientConfig): Promise<number> {
  const client = new pg.Client({ ...superuser, database: DATABASE });
  await client.connect();
  const { rows } = await client.query<{ bytes: number }>(
    `select pg_relation_size('search_rival_trgm')::float8 as bytes`,
  );
  await client.end();
  return rows[0]?.bytes ?? 0;
}

/** How long the newest twenty with this piece take; the database chooses its way. */
export async function rivalMs(client: pg.ClientBase, piece: string): Promise<number> {
  const started = performance.now();
  try {
    await client.query({
      text: 'select manuscript_id from search_texts where body_id = $1 and normal like $2 order by at desc limit 20',
      values: [`bod_${'0'.repeat(26)}`, `%${piece}%`],
    });
  } catch (error) {
    if (!(error instanceof Error) || !/statement timeout/u.test(error.message)) throw error;
    return LIMIT_MS;
  }
  return performance.now() - started;
}
