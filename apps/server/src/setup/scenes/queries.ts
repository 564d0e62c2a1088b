import type { Role, UnitKind } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Tx } from '../../db/connect.ts';

export type HeldPost = {
  id: string;
  role: Role;
  unitId: string;
  unitName: string;
  unitPath: string;
  unitKind: UnitKind;
  fromOn: string;
  toOn: string | null;
  personId: string;
  personName: string;
  userName: string;
  title: string;
  email: string;
};

/** Posts held from one day to another, in the order of the network. */
export async function postsHeld(tx: Tx, { from, to }: { from: string; to: string }): Promise<HeldPost[]> {
  const found = await sql<HeldPost>`
    select a.id, a.role, u.id as "unitId", u.name as "unitName", u.path as "unitPath", u.kind as "unitKind",
      a.from_on as "fromOn", a.to_on as "toOn", p.id as "personId", p.name as "personName", p.user_name as "userName",
      p.title, coalesce(p.email, '') as email
    from appointments a
    join units u on u.body_id = a.body_id and u.id = a.unit_id and u.closed_on is null
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    where a.body_id = ${tx.body} and a.from_on <= ${from} and (a.to_on is null or a.to_on >= ${to})
    order by u.depth, u.sort, a.role, p.id, a.id`.execute(tx.db);
  return found.rows;
}

export type Item = {
  id: string;
  title: string;
  unitId: string;
  theme: string;
  state: string;
  channel: string;
  authorId: string;
  sentAt: string;
  atDeskAt: string;
  decidedAt: string | null;
  adoptions: number;
  /** Says the same as another one. */
  repeats: boolean;
};

/** What has reached the desk, in the order in which it was sent. */
export async function itemsAtDesk(tx: Tx): Promise<Item[]> {
  const found = await sql<Item>`
    select m.id, m.title, m.unit_id as "unitId", coalesce(m.themes[1], '') as theme, m.state, m.channel,
      (select a.person_id from manuscript_authors a
        where a.body_id = m.body_id and a.manuscript_id = m.id order by a.position limit 1) as "authorId",
      m.submitted_at as "sentAt", m.at_desk_at as "atDeskAt", m.decided_at as "decidedAt",
      (select count(*) from adoptions x
        where x.body_id = m.body_id and x.manuscript_id = m.id and x.state = 'verified') as adoptions,
      exists (select 1 from manuscript_repeats r where r.body_id = m.body_id and r.manuscript_id = m.id) as repeats
    from manuscripts m
    where m.body_id = ${tx.body} and m.submitted_at is not null and m.at_desk_at is not null
    order by m.submitted_at, m.id`.execute(tx.db);
  return found.rows;
}

export type Pair = {
  id: string;
  otherId: string;
  authorId: string;
  unitId: string;
  otherUnitId: string;
  percent: number;
};

/** Pairs that say the same since a moment, each once, the later text first. */
export async function alikeSince(tx: Tx, since: Date): Promise<Pair[]> {
  const found = await sql<Pair>`
    select m.id, o.id as "otherId", m.unit_id as "unitId", o.unit_id as "otherUnitId", r.shared_percent as percent,
      (select a.person_id from manuscript_authors a
        where a.body_id = m.body_id and a.manuscript_id = m.id order by a.position limit 1) as "authorId"
    from manuscript_repeats r
    join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
    join manuscripts o on o.body_id = r.body_id and o.id = r.other_id
    where r.body_id = ${tx.body} and m.at_desk_at >= ${since.toISOString()} and o.at_desk_at is not null
      and (o.submitted_at, o.id) < (m.submitted_at, m.id)
    order by m.at_desk_at desc, m.id`.execute(tx.db);
  return found.rows;
}

/** Manuscripts that were sent since a moment and have a sent text, with who sent them. */
export async function sentSince(tx: Tx, since: Date): Promise<{ id: string; by: string; at: string }[]> {
  const found = await sql<{ id: string; by: string; at: string }>`
    select m.id, m.created_by as by, m.submitted_at as at from manuscripts m
    where m.body_id = ${tx.body} and m.submitted_at >= ${since.toISOString()} and m.channel = 'news' and m.round > 0
      and not exists (select 1 from check_runs c where c.body_id = m.body_id and c.manuscript_id = m.id)
    order by m.submitted_at, m.id`.execute(tx.db);
  return found.rows;
}

/** Open work of a person's hand: what the person has to sign, or to put right. */
export async function heldBy(
  tx: Tx,
  of: { personId: string; state: 'in_review' | 'returned' },
): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from manuscripts
    where body_id = ${tx.body} and holder_person_id = ${of.personId} and state = ${of.state}
    order by held_since, id`.execute(tx.db);
  return found.rows.map(row => row.id);
}

export async function outletNames(tx: Tx, count: number): Promise<string[]> {
  const found = await sql<{ name: string }>`select name from outlets
    where body_id = ${tx.body} and closed_on is null and not internal order by name limit ${count}`.execute(
    tx.db,
  );
  return found.rows.map(row => row.name);
}
