import type pg from 'pg';
import { ofTexts, standing } from './today-duties.ts';
import { adoptions, checks, notices, type Stretch, texts } from './today-texts.ts';
import {
  commissions,
  leadsAndInstructions,
  lettersAndObjections,
  plans,
  releases,
  schemes,
} from './today-work.ts';

type Index = { table: string; name: string; definition: string };

/** Everything of these manuscripts and around them. What is under way lies in the first stretch. */
export async function fill(client: pg.Client, stretch: Stretch, say: (line: string) => void): Promise<void> {
  const first = stretch.from === 1;
  const statements = [
    ...(first ? [...schemes(), ...standing()] : []),
    ...texts(stretch),
    ...checks(stretch),
    ...adoptions(stretch),
    ...notices(stretch),
    ...ofTexts(stretch),
    ...commissions(stretch),
    ...leadsAndInstructions(stretch),
    ...releases(stretch),
    ...lettersAndObjections(stretch),
    ...plans(stretch, first ? '2026' : '2022,2023,2024,2025'),
  ];
  await client.query(
    `set synchronous_commit = off; set maintenance_work_mem = '1GB'; set statement_timeout = 0; set max_parallel_maintenance_workers = 0`,
  );
  await client.query(
    'alter table manuscripts disable trigger user; alter table manuscript_authors disable trigger user',
  );
  const indexes = await dropIndexes(client);
  for (const statement of statements) {
    const started = performance.now();
    await client.query(statement);
    const seconds = (performance.now() - started) / 1000;
    if (seconds > 5)
      say(`  ${/insert into (\w+)/.exec(statement)?.[1] ?? 'update'} in ${seconds.toFixed(0)} s`);
  }
  for (const { definition } of indexes) await client.query(definition);
  await client.query(
    'alter table manuscripts enable trigger user; alter table manuscript_authors enable trigger user',
  );
  if (first) await markIndexed(client);
  await client.query('vacuum analyze');
}

/** One text counts as indexed, or the server would begin to build the index of all of them while it is measured. */
async function markIndexed(client: pg.Client): Promise<void> {
  await client.query(`insert into search_texts (body_id, manuscript_id, at, day, title, normal, terms, hash, triples)
    select body_id, id, created_at, 20000, title, title, '{}', '', true from manuscripts order by id limit 1`);
}

/** Indexes are made after the rows, which is several times as fast; those that keep keys unique stay. */
async function dropIndexes(client: pg.Client): Promise<Index[]> {
  const found =
    await client.query<Index>(`select t.relname as table, c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and not i.indisunique`);
  for (const { name } of found.rows) await client.query(`drop index ${name}`);
  return found.rows;
}
