import type { Role } from '@xinxuan/contract';
import { ROLES } from '@xinxuan/contract';
import { type RawBuilder, sql } from 'kysely';
import { newId } from '../src/ids.ts';
import { insertAccount } from '../src/session/queries.ts';
import { type Client, clientOf, lightHash, type Office, PASSWORD, signIn } from './office.ts';

export type Stand = 'own' | 'foreign' | 'top';

/** One person who holds every role three times: at the unit of all sample things, a sister of it, and the top unit. */
export type Wanderer = {
  id: string;
  cookie: string;
  /** The wanderer's own upload. */
  fileId: string;
  posts: Record<Stand, Record<Role, string>>;
  as(role: Role, place: Stand): Client;
};

export async function startWanderer(office: Office): Promise<Wanderer> {
  const { now } = office.time;
  const id = newId('person', now);
  const posts = { own: {}, foreign: {}, top: {} } as Wanderer['posts'];
  await write(office, [
    sql`insert into people (body_id, id, name, user_name) values (${office.body}, ${id}, '游方', 'wanderer')`,
    sql`update units set desk_name = '编辑组' where id in (${office.units.city_look}, ${office.units.law})`,
  ]);
  const hash = lightHash(PASSWORD);
  await office.app.database.write(
    office.body,
    tx => insertAccount(tx, { id, userName: 'wanderer', name: '游方' }, { hash, mustChange: false }),
    () => false,
  );
  const { city_look: own, law: foreign, bureau: top } = office.units;
  for (const [place, unitId] of Object.entries({ own, foreign, top })) {
    for (const role of ROLES) {
      const post = newId('appointment', now);
      posts[place as Stand][role] = post;
      await write(office, [
        sql`insert into appointments (body_id, id, person_id, unit_id, role, from_on)
          values (${office.body}, ${post}, ${id}, ${unitId}, ${role}, '2025-01-01')`,
      ]);
    }
  }
  const cookie = await signIn(office.url, 'wanderer');
  const form = new FormData();
  form.set('file', new File(['市容科开展集中整治'], '稿件.txt'));
  const answer = await fetch(`${office.url}/api/files`, { method: 'POST', body: form, headers: { cookie } });
  const { id: fileId } = (await answer.json()) as { id: string };
  return {
    id,
    cookie,
    fileId,
    posts,
    as: (role, place) => clientOf(office.url, { cookie, 'x-post': posts[place][role] }),
  };
}

/** Runs statements in one transaction, as a test sets its scene. */
export async function write(office: Office, statements: RawBuilder<unknown>[]): Promise<void> {
  await office.app.database.write(
    office.body,
    async tx => {
      for (const statement of statements) await statement.execute(tx.db);
    },
    () => false,
  );
}
