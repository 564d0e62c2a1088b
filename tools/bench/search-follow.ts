import type pg from 'pg';
import type { Database } from '../../apps/server/src/db/connect.ts';
import { keepIndex } from '../../apps/server/src/search/keep-index.ts';
import { BODY } from './search-body.ts';

const TEXTS = 500;
const NOW = new Date('2026-06-01T00:00:00Z');

/** What the round behind the writers takes for a text whose entry has to be written anew, on average. */
export async function writingMs(database: Database, client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `select manuscript_id as id from search_texts where body_id = $1 order by md5(manuscript_id) limit $2`,
    [BODY, TEXTS],
  );
  const ids = rows.map(row => row.id);
  await client.query(`update search_texts set hash = '' where body_id = $1 and manuscript_id = any($2)`, [
    BODY,
    ids,
  ]);
  await client.query(
    `insert into search_queue (body_id, manuscript_id) select $1, id from unnest($2::text[]) id`,
    [BODY, ids],
  );
  const started = performance.now();
  const done = await keepIndex(database, { now: NOW });
  if (done !== ids.length) throw new Error(`${done} texts were indexed, not ${ids.length}`);
  return (performance.now() - started) / done;
}
