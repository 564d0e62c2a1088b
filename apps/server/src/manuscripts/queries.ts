import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { KnownNames } from '../documents/manuscript.ts';
import type { Manuscript } from './manuscript.ts';
import type { ManuscriptColumns } from './tables.ts';
import type { Change } from './transitions.ts';

const named = (alias: string) => {
  const id = sql.ref(`${alias}.id`);
  const name = sql.ref(`${alias}.name`);
  return sql`json_build_object('id', ${id}, 'name', ${name})`;
};

/**
 * Who signs a pending step of `r` (on manuscript `m`) in the reviewer's place on `day`: never a writer, never anybody
 * who signs or has signed another step of the round.
 */
export const delegateOf = (day: string) => sql`
  select p.id, p.name from delegations g join people p on p.body_id = g.body_id and p.id = g.to_person_id and p.active
  where g.body_id = r.body_id and g.from_person_id = r.reviewer_id and g.ended_at is null
    and g.from_on <= ${day} and g.to_on >= ${day} and p.id <> m.created_by
    and not exists (select 1 from manuscript_authors w
      where w.body_id = m.body_id and w.manuscript_id = m.id and w.person_id = p.id)
    and not exists (select 1 from reviews x where x.body_id = r.body_id and x.manuscript_id = r.manuscript_id
      and x.round = r.round and x.id <> r.id and (x.reviewer_id = p.id or x.decided_by = p.id))
  order by g.created_at desc, g.id limit 1`;

/** Who has opened the pending step `r` and seen its text: one that was changed since has not been seen by anybody. */
export const seatOpenedBy = sql`(select r.opened_by from revisions v where v.body_id = r.body_id and v.id = r.revision_id
  and coalesce(v.saved_at, v.created_at) <= r.opened_at)`;

const THING = (day: string) => sql`
  select m.*,
    json_build_object('id', u.id, 'name', u.name, 'openedOn', u.opened_on, 'closedOn', u.closed_on) as unit,
    ${named('c')} as creator,
    (select e.role from manuscript_events e where e.body_id = m.body_id and e.manuscript_id = m.id
      order by e.seq limit 1) as "writerRole",
    coalesce((select json_agg(${named('p')} order by a.position)
      from manuscript_authors a join people p on p.body_id = a.body_id and p.id = a.person_id
      where a.body_id = m.body_id and a.manuscript_id = m.id), '[]') as authors,
    (select json_build_object('id', v.id, 'number', v.number, 'kind', v.kind, 'hash', v.hash, 'at', v.created_at, 'by', ${named('p')})
      from revisions v join people p on p.body_id = v.body_id and p.id = v.created_by
      where v.body_id = m.body_id and v.id = m.revision_id) as revision,
    (select json_build_object('id', v.id, 'number', v.number, 'at', v.created_at, 'by', ${named('p')})
      from revisions v join people p on p.body_id = v.body_id and p.id = v.created_by
      where v.body_id = m.body_id and v.id = m.desk_revision_id) as "deskRevision",
    coalesce((select json_agg(json_build_object('id', r.id, 'round', r.round, 'step', r.step, 'role', r.role, 'state', r.state,
        'reviewer', ${named('s')}, 'unit', (select ${named('w')} from units w where w.body_id = r.body_id and w.id = r.unit_id),
        'revisionId', r.revision_id, 'openedBy', case when r.state = 'pending' then ${seatOpenedBy} end, 'arrivedAt', r.arrived_at, 'dueAt', r.due_at,
        'delegate', case when r.state = 'pending' then (select ${named('t')} from (${delegateOf(day)}) t) end,
        'decidedBy', case when d.id is not null then ${named('d')} end, 'decidedAt', r.decided_at, 'reason', r.reason,
        'seat', r.seat, 'mode', r.mode, 'dueHours', r.due_hours, 'signedHash', r.signed_hash, 'carried', case when o.id is not null
          then json_build_object('id', o.id, 'by', o.decided_by, 'at', o.decided_at, 'hash', o.signed_hash, 'note', o.reason) end)
        order by r.round, r.step, r.seat)
      from reviews r join people s on s.body_id = r.body_id and s.id = r.reviewer_id
      left join people d on d.body_id = r.body_id and d.id = r.decided_by
      left join reviews o on o.body_id = r.body_id and o.id = r.carried_from
      where r.body_id = m.body_id and r.manuscript_id = m.id), '[]') as steps,
    (select json_build_object('unitId', h.id, 'name', coalesce(h.desk_name, h.name), 'path', h.path)
      from units h where h.body_id = m.body_id and h.id = m.holder_unit_id) as desk,
    (select p.name from people p where p.body_id = m.body_id and p.id = m.opened_by) as "openedBy",
    (select count(*) from manuscript_files f where f.body_id = m.body_id and f.manuscript_id = m.id
      and f.role = 'photo' and f.caption = '') as "photosWithoutCaption",
    (select e.kind from manuscript_events e where e.body_id = m.body_id and e.manuscript_id = m.id
      order by e.seq desc limit 1) as "lastEvent",
    (select count(*) from adoptions x where x.body_id = m.body_id and x.manuscript_id = m.id
      and x.state in ('claimed', 'verified')) as booked,
    (select count(*) from adoptions x where x.body_id = m.body_id and x.manuscript_id = m.id
      and x.state = 'verified') as adopted,
    coalesce((select json_agg(json_build_object('id', o.id, 'name', o.title) order by o.submitted_at, o.id)
      from manuscripts o where o.body_id = m.body_id and o.merged_into = m.id), '[]') as "mergedFrom",
    (select o.title from manuscripts o where o.body_id = m.body_id and o.id = m.merged_into) as "mergedIntoTitle"
  from manuscripts m
  join units u on u.body_id = m.body_id and u.id = m.unit_id
  join people c on c.body_id = m.body_id and c.id = m.created_by`;

/** One manuscript with what its rules look at; `day` decides which delegations hold. */
export async function findManuscript(reader: Reader, id: string, day: string): Promise<Manuscript | null> {
  const found = await sql<Manuscript>`${THING(day)}
    where m.body_id = ${reader.body} and m.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** The same, held until the end of the transaction, so that two acts on one manuscript follow each other. */
export async function lockManuscript(tx: Tx, id: string, day: string): Promise<Manuscript | null> {
  await tx.db
    .selectFrom('manuscripts')
    .select('id')
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute();
  // A second statement sees what the holder of the lock wrote before us; the first one's snapshot might not.
  return findManuscript(tx, id, day);
}

export async function insertManuscript(tx: Tx, row: ManuscriptColumns): Promise<void> {
  await tx.db.insertInto('manuscripts').values(row).execute();
}

/** Writes an act into the row: every act counts the version up. */
export async function changeManuscript(tx: Tx, id: string, change: Change & { now: Date }): Promise<void> {
  const { now, ...columns } = change;
  await tx.db
    .updateTable('manuscripts')
    .set(eb => ({ ...columns, version: eb('version', '+', 1), updated_at: now.toISOString() }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

/** Lists ask the manuscript by when it is due: by the first due time of those who are asked now. */
export async function setHeldUntil(tx: Tx, id: string): Promise<void> {
  await sql`update manuscripts m set due_at = (select min(r.due_at) from reviews r
      where r.body_id = m.body_id and r.manuscript_id = m.id and r.round = m.round and r.state = 'pending')
    where m.body_id = ${tx.body} and m.id = ${id} and m.state = 'in_review'`.execute(tx.db);
}

/** The first opening since it was handed over; a later one changes nothing, and neither is an act on the text. */
export async function setOpened(tx: Tx, id: string, by: { personId: string; now: Date }): Promise<void> {
  await tx.db
    .updateTable('manuscripts')
    .set({ opened_at: by.now.toISOString(), opened_by: by.personId })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .execute();
}

export async function setAuthors(tx: Tx, id: string, personIds: string[]): Promise<void> {
  await tx.db
    .deleteFrom('manuscript_authors')
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', id)
    .execute();
  await insertAuthors(tx, id, personIds);
}

export async function insertAuthors(tx: Tx, id: string, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  await tx.db
    .insertInto('manuscript_authors')
    .values(
      personIds.map((person_id, position) => ({ body_id: tx.body, manuscript_id: id, person_id, position })),
    )
    .execute();
}

export type UnitHere = { id: string; name: string; path: string; openedOn: string; closedOn: string | null };

export async function findUnit(reader: Reader, id: string): Promise<UnitHere | null> {
  const row = await reader.db
    .selectFrom('units')
    .select(['id', 'name', 'path', 'opened_on as openedOn', 'closed_on as closedOn'])
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Everything that a unit is called in texts. */
export async function namesOfUnit(reader: Reader, id: string): Promise<string[]> {
  const row = await reader.db
    .selectFrom('units')
    .select(['name', 'short_name', 'aliases'])
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? [row.name, row.short_name, ...row.aliases].filter(name => name !== '') : [];
}

/** Which of these persons belong to the body and are active. */
export async function activePeople(reader: Reader, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await reader.db
    .selectFrom('people')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('id', 'in', ids)
    .where('active', '=', true)
    .execute();
  return new Set(rows.map(row => row.id));
}

/** Units and people of the body as a reader of documents looks for them; people stand at their units of today. */
export async function knownNames(reader: Reader, day: string): Promise<KnownNames> {
  const found = await sql<KnownNames>`
    select
      coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name,
          'aliases', case when u.short_name = u.name then u.aliases else u.aliases || u.short_name end))
        from units u where u.body_id = ${reader.body} and (u.closed_on is null or u.closed_on > ${day})), '[]') as units,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'unitIds',
          array(select distinct a.unit_id from appointments a where a.body_id = p.body_id and a.person_id = p.id
            and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day}))))
        from people p where p.body_id = ${reader.body} and p.active), '[]') as people`.execute(reader.db);
  return found.rows[0]!;
}
