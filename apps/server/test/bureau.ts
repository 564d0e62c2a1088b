import type { Role, UnitKind } from '@xinxuan/contract';
import { connect, type Database, type Tx } from '../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../src/db/template.ts';
import { newId } from '../src/ids.ts';

/** A body without a server, for what happens by itself: a bureau with units below it and people in posts. */
export type Bureau = {
  database: Database;
  connectionString: string;
  body: string;
  root: string;
  time: { now: Date };
  addUnit(unit: { name: string; kind?: UnitKind; openedOn?: string; below?: string }): Promise<string>;
  addPerson(name: string, ...posts: { unitId: string; role: Role; fromOn?: string }[]): Promise<string>;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** @param own a migrated and empty database, when it is to be another than one of the test run */
export async function startBureau(now: string, own?: TestDatabase): Promise<Bureau> {
  const test = own ?? (await createTestDatabase());
  const database = connect({ ...test.config, max: 8 });
  const time = { now: new Date(now) };
  const body = newId('body', time.now);
  const paths = new Map<string, string>();
  let userNames = 0;
  await database.db
    .insertInto('bodies')
    .values({ id: body, name: '东河区综合执法局', demonstration: false, created_at: time.now.toISOString() })
    .execute();
  const addUnit: Bureau['addUnit'] = async ({ name, kind = 'community', openedOn = '2020-01-01', below }) => {
    const id = newId('unit', time.now);
    const path = `${below ? paths.get(below) : ''}${id}/`;
    paths.set(id, path);
    const row = { id, parent_id: below ?? null, name, short_name: name, aliases: [], kind, group_id: null };
    const place = { desk_name: null, path, depth: path.split('/').length - 2, sort: 0, version: 0 };
    await database.db
      .insertInto('units')
      .values({ body_id: body, ...row, ...place, opened_on: openedOn, closed_on: null })
      .execute();
    return id;
  };
  const root = await addUnit({ name: '东河区综合执法局', kind: 'bureau' });
  const addPerson: Bureau['addPerson'] = async (name, ...posts) => {
    const id = newId('person', time.now);
    userNames += 1;
    const account = { user_name: `user.${userNames}`, auth_user_id: null, must_change_password: false };
    const rest = {
      title: '',
      phone: null,
      email: null,
      active: true,
      failed_sign_ins: 0,
      locked_until: null,
    };
    await database.db
      .insertInto('people')
      .values({ body_id: body, id, name, pinyin: '', ...account, ...rest, version: 0 })
      .execute();
    for (const { unitId, role, fromOn = '2020-01-01' } of posts) {
      const post = {
        id: newId('appointment', time.now),
        person_id: id,
        unit_id: unitId,
        role,
        full_time: false,
      };
      await database.db
        .insertInto('appointments')
        .values({ body_id: body, ...post, from_on: fromOn, to_on: null, version: 0 })
        .execute();
    }
    return id;
  };
  return {
    database,
    connectionString: test.connectionString,
    body,
    root,
    time,
    addUnit,
    addPerson,
    write: work => database.write(body, work, () => false),
    close: async () => {
      await database.close();
      await test.drop();
    },
  };
}
