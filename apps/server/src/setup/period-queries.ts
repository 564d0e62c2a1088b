import { type RawBuilder, sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

export type UnitInQuarter = {
  id: string;
  path: string;
  /** Its head, or a correspondent where it has no head that day. */
  person: string;
  /** The lines of the quarter that brought and that cost the unit most. */
  gain: Line | null;
  cost: Line | null;
};
type Line = { id: string; points: string; zh: string; en: string; label: string | null };

const lineOf = ({ from, to }: { from: string; to: string }, which: RawBuilder<unknown>) => sql`
  (select json_build_object('id', l.id, 'points', l.points::text, 'zh', l.line->>'zh', 'en', l.line->>'en', 'label', l.line->>'label')
    from ledger_lines l where l.body_id = u.body_id and l.owner_kind = 'unit' and l.owner_id = u.id
      and l.on_day between ${from} and ${to} and l.status = 'counted' and ${which} limit 1)`;

/** Ranked units of a quarter that somebody answers for, with one line each; `first` stands first. */
export async function unitsOfQuarter(
  reader: Reader,
  { from, to, first }: { from: string; to: string; first: string },
): Promise<UnitInQuarter[]> {
  const found = await sql<UnitInQuarter>`
    select u.id, u.path,
      (select a.person_id from appointments a where a.body_id = u.body_id and a.unit_id = u.id
        and a.role in ('unit_head', 'correspondent') and a.from_on <= ${to} and (a.to_on is null or a.to_on >= ${to})
        order by a.role desc, a.id limit 1) as person,
      ${lineOf({ from, to }, sql`l.points > 0 order by (l.line->>'label') is null, l.points desc, l.id`)} as gain,
      ${lineOf({ from, to }, sql`l.points < 0 order by l.points, l.id`)} as cost
    from units u
    where u.body_id = ${reader.body} and u.group_id is not null and u.opened_on <= ${from} and u.closed_on is null
      and exists (select 1 from appointments a where a.body_id = u.body_id and a.unit_id = u.id
        and a.role in ('unit_head', 'correspondent') and a.from_on <= ${to} and (a.to_on is null or a.to_on >= ${to}))
      and exists (select 1 from ledger_lines l where l.body_id = u.body_id and l.owner_kind = 'unit' and l.owner_id = u.id
        and l.on_day between ${from} and ${to})
    order by u.name <> ${first}, u.path`.execute(reader.db);
  return found.rows;
}

/** Somebody who holds a role that day; the first in the order of the network. */
export async function holderOf(
  reader: Reader,
  { role, day }: { role: 'assessor' | 'principal_leader'; day: string },
): Promise<{ id: string; name: string } | null> {
  const found = await sql<{ id: string; name: string }>`
    select p.id, p.name from appointments a join people p on p.body_id = a.body_id and p.id = a.person_id
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and a.role = ${role} and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
    order by u.depth, a.id limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

export type LateFact = {
  id: string;
  kind: string;
  on_day: string;
  label: string;
  unit_id: string;
  person_ids: string[];
};

/** The fact of a quarter that was booked last of all adoptions: it will have come after the closing. */
export async function lastBooked(
  reader: Reader,
  { from, to }: { from: string; to: string },
): Promise<LateFact | null> {
  const found = await sql<LateFact>`
    select f.id, f.kind, f.on_day, f.label, f.unit_id, f.person_ids from facts f
    where f.body_id = ${reader.body} and f.kind = 'adopted' and f.voided_at is null and f.on_day between ${from} and ${to}
      and exists (select 1 from ledger_lines l where l.body_id = f.body_id and l.owner_kind = 'unit'
        and l.fact_ids = array[f.id] and l.status = 'counted' and l.points > 0)
    order by f.recorded_at desc, f.id limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** Sets a fact aside while its quarter is closed without it. */
export async function setAside(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update facts set voided_at = ${at.toISOString()} where body_id = ${tx.body} and id = ${id}`.execute(
    tx.db,
  );
}

/** Brings it back as booked on a later day, with the adoption it stands for verified then. */
export async function bookLater(tx: Tx, id: string, at: { day: string; moment: Date }): Promise<void> {
  await sql`update facts set voided_at = null, booked_on = ${at.day}, recorded_at = ${at.moment.toISOString()}
    where body_id = ${tx.body} and id = ${id}`.execute(tx.db);
  await sql`update adoptions a set decided_at = ${at.moment.toISOString()} from facts f
    where f.body_id = ${tx.body} and f.id = ${id} and a.body_id = f.body_id and a.id = f.adoption_id`.execute(
    tx.db,
  );
}
