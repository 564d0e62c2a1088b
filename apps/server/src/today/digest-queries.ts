import { sql } from 'kysely';
import type { Database, Tx } from '../db/connect.ts';
import type { Actor, ActorPost } from '../http/actor.ts';

export type Wanting = Pick<
  Actor,
  'personId' | 'personName' | 'userName' | 'title' | 'bodyId' | 'bodyName'
> & {
  posts: ActorPost[];
};

/** Everybody who wants a digest and has none for the day yet, with the posts held on it. */
export async function wantingDigest(database: Database, day: string): Promise<Wanting[]> {
  const found = await sql<Wanting>`
    select p.id as "personId", p.name as "personName", p.user_name as "userName", p.title, b.id as "bodyId",
      b.name as "bodyName",
      (select json_agg(json_build_object('id', a.id, 'role', a.role, 'unitId', u.id, 'unitName', u.name,
          'unitPath', u.path, 'fromOn', a.from_on, 'toOn', a.to_on) order by a.from_on, a.id)
        from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
        where a.body_id = p.body_id and a.person_id = p.id and a.from_on <= ${day}
          and (a.to_on is null or a.to_on >= ${day})) as posts
    from notice_wishes w
    join people p on p.body_id = w.body_id and p.id = w.person_id and p.active
    join bodies b on b.id = p.body_id
    where w.digest and not exists (select 1 from digests d
      where d.body_id = w.body_id and d.person_id = w.person_id and d.day = ${day})
    order by p.body_id, p.id`.execute(database.db);
  return found.rows.filter(row => row.posts !== null);
}

/** @returns false when another node has taken the day first */
export async function takeDigest(
  tx: Tx,
  { personId, day, now }: { personId: string; day: string; now: Date },
): Promise<boolean> {
  const done = await sql`insert into digests (body_id, person_id, day, made_at)
    values (${tx.body}, ${personId}, ${day}, ${now.toISOString()}) on conflict do nothing`.execute(tx.db);
  return done.numAffectedRows === 1n;
}
