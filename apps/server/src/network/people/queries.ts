import type { Role } from '@xinxuan/contract';
import { type SqlBool, sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { PersonRow } from '../tables.ts';

/** A post as a list of people shows it; posts of the day come first, then coming ones, then ended ones. */
export type PostLine = {
  id: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  role: Role;
  fullTime: boolean;
  fromOn: string;
  toOn: string | null;
  version: number;
};
export type PersonLine = PersonRow & { posts: PostLine[] };

export type PeopleFilter = {
  day: string;
  id?: string;
  q?: string;
  pinyin: string | null;
  unitId?: string;
  role?: Role;
  active: 'yes' | 'no' | 'all';
  sort: 'name' | 'unit' | 'user_name';
  page: number;
  pageSize: number;
};

/** People by name, user name or pinyin; unit (with all below it) and role mean one post held on `day`. */
export async function findPeople(
  reader: Reader,
  filter: PeopleFilter,
): Promise<{ rows: PersonLine[]; total: number }> {
  const where = sql.join(conditions(reader, filter), sql` and `);
  const rows = await sql<PersonLine>`
    select p.*, ${posts(filter.day)} from people p where ${where}
    order by ${order(filter)} limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(
    reader.db,
  );
  const total = await sql<{ total: number }>`select count(*) as total from people p where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.total ?? 0 };
}

function conditions(reader: Reader, { id, q, pinyin, unitId, role, active, day }: PeopleFilter) {
  const all = [sql<SqlBool>`p.body_id = ${reader.body}`];
  if (id) all.push(sql`p.id = ${id}`);
  if (active !== 'all') all.push(sql`p.active = ${active === 'yes'}`);
  if (q) {
    const typed = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    const byPinyin = pinyin ? sql`or p.pinyin ~ ${pinyin}` : sql``;
    all.push(sql`(p.name like ${typed} or p.user_name like ${typed.toLowerCase()} ${byPinyin})`);
  }
  if (unitId || role) {
    all.push(sql`exists (select 1 from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
      where a.body_id = p.body_id and a.person_id = p.id
        and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
        and (${role ?? null}::text is null or a.role = ${role ?? null})
        and (${unitId ?? null}::text is null or u.path like (
          select f.path || '%' from units f where f.body_id = p.body_id and f.id = ${unitId ?? null})))`);
  }
  return all;
}

function order({ sort, day }: PeopleFilter) {
  if (sort === 'user_name') return sql`p.user_name collate "C"`;
  if (sort === 'name') return sql`p.pinyin collate "C", p.name, p.id`;
  return sql`(select min(u.path) from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = p.body_id and a.person_id = p.id and a.from_on <= ${day}
      and (a.to_on is null or a.to_on >= ${day})) collate "C" nulls last, p.pinyin collate "C", p.id`;
}

function posts(day: string) {
  return sql`coalesce((select json_agg(json_build_object('id', a.id, 'unitId', u.id, 'unitName', u.name,
      'unitPath', u.path, 'role', a.role, 'fullTime', a.full_time, 'fromOn', a.from_on, 'toOn', a.to_on,
      'version', a.version)
      order by case when a.to_on < ${day} then 2 when a.from_on > ${day} then 1 else 0 end, a.from_on, a.id)
    from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = p.body_id and a.person_id = p.id), '[]') as posts`;
}

export async function findPersonLine(reader: Reader, id: string, day: string): Promise<PersonLine | null> {
  const found = await sql<PersonLine>`select p.*, ${posts(day)} from people p
    where p.body_id = ${reader.body} and p.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function findPerson(reader: Reader, id: string): Promise<PersonRow | null> {
  const row = await reader.db
    .selectFrom('people')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** User names are unique over all bodies: they are what a person signs in with. */
export async function isUserNameTaken(reader: Reader, userName: string, except = ''): Promise<boolean> {
  const row = await reader.db
    .selectFrom('people')
    .select('id')
    .where('user_name', '=', userName)
    .where('id', '<>', except)
    .executeTakeFirst();
  return row !== undefined;
}

export type NewPerson = Pick<PersonRow, 'id' | 'name' | 'pinyin' | 'user_name' | 'title' | 'phone' | 'email'>;

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  await tx.db
    .insertInto('people')
    .values({
      body_id: tx.body,
      ...person,
      active: true,
      auth_user_id: null,
      must_change_password: true,
      failed_sign_ins: 0,
      locked_until: null,
      version: 0,
    })
    .execute();
}

export type PersonChange = Partial<
  Pick<PersonRow, 'name' | 'pinyin' | 'user_name' | 'title' | 'phone' | 'email' | 'active'>
>;

/** False when somebody else saved first. */
export async function updatePerson(
  tx: Tx,
  { id, version }: { id: string; version: number },
  change: PersonChange,
): Promise<boolean> {
  const done = await tx.db
    .updateTable('people')
    .set({ ...change, version: version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
