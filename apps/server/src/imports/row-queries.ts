import type { ImportProblem, ImportRowState } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { Found } from './tables.ts';

export type Row = {
  number: number;
  state: ImportRowState;
  file_id: string | null;
  path: string;
  found: Found | null;
  problems: ImportProblem[];
  key: string | null;
  manuscript_id: string | null;
  adoption_id: string | null;
  made_manuscript: boolean;
};

const KEPT = JSON.stringify([{ code: 'kept_in' }]);

const COLUMNS = sql`r.number, r.state, r.file_id, r.path, r.found, r.problems, r.key, r.manuscript_id, r.adoption_id, r.made_manuscript`;

export type Wanted = {
  id: string;
  state?: string[];
  doubtful: boolean;
  q?: string;
  page: number;
  pageSize: number;
};

export async function listRows(reader: Reader, wanted: Wanted): Promise<{ rows: Row[]; total: number }> {
  const like = wanted.q && `%${wanted.q.replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`r.body_id = ${reader.body} and r.import_id = ${wanted.id}`,
    wanted.state?.length ? sql`r.state = any(${wanted.state})` : null,
    wanted.doubtful
      ? sql`(r.problems <> '[]' or coalesce(r.found->'unsure', '[]') <> '[]' or coalesce(r.found->'repeats', '[]') <> '[]')`
      : null,
    like
      ? sql`(r.found->>'title' like ${like} or r.path like ${like} or r.found->'unit'->>'text' like ${like})`
      : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const rows = await sql<Row>`select ${COLUMNS} from import_rows r where ${where} order by r.number
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from import_rows r where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

export async function lockRow(tx: Tx, importId: string, number: number): Promise<Row | null> {
  const found = await sql<Row>`select ${COLUMNS} from import_rows r
    where r.body_id = ${tx.body} and r.import_id = ${importId} and r.number = ${number} for update`.execute(
    tx.db,
  );
  return found.rows[0] ?? null;
}

/** The rows that are to be taken back next, with their manuscripts held, so that nobody works on them meanwhile. */
export async function nextToUndo(tx: Tx, importId: string, limit: number): Promise<Row[]> {
  const found = await sql<Row>`select ${COLUMNS} from import_rows r
    where r.body_id = ${tx.body} and r.import_id = ${importId} and r.state = 'taken'
      and not r.problems @> ${KEPT}::jsonb
    order by r.found->'unit'->>'id', r.number limit ${limit}`.execute(tx.db);
  const manuscripts = found.rows.map(row => row.manuscript_id).filter(id => id !== null);
  await sql`select 1 from manuscripts where body_id = ${tx.body} and id = any(${manuscripts}::text[])
    order by id for update`.execute(tx.db);
  return found.rows;
}

/** What an undoing left behind is asked about again by the next. */
export async function forgetKept(tx: Tx, importId: string): Promise<void> {
  await sql`update import_rows r set problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p
      where p->>'code' <> 'kept_in'), '[]')
    where r.body_id = ${tx.body} and r.import_id = ${importId} and r.problems @> ${KEPT}::jsonb`.execute(
    tx.db,
  );
}

/** Rows taken in by an import that its undoing had to leave. */
export async function countKept(reader: Reader, importId: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from import_rows
    where body_id = ${reader.body} and import_id = ${importId} and state = 'taken' and problems @> ${KEPT}::jsonb`.execute(
    reader.db,
  );
  return found.rows[0]?.n ?? 0;
}

/** The next rows in a state; those of one unit together, so that its points are worked out seldom. */
export async function nextRows(
  reader: Reader,
  importId: string,
  { state, limit }: { state: ImportRowState; limit: number },
): Promise<Row[]> {
  const found = await sql<Row>`select ${COLUMNS} from import_rows r
    where r.body_id = ${reader.body} and r.import_id = ${importId} and r.state = ${state}
    order by r.found->'unit'->>'id', r.number limit ${limit}`.execute(reader.db);
  return found.rows;
}

export async function rowsWithProblems(reader: Reader, importId: string): Promise<Row[]> {
  const found = await sql<Row>`select ${COLUMNS} from import_rows r
    where r.body_id = ${reader.body} and r.import_id = ${importId} and r.problems <> '[]' order by r.number`.execute(
    reader.db,
  );
  return found.rows;
}

export async function insertFileRows(
  tx: Tx,
  importId: string,
  files: readonly { fileId: string; path: string }[],
): Promise<void> {
  if (files.length === 0) return;
  await sql`insert into import_rows (body_id, import_id, number, state, file_id, path)
    select ${tx.body}, ${importId}, coalesce((select max(number) from import_rows
        where body_id = ${tx.body} and import_id = ${importId}), 0) + f.at, 'waiting', f.file_id, f.path
    from unnest(${files.map(file => file.fileId)}::text[], ${files.map(file => file.path)}::text[]) with ordinality as f(file_id, path, at)`.execute(
    tx.db,
  );
}

export async function removeRow(tx: Tx, importId: string, number: number): Promise<void> {
  await sql`delete from import_rows where body_id = ${tx.body} and import_id = ${importId} and number = ${number}`.execute(
    tx.db,
  );
}

type RowChange = Partial<Omit<Row, 'number' | 'found' | 'problems'>> & {
  found?: Found;
  problems?: ImportProblem[];
};

export async function changeRow(
  tx: Tx,
  of: { importId: string; number: number },
  { found, problems, ...change }: RowChange,
): Promise<void> {
  await tx.db
    .updateTable('import_rows')
    .set({
      ...change,
      ...(found && { found: JSON.stringify(found) }),
      ...(problems && { problems: JSON.stringify(problems) }),
    })
    .where('body_id', '=', tx.body)
    .where('import_id', '=', of.importId)
    .where('number', '=', of.number)
    .execute();
}

/** Whether some import has this row taken in. */
export async function isTaken(reader: Reader, key: string): Promise<boolean> {
  const found =
    await sql`select 1 from import_rows where body_id = ${reader.body} and key = ${key} and state = 'taken'`.execute(
      reader.db,
    );
  return found.rows.length > 0;
}

/** The number of the first row before this one that holds the same; null when there is none. */
export async function findSameRow(
  reader: Reader,
  { importId, number, key }: { importId: string; number: number; key: string },
): Promise<number | null> {
  const found = await sql<{ number: number }>`select number from import_rows
    where body_id = ${reader.body} and import_id = ${importId} and key = ${key} and number < ${number}
      and state in ('ready', 'wrong')
    order by number limit 1`.execute(reader.db);
  return found.rows[0]?.number ?? null;
}

export type Existing = { id: string; state: string };

/** The manuscript of this unit and title that is no draft, the oldest of several. */
export async function findNamesake(reader: Reader, unitId: string, title: string): Promise<Existing | null> {
  const found = await sql<Existing>`select id, state from manuscripts
    where body_id = ${reader.body} and unit_id = ${unitId} and title = ${title} and discarded_at is null and state <> 'draft'
    order by id limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

export type Obstacle = { manuscript_id: string; title: string; what: string };

/** What has been built on what an import brought, or on some of its rows: it has to go first. At most twenty are named. */
export async function obstacles(
  reader: Reader,
  importId: string,
  rows: readonly number[] | null = null,
): Promise<Obstacle[]> {
  const found = await sql<Obstacle>`
    with mine as (select r.manuscript_id as id, r.made_manuscript, r.adoption_id from import_rows r
      where r.body_id = ${reader.body} and r.import_id = ${importId} and r.state = 'taken'
        and (${rows === null} or r.number = any(${rows ?? []}::integer[]))),
    made as (select m.* from mine join manuscripts m on m.body_id = ${reader.body} and m.id = mine.id where mine.made_manuscript)
    select m.id as manuscript_id, m.title, 'adopted' as what from made m
      where exists (select 1 from adoptions a where a.body_id = m.body_id and a.manuscript_id = m.id
        and a.state in ('claimed', 'verified') and not exists (select 1 from mine where mine.adoption_id = a.id))
    union all
    select m.id, m.title, 'changed' from made m where m.version > 0 and m.discarded_at is null
    union all
    select m.id, m.title, 'merged' from made m
      where exists (select 1 from manuscripts o where o.body_id = m.body_id and o.merged_into = m.id)
    union all
    select m.id, m.title, 'fee' from mine join fee_items f on f.body_id = ${reader.body} and f.adoption_id = mine.adoption_id
      join manuscripts m on m.body_id = f.body_id and m.id = mine.id
    limit ${rows === null ? 20 : 100_000}`.execute(reader.db);
  return found.rows;
}

/** Rows taken in by an import, without those undone. */
export async function countTaken(reader: Reader, importId: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*) as n from import_rows
    where body_id = ${reader.body} and import_id = ${importId} and state = 'taken'`.execute(reader.db);
  return found.rows[0]?.n ?? 0;
}
