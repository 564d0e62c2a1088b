import type { Named, Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { SchemeActTable, SchemeTable } from '../tables.ts';

export type SchemeFull = SchemeTable & { saver: Named | null };

const SCHEME = sql`select s.*, case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as saver
  from schemes s left join people p on p.body_id = s.body_id and p.id = s.saved_by`;
/** A draft that was given up is in no list, but its row stays: its number is not given again, and it can come back. */
const STANDS = sql`s.state <> 'discarded'`;

export async function allSchemes(reader: Reader): Promise<SchemeFull[]> {
  const found =
    await sql<SchemeFull>`${SCHEME} where s.body_id = ${reader.body} and ${STANDS} order by s.number desc`.execute(
      reader.db,
    );
  return found.rows;
}

export async function findScheme(reader: Reader, id: string): Promise<SchemeFull | null> {
  const found =
    await sql<SchemeFull>`${SCHEME} where s.body_id = ${reader.body} and s.id = ${id} and ${STANDS}`.execute(
      reader.db,
    );
  return found.rows[0] ?? null;
}

export async function isDiscarded(reader: Reader, id: string): Promise<boolean> {
  const found = await sql`select id from schemes
    where body_id = ${reader.body} and id = ${id} and state = 'discarded'`.execute(reader.db);
  return found.rows.length > 0;
}

/** Gives a draft up or takes it back. Answers whether it still stood at `version`. */
export async function setDiscarded(
  tx: Tx,
  of: { id: string; version: number },
  discarded: boolean,
): Promise<boolean> {
  const [from, to] = discarded ? ['draft', 'discarded'] : ['discarded', 'draft'];
  const changed = await sql`update schemes set state = ${to}, version = version + 1
    where body_id = ${tx.body} and id = ${of.id} and version = ${of.version} and state = ${from}`.execute(
    tx.db,
  );
  return changed.numAffectedRows === 1n;
}

export async function nextNumber(tx: Tx): Promise<number> {
  const found = await sql<{
    n: number;
  }>`select coalesce(max(number), 0) + 1 as n from schemes where body_id = ${tx.body}`.execute(tx.db);
  return Number(found.rows[0]?.n ?? 1);
}

export async function insertScheme(tx: Tx, scheme: SchemeTable): Promise<void> {
  const { examples, ...columns } = scheme;
  await tx.db
    .insertInto('schemes')
    .values({ ...columns, examples: sql`${JSON.stringify(examples)}::jsonb` })
    .execute();
}

type Change = Partial<
  Pick<
    SchemeTable,
    | 'name'
    | 'yaml'
    | 'examples'
    | 'state'
    | 'from_on'
    | 'to_on'
    | 'saved_by'
    | 'saved_at'
    | 'approved_hash'
    | 'submitted_at'
  >
>;

/** Answers whether the scheme still stood at `version`. */
export async function changeScheme(
  tx: Tx,
  of: { id: string; version: number },
  { examples, ...change }: Change,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('schemes')
    .set({
      ...change,
      ...(examples && { examples: sql`${JSON.stringify(examples)}::jsonb` }),
      version: of.version + 1,
    })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Waits for whoever else is putting a scheme of this body in force. */
export async function lockSchemes(tx: Tx): Promise<void> {
  await sql`select id from schemes where body_id = ${tx.body} order by id for update`.execute(tx.db);
}

export type Displaced = Pick<SchemeTable, 'id' | 'name' | 'state' | 'from_on' | 'to_on'>;

/**
 * Makes room for a scheme that begins on a day: what reaches beyond it ends the day before. What would have begun then
 * or later no longer counts on any day; if its first day has not come, it is only approved again.
 */
export async function makeRoom(
  tx: Tx,
  { except, fromOn, today }: { except: string; fromOn: string; today: string },
): Promise<Displaced[]> {
  const changed = await sql<Displaced>`
    update schemes set version = version + 1,
      state = case when from_on >= ${fromOn} and from_on > ${today} then 'approved' else 'ended' end,
      to_on = case when from_on >= ${fromOn} then null else ${fromOn}::date - 1 end,
      from_on = case when from_on >= ${fromOn} then null else from_on end
    where body_id = ${tx.body} and id <> ${except} and state in ('in_force', 'ended')
      and from_on is not null and (to_on is null or to_on >= ${fromOn})
    returning id, name, state, from_on, to_on`.execute(tx.db);
  return changed.rows;
}

export type SchemeActFull = SchemeActTable & { person: Named | null };

/** The history of a scheme, newest first. */
export async function actsOf(reader: Reader, schemeId: string): Promise<SchemeActFull[]> {
  const found = await sql<SchemeActFull>`
    select a.*, case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as person
    from scheme_acts a left join people p on p.body_id = a.body_id and p.id = a.person_id
    where a.body_id = ${reader.body} and a.scheme_id = ${schemeId} order by a.at desc, a.id desc`.execute(
    reader.db,
  );
  return found.rows;
}

export async function insertAct(tx: Tx, act: SchemeActTable): Promise<void> {
  await tx.db.insertInto('scheme_acts').values(act).execute();
}

/** Whether the last line was a save of the same person, which then carries the newest time and text. */
export async function refreshSave(
  tx: Tx,
  { scheme_id, person_id, at, hash }: Pick<SchemeActTable, 'scheme_id' | 'person_id' | 'at' | 'hash'>,
): Promise<boolean> {
  const changed = await sql`update scheme_acts set at = ${at}, hash = ${hash}
    where body_id = ${tx.body} and act = 'saved' and person_id = ${person_id}
      and id = (select id from scheme_acts where body_id = ${tx.body} and scheme_id = ${scheme_id}
        order by at desc, id desc limit 1)`.execute(tx.db);
  return changed.numAffectedRows === 1n;
}

/** Who holds one of these roles at the top unit on a day. */
export async function leadersOfBody(reader: Reader, roles: readonly Role[], day: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct a.person_id as id from appointments a
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    join people p on p.body_id = a.body_id and p.id = a.person_id
    where a.body_id = ${reader.body} and u.parent_id is null and p.active and a.role = any(${[...roles]})
      and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})`.execute(reader.db);
  return found.rows.map(row => row.id);
}

/** Everybody whose work is counted or who counts it: all with a post today but the three administrators. */
export async function concerned(reader: Reader, day: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct a.person_id as id from appointments a
    join people p on p.body_id = a.body_id and p.id = a.person_id
    where a.body_id = ${reader.body} and p.active and a.role not in ('system_admin', 'security_admin', 'audit_admin')
      and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})`.execute(reader.db);
  return found.rows.map(row => row.id);
}

/** Submitted schemes that a person has neither saved nor submitted, oldest first. */
export async function schemesToApprove(reader: Reader, personId: string): Promise<SchemeFull[]> {
  const found = await sql<SchemeFull>`${SCHEME} where s.body_id = ${reader.body} and s.state = 'submitted'
    and s.saved_by is distinct from ${personId} and not exists (select 1 from scheme_acts a
      where a.body_id = s.body_id and a.scheme_id = s.id and a.act in ('saved', 'submitted') and a.person_id = ${personId})
    order by s.submitted_at`.execute(reader.db);
  return found.rows;
}

/** Closed or published periods that reach beyond a day: a scheme cannot come into force inside them. */
export async function periodsFrom(
  reader: Reader,
  from: string,
  state: 'closed' | 'published',
): Promise<{ period: string; last: string }[]> {
  const found = await sql<{ period: string; last: string }>`
    select period, last from (
      select period, case when period ~ 'Q' then
          (make_date(left(period, 4)::integer, right(period, 1)::integer * 3, 1) + interval '1 month - 1 day')::date
        when length(period) = 7 then (make_date(left(period, 4)::integer, right(period, 2)::integer, 1) + interval '1 month - 1 day')::date
        else make_date(period::integer, 12, 31) end as last
      from periods where body_id = ${reader.body} and state = ${state}) found
    where last >= ${from}::date order by last, period`.execute(reader.db);
  return found.rows;
}
