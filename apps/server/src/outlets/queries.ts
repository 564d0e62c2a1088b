import type { OutletKind, OutletLevel } from '@xinxuan/contract';
import type { OutletRow } from '../adoptions/tables.ts';
import type { Reader, Tx } from '../db/connect.ts';

export async function findOutlet(reader: Reader, id: string): Promise<OutletRow | null> {
  const row = await reader.db
    .selectFrom('outlets')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function findOutletNamed(reader: Reader, name: string): Promise<OutletRow | null> {
  const row = await reader.db
    .selectFrom('outlets')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ?? null;
}

type Filter = {
  id?: string;
  q?: string;
  level?: OutletLevel[];
  kind?: OutletKind;
  openOn: string | null;
  page: number;
  pageSize: number;
};

/** Outlets from the highest level down, then by name in the order of the Chinese alphabet of sounds. */
export async function listOutlets(
  reader: Reader,
  filter: Filter,
): Promise<{ rows: OutletRow[]; total: number }> {
  let wanted = reader.db.selectFrom('outlets').where('body_id', '=', reader.body);
  if (filter.id) wanted = wanted.where('id', '=', filter.id);
  if (filter.q) wanted = wanted.where('name', 'like', `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.level?.length) wanted = wanted.where('level', 'in', filter.level);
  if (filter.kind) wanted = wanted.where('kind', '=', filter.kind);
  if (filter.openOn) {
    const day = filter.openOn;
    wanted = wanted.where(eb => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', day)]));
  }
  const rows = await wanted
    .selectAll()
    .orderBy(eb => eb.fn('array_position', [eb.val(LEVELS), 'level']))
    .orderBy('name')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  const total = await wanted.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return { rows, total: Number(total.n) };
}

const LEVELS = '{national,provincial,municipal,district,upper_bulletin,inhouse}';

export async function insertOutlet(tx: Tx, outlet: OutletRow): Promise<void> {
  await tx.db.insertInto('outlets').values(outlet).execute();
}

/** Answers whether the outlet still stood at `version`. */
export async function updateOutlet(tx: Tx, outlet: OutletRow, version: number): Promise<boolean> {
  const { body_id: _, id, ...values } = outlet;
  const changed = await tx.db
    .updateTable('outlets')
    .set({ ...values, version: version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
