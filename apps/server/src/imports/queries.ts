import type { ImportRowState, ImportState, Mapping, Named } from '@xinxuan/contract';
import { type Insertable, sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import type { FoundRow, ImportTable, Settings } from './tables.ts';

export type Full = Omit<ImportTable, 'settings'> & {
  settings: Settings | null;
  by: Named;
  undoer: string | null;
  counts: Partial<Record<ImportRowState, number>>;
  manuscripts: number;
  adoptions: number;
};

const FULL = sql`
  select i.*, json_build_object('id', p.id, 'name', p.name) as by, q.name as undoer,
    coalesce((select json_object_agg(c.state, c.n) from (select r.state, count(*) as n from import_rows r
      where r.body_id = i.body_id and r.import_id = i.id group by r.state) c), '{}') as counts,
    (select count(*) from import_rows r where r.body_id = i.body_id and r.import_id = i.id
      and r.state = 'taken' and r.made_manuscript) as manuscripts,
    (select count(*) from import_rows r where r.body_id = i.body_id and r.import_id = i.id
      and r.state = 'taken' and r.adoption_id is not null) as adoptions
  from imports i join people p on p.body_id = i.body_id and p.id = i.started_by
  left join people q on q.body_id = i.body_id and q.id = i.undone_by`;

export async function findImport(reader: Reader, id: string): Promise<Full | null> {
  const found = await sql<Full>`${FULL} where i.body_id = ${reader.body} and i.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** The same, held until the end of the transaction. */
export async function lockImport(tx: Tx, id: string): Promise<Full | null> {
  await sql`select 1 from imports where body_id = ${tx.body} and id = ${id} for update`.execute(tx.db);
  return findImport(tx, id);
}

export type Wanted = { scope: Scope; kind?: string; state?: string[]; page: number; pageSize: number };

export async function listImports(reader: Reader, wanted: Wanted): Promise<{ rows: Full[]; total: number }> {
  const conditions = [
    sql`i.body_id = ${reader.body}`,
    wanted.scope.kind === 'body' ? null : within(wanted.scope, 'i.unit_path'),
    wanted.kind ? sql`i.kind = ${wanted.kind}` : null,
    wanted.state?.length ? sql`i.state = any(${wanted.state})` : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const rows = await sql<Full>`${FULL} where ${where} order by i.started_at desc, i.id desc
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from imports i where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

export async function insertImport(tx: Tx, row: Insertable<Tables['imports']>): Promise<void> {
  await tx.db.insertInto('imports').values(row).execute();
}

type Change = Partial<
  Pick<ImportTable, 'state' | 'taken_as' | 'beat_at' | 'undone_at' | 'undone_by' | 'undo_reason'>
> & {
  settings?: Settings;
};

export async function changeImport(tx: Tx, id: string, { settings, ...change }: Change): Promise<void> {
  await tx.db
    .updateTable('imports')
    .set({ ...change, ...(settings && { settings: JSON.stringify(settings) }) })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

/** Says that a server is at work on it; answers whether it is still wanted. */
export async function beat(
  tx: Tx,
  id: string,
  { state, now }: { state: ImportState; now: Date },
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('imports')
    .set({ beat_at: now.toISOString() })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function sameFile(reader: Reader, of: { id: string; sha256: string | null }) {
  if (!of.sha256) return [];
  const found = await sql<{ id: string; at: string; by: string }>`
    select i.id, i.started_at as at, p.name as by from imports i
    join people p on p.body_id = i.body_id and p.id = i.started_by
    where i.body_id = ${reader.body} and i.sha256 = ${of.sha256} and i.id <> ${of.id}
      and exists (select 1 from import_rows r where r.body_id = i.body_id and r.import_id = i.id and r.state = 'taken')
    order by i.started_at desc limit 5`.execute(reader.db);
  return found.rows;
}

export async function findMapping(reader: Reader, signature: string): Promise<Mapping | null> {
  const row = await reader.db
    .selectFrom('import_mappings')
    .select('mapping')
    .where('body_id', '=', reader.body)
    .where('signature', '=', signature)
    .executeTakeFirst();
  return row?.mapping ?? null;
}

export async function rememberMapping(
  tx: Tx,
  signature: string,
  { mapping, by, now }: { mapping: Mapping; by: string; now: Date },
): Promise<void> {
  const values = { mapping: JSON.stringify(mapping), used_by: by, used_at: now.toISOString() };
  await tx.db
    .insertInto('import_mappings')
    .values({ body_id: tx.body, signature, ...values })
    .onConflict(conflict => conflict.columns(['body_id', 'signature']).doUpdateSet(values))
    .execute();
}

/** Puts the checked rows of a sheet in place of those before; nothing of it has been taken in. */
export async function replaceRows(tx: Tx, importId: string, rows: readonly FoundRow[]): Promise<void> {
  await tx.db
    .deleteFrom('import_rows')
    .where('body_id', '=', tx.body)
    .where('import_id', '=', importId)
    .execute();
  for (let from = 0; from < rows.length; from += 1000) {
    const slice = JSON.stringify(rows.slice(from, from + 1000));
    await sql`insert into import_rows (body_id, import_id, number, state, found, problems, key)
      select ${tx.body}, ${importId}, r.number, r.state, r.found, r.problems, r.key
      from jsonb_to_recordset(${slice}::jsonb) as r(number integer, state text, found jsonb, problems jsonb, key text)`.execute(
      tx.db,
    );
  }
}

/** Rows that say what an earlier import brought in are marked, with what is said about them. */
export async function markRepeated(tx: Tx, importId: string, note: unknown): Promise<void> {
  await sql`update import_rows r set state = 'repeated', problems = r.problems || ${JSON.stringify([note])}::jsonb
    where r.body_id = ${tx.body} and r.import_id = ${importId} and r.state = 'ready'
      and exists (select 1 from import_rows o where o.body_id = r.body_id and o.key = r.key and o.state = 'taken')`.execute(
    tx.db,
  );
}

/** Rows of a unit and title that the system has already, from elsewhere than an import of this row, are noted. */
export async function noteInSystem(tx: Tx, importId: string, note: unknown): Promise<void> {
  await sql`update import_rows r set problems = r.problems || ${JSON.stringify([note])}::jsonb
    where r.body_id = ${tx.body} and r.import_id = ${importId} and r.state = 'ready'
      and exists (select 1 from manuscripts m where m.body_id = r.body_id and m.unit_id = r.found->'unit'->>'id'
        and m.title = r.found->>'title' and m.discarded_at is null and m.state <> 'draft')`.execute(tx.db);
}

export async function savepoint(tx: Tx, name: 'row_begins'): Promise<void> {
  await sql`savepoint ${sql.id(name)}`.execute(tx.db);
}

export async function backTo(tx: Tx, name: 'row_begins'): Promise<void> {
  await sql`rollback to savepoint ${sql.id(name)}`.execute(tx.db);
}
