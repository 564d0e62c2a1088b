import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { KnownPerson, KnownPost, KnownUnit, RegisterState } from './state.ts';

/** Units that are not closed before `day`, parents first. */
export async function knownUnits(reader: Reader, day: string): Promise<KnownUnit[]> {
  const found = await sql<KnownUnit>`
    select u.id, u.parent_id as "parentId", u.name, u.path, u.depth, g.name as group, u.opened_on as "openedOn",
      u.closed_on as "closedOn"
    from units u left join assessment_groups g on g.body_id = u.body_id and g.id = u.group_id
    where u.body_id = ${reader.body} and (u.closed_on is null or u.closed_on >= ${day})
    order by u.depth, u.sort, u.id`.execute(reader.db);
  return found.rows;
}

export async function registerState(reader: Reader, today: string): Promise<RegisterState> {
  const groups = await reader.db
    .selectFrom('assessment_groups')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .execute();
  const userNames = await reader.db.selectFrom('people').select('user_name').execute();
  return {
    today,
    units: await knownUnits(reader, today),
    groups,
    people: await knownPeople(reader),
    posts: await knownPosts(reader),
    userNames: new Set(userNames.map(row => row.user_name)),
  };
}

async function knownPeople(reader: Reader): Promise<KnownPerson[]> {
  const found = await sql<KnownPerson>`
    select id, name, user_name as "userName", title, phone, email, active, version from people
    where body_id = ${reader.body} order by id`.execute(reader.db);
  return found.rows;
}

async function knownPosts(reader: Reader): Promise<KnownPost[]> {
  const found = await sql<KnownPost>`
    select person_id as "personId", unit_id as "unitId", role, from_on as "fromOn", to_on as "toOn"
    from appointments where body_id = ${reader.body} order by from_on, id`.execute(reader.db);
  return found.rows;
}

export type RosterLine = KnownPost & Pick<KnownPerson, 'name' | 'userName' | 'title' | 'phone' | 'email'>;

/** Who holds a post on `day`, in the order of the names. */
export async function rosterLines(reader: Reader, day: string): Promise<RosterLine[]> {
  const found = await sql<RosterLine>`
    select a.person_id as "personId", a.unit_id as "unitId", a.role, a.from_on as "fromOn", a.to_on as "toOn",
      p.name, p.user_name as "userName", p.title, p.phone, p.email
    from appointments a join people p on p.body_id = a.body_id and p.id = a.person_id
    where a.body_id = ${reader.body} and p.active and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
    order by p.pinyin collate "C", p.id, a.from_on, a.id`.execute(reader.db);
  return found.rows;
}

export async function insertGroups(tx: Tx, groups: { id: string; name: string }[]): Promise<void> {
  if (groups.length === 0) return;
  await sql`insert into assessment_groups (body_id, id, name, sort)
    select ${tx.body}, g.id, g.name, (select coalesce(max(sort), 0) from assessment_groups where body_id = ${tx.body}) + g.at
    from unnest(${groups.map(group => group.id)}::text[], ${groups.map(group => group.name)}::text[])
      with ordinality as g(id, name, at)`.execute(tx.db);
}

export async function groupIds(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.db
    .selectFrom('assessment_groups')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .execute();
  return new Map(rows.map(row => [row.name, row.id]));
}
