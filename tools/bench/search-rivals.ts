import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Another way to find texts with a piece in them, over the same rows. */
export type Rival = {
  name: string;
  /** Answers where to ask, how long its index took and how large it is. */
  prepare(config: pg.ClientConfig): Promise<{ client: pg.Client; ms: number; megabytes: number }>;
};

/** An answer that takes longer is cut off and counted as this long. */
const LIMIT_MS = 20_000;
const COLUMNS = 'body_id, manuscript_id, at, normal';
const TIME = 'create index search_rival_time on search_texts (body_id, at desc)';
const TRIGRAMS =
  'create index search_rival_trgm on search_texts using gin (normal gin_trgm_ops) with (fastupdate = off)';

/** Both have the time in order as well, so that a common word can stop early. */
export const RIVALS: readonly Rival[] = [
  {
    name: 'LIKE',
    prepare: async config => indexed(await connected(config), [TIME], 'search_rival_time'),
  },
  {
    name: 'pg_trgm',
    // In the embedded cluster's own locale pg_trgm takes no Chinese character for a letter and indexes nothing.
    prepare: async config => {
      const from = await connected(config);
      await from.query(`create database rival template template0 lc_ctype 'C.UTF-8'`);
      const to = await connected({ ...config, database: 'rival' });
      await to.query(`create extension pg_trgm;
        create table search_texts (body_id text, manuscript_id text, at timestamptz, normal text);
        alter table search_texts alter column normal set storage main`);
      await pipeline(
        from.query(copyTo(`copy (select ${COLUMNS} from search_texts order by at) to stdout`)),
        to.query(copyFrom(`copy search_texts (${COLUMNS}) from stdin`)),
      );
      await from.end();
      return indexed(to, [TIME, TRIGRAMS], 'search_rival_trgm');
    },
  },
];

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...config, options: '-c jit=off -c maintenance_work_mem=1GB' });
  await client.connect();
  return client;
}

async function indexed(client: pg.Client, statements: readonly string[], name: string) {
  const started = performance.now();
  for (const statement of statements) await client.query(statement);
  const ms = performance.now() - started;
  await client.query('vacuum analyze search_texts');
  const { rows } = await client.query<{ bytes: number }>(
    `select pg_relation_size('${name}')::float8 as bytes`,
  );
  return { client, ms, megabytes: Math.round((rows[0]?.bytes ?? 0) / 1024 ** 2) };
}

/** How long the newest twenty with this piece take; the database chooses its way. */
export async function rivalMs(client: pg.ClientBase, piece: string): Promise<number> {
  await client.query(`set statement_timeout = ${LIMIT_MS}`);
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
