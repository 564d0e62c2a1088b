import type pg from 'pg';
import { keepTexts } from './search-body.ts';
import type { Writer } from './search-texts.ts';

const TABLES = ['manuscripts', 'manuscript_authors', 'revisions'] as const;
const INDEX = 'create index search_texts_terms on search_texts using gin (terms) with (fastupdate = off)';

/** Fills the body up as a backfill does, but with the index built after it; says how long either took. */
export async function fillTo(
  client: pg.ClientBase,
  { writer, from, to, of }: { writer: Writer; from: number; to: number; of: number },
): Promise<{ loadMs: number; indexMs: number }> {
  await client.query(
    `set synchronous_commit = off; set maintenance_work_mem = '1GB'; set statement_timeout = 0`,
  );
  await client.query('drop index if exists search_texts_terms');
  for (const table of TABLES) await client.query(`alter table ${table} disable trigger user`);
  const started = performance.now();
  await keepTexts(client, { writer, from, to, of });
  for (const table of TABLES) await client.query(`alter table ${table} enable trigger user`);
  const loaded = performance.now();
  await client.query(INDEX);
  const indexed = performance.now();
  await client.query(`truncate search_days`);
  await client.query(
    `insert into search_days select body_id, day, count(*) from search_texts group by body_id, day`,
  );
  for (const table of [...TABLES, 'search_texts', 'search_days', 'units', 'people'])
    await client.query(`vacuum analyze ${table}`);
  return { loadMs: loaded - started, indexMs: indexed - loaded };
}
