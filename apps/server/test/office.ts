import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSync } from '@node-rs/argon2';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract, RefusalData, Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import { type App, createApp } from '../src/app.ts';
import type { Tx } from '../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../src/db/template.ts';
import { newId } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import { insertAccount } from '../src/session/queries.ts';

export type Client = ContractRouterClient<typeof contract>;

/**
 * A small bureau for tests, on a real database and a real port:
 *
 *   区局 bureau (desk 宣传科)            principal desk_editor desk_chief assessor system_admin security_admin audit_admin
 *     ├ 市容科 section (科室)            correspondent writer, writer2; unit_head head; leader_in_charge leader
 *     ├ 法制科 section (科室)            correspondent other_writer; unit_head other_head; leader_in_charge leader
 *     └ 城东中队 squad (中队)            correspondent squad_writer; unit_head squad_head; leader_in_charge leader
 *         └ 夜市班 other                 (nobody)
 */
export type Office = {
  app: App;
  url: string;
  /** Where the server keeps its files. */
  dataDir: string;
  body: string;
  units: Record<UnitName, string>;
  people: Record<PersonName, string>;
  posts: Record<string, string>;
  /** The clock of the server; set it to travel. */
  time: { now: Date };
  as(person: PersonName, post?: string): Promise<Client>;
  /** Headers of a signed-in person, for plain requests. */
  headers(person: PersonName): Promise<Record<string, string>>;
  upload(
    person: PersonName,
    name: string,
    content: Uint8Array | string,
  ): Promise<{ id: string; name: string; size: number; type: string; sha256: string }>;
  close(): Promise<void>;
};

const UNITS = {
  bureau: { name: '东河区综合执法局', kind: 'bureau', parent: null, group: null },
  city_look: { name: '市容科', kind: 'section', parent: 'bureau', group: 'sections' },
  law: { name: '法制科', kind: 'section', parent: 'bureau', group: 'sections' },
  squad: { name: '城东中队', kind: 'squad', parent: 'bureau', group: 'squads' },
  night_market: { name: '夜市班', kind: 'other', parent: 'squad', group: null },
} as const;
export type UnitName = keyof typeof UNITS;

const PEOPLE = {
  writer: { name: '陆晓棠', posts: [['correspondent', 'city_look']] },
  writer2: { name: '祁远', posts: [['correspondent', 'city_look']] },
  head: { name: '郭北辰', posts: [['unit_head', 'city_look']] },
  other_writer: { name: '温如意', posts: [['correspondent', 'law']] },
  other_head: { name: '邵立行', posts: [['unit_head', 'law']] },
  squad_writer: { name: '欧阳渡', posts: [['correspondent', 'squad']] },
  squad_head: {
    name: '韩志远',
    posts: [
      ['unit_head', 'squad'],
      ['correspondent', 'squad'],
    ],
  },
  leader: {
    name: '沈怀瑾',
    posts: [
      ['leader_in_charge', 'city_look'],
      ['leader_in_charge', 'law'],
      ['leader_in_charge', 'squad'],
    ],
  },
  principal: { name: '章望舒', posts: [['principal_leader', 'bureau']] },
  editor: { name: '齐思远', posts: [['desk_editor', 'bureau']] },
  chief: { name: '柏青', posts: [['desk_chief', 'bureau']] },
  assessor: { name: '严守一', posts: [['assessor', 'bureau']] },
  system: { name: '邓维', posts: [['system_admin', 'bureau']] },
  security: { name: '盛安', posts: [['security_admin', 'bureau']] },
  auditor: { name: '苗清', posts: [['audit_admin', 'bureau']] },
} as const satisfies Record<string, { name: string; posts: readonly (readonly [Role, UnitName])[] }>;
export type PersonName = keyof typeof PEOPLE;
export const PEOPLE_NAMES = Object.keys(PEOPLE) as PersonName[];

export const PASSWORD = 'spring-rain-42';

/** As the server hashes, with next to no work: the costs stand in the hash, and every test signs several people in. */
const LIGHT = { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 } as const;
export const lightHash = (password: string): string => hashSync(password, LIGHT);

type Options = {
  now?: string;
  /** Where the built pages lie, when they are to be served too. */
  webDist?: string;
  /** A database of its own, migrated and empty; unless given, a new one of the test run. */
  database?: Pick<TestDatabase, 'config' | 'drop'>;
};

export async function startOffice(options: Options = {}): Promise<Office> {
  const database = options.database ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'xinxuan-office-'));
  const time = { now: new Date(options.now ?? '2026-05-20T02:00:00Z') };
  const app = await createApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataDir,
      begin: 'ask',
      databaseUrl: null,
      publicUrl: null,
      poolSize: 5,
      prepare: true,
      sessionIdleMinutes: 60,
      sessionHours: 12,
      uploadLimitBytes: 50 * 1024 * 1024,
      demonstrationUntil: null,
      insideNets: ['127.0.0.0/8'],
    },
    database: database.config,
    clock: () => new Date(time.now),
    log: createLog(line => process.stderr.write(`${line}\n`), 'warn'),
    webDist: options.webDist ?? null,
  });
  const seeded = await seed(app, time.now);
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  const cookies = new Map<PersonName, Promise<string>>();
  const cookieOf = (person: PersonName): Promise<string> => {
    const known = cookies.get(person) ?? signIn(url, userNameOf(person));
    cookies.set(person, known);
    return known;
  };
  const headers = async (person: PersonName): Promise<Record<string, string>> => ({
    cookie: await cookieOf(person),
  });
  return {
    app,
    url,
    dataDir,
    time,
    ...seeded,
    headers,
    as: async (person, post) =>
      clientOf(url, { ...(await headers(person)), ...(post ? { 'x-post': post } : {}) }),
    upload: async (person, name, content) => {
      const form = new FormData();
      form.set('file', new File([content as Uint8Array<ArrayBuffer>], name));
      const answer = await fetch(`${url}/api/files`, {
        method: 'POST',
        body: form,
        headers: await headers(person),
      });
      if (!answer.ok) throw new Error(`upload refused: ${await answer.text()}`);
      return (await answer.json()) as Awaited<ReturnType<Office['upload']>>;
    },
    close: async () => {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function userNameOf(person: PersonName): string {
  return person.replace('_', '.');
}

export function clientOf(url: string, headers: Record<string, string>): Client {
  return createORPCClient(new RPCLink({ url: `${url}/api/rpc`, headers }));
}

/** Signs in as a browser would and answers the cookie header. */
export async function signIn(url: string, userName: string, password = PASSWORD): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName, password }),
  });
  if (!answer.ok) throw new Error(`sign-in refused: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ');
}

/** The refusal that a call ends in; fails when it succeeds. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; status: number } & RefusalData> {
  try {
    await call;
  } catch (error) {
    const { code, status, data } = error as { code: string; status: number; data: RefusalData };
    return { code, status, ...data };
  }
  throw new Error('expected a refusal, but the call succeeded');
}

async function seed(app: App, now: Date) {
  const body = newId('body', now);
  const passwordHash = lightHash(PASSWORD);
  await app.database.db
    .insertInto('bodies')
    .values({ id: body, name: '东河区综合执法局', demonstration: false, created_at: now.toISOString() })
    .execute();
  const made = await app.database.write(
    body,
    async tx => {
      const units = await seedUnits(tx, now);
      return { units, ...(await seedPeople(tx, units, { hash: passwordHash, now })) };
    },
    () => false,
  );
  // Of all other tables the planner knows from the template that they are empty.
  await sql`analyze bodies, assessment_groups, units, people, appointments, auth_users, auth_accounts`.execute(
    app.database.db,
  );
  return { body, ...made };
}

async function seedUnits(tx: Tx, now: Date): Promise<Record<UnitName, string>> {
  const units = {} as Record<UnitName, string>;
  const groups = { sections: newId('group', now), squads: newId('group', now) };
  for (const [key, name] of [
    ['sections', '科室'],
    ['squads', '中队'],
  ] as const) {
    await tx.db
      .insertInto('assessment_groups')
      .values({ body_id: tx.body, id: groups[key], name, sort: 0, version: 0 })
      .execute();
  }
  const paths: Record<string, string> = {};
  for (const [key, unit] of Object.entries(UNITS)) {
    const id = newId('unit', now);
    units[key as UnitName] = id;
    paths[key] = `${unit.parent ? paths[unit.parent] : ''}${id}/`;
    await tx.db
      .insertInto('units')
      .values({
        body_id: tx.body,
        id,
        parent_id: unit.parent ? units[unit.parent] : null,
        name: unit.name,
        short_name: unit.name,
        aliases: [],
        kind: unit.kind,
        group_id: unit.group ? groups[unit.group] : null,
        desk_name: key === 'bureau' ? '宣传科' : null,
        path: paths[key]!,
        depth: paths[key]!.split('/').length - 2,
        sort: 0,
        opened_on: '2020-01-01',
        closed_on: null,
        version: 0,
      })
      .execute();
  }
  return units;
}

async function seedPeople(
  tx: Tx,
  units: Record<UnitName, string>,
  { hash, now }: { hash: string; now: Date },
) {
  const people = {} as Record<PersonName, string>;
  const posts: Record<string, string> = {};
  for (const [key, person] of Object.entries(PEOPLE)) {
    const id = newId('person', now);
    const userName = userNameOf(key as PersonName);
    people[key as PersonName] = id;
    await tx.db
      .insertInto('people')
      .values({
        body_id: tx.body,
        id,
        name: person.name,
        pinyin: '',
        user_name: userName,
        title: '',
        phone: null,
        email: null,
        active: true,
        auth_user_id: null,
        must_change_password: false,
        failed_sign_ins: 0,
        locked_until: null,
        version: 0,
      })
      .execute();
    await insertAccount(tx, { id, userName, name: person.name }, { hash, mustChange: false });
    for (const [role, unit] of person.posts) {
      const post = newId('appointment', now);
      posts[`${key}.${role}.${unit}`] = post;
      await tx.db
        .insertInto('appointments')
        .values({
          body_id: tx.body,
          id: post,
          person_id: id,
          unit_id: units[unit],
          role,
          full_time: false,
          from_on: '2025-01-01',
          to_on: null,
          version: 0,
        })
        .execute();
    }
  }
  return { people, posts };
}
