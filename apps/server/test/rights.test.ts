import { contract, type EndpointMeta, REFUSALS, ROLES, type Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RIGHTS_OF } from '../src/http/rights.ts';
import { ENDPOINT_INPUTS } from './endpoint-inputs.ts';
import { type Client, clientOf, type Office, startOffice } from './office.ts';
import { makeThings, type Things } from './things.ts';
import { type Stand, startWanderer, type Wanderer } from './wanderer.ts';

/**
 * Walks every endpoint of the contract with every role, at the unit of the sample things and at a sister unit, and
 * holds each answer against the one table of rights. Nothing is listed by hand but one valid request per endpoint.
 */
type Endpoint = { path: string; meta: EndpointMeta };
const ENDPOINTS = endpointsOf(contract, []);

/** Answers that can follow once rights are granted, and reasons that cannot. */
const OPEN = ['answered', ...Object.keys(REFUSALS)];
const CLOSED = ['no_session', 'no_right', 'only_top', 'out_of_reach', 'bad_input'];

let office: Office;
let wanderer: Wanderer;
let things: Things;
let fileId: string;
beforeAll(async () => {
  office = await startOffice();
  wanderer = await startWanderer(office);
  fileId = (await office.upload('writer', '附件.txt', '附件')).id;
  things = await makeThings(office, wanderer, fileId);
  await watchRows();
});
afterAll(() => office.close());

test('every endpoint of the contract has a sample request, and no request is left over', () => {
  expect(Object.keys(ENDPOINT_INPUTS).sort()).toEqual(ENDPOINTS.map(endpoint => endpoint.path).sort());
});

test('every right is given to some role', () => {
  const given = new Set(ROLES.flatMap(role => Object.keys(RIGHTS_OF[role])));
  const asked = ENDPOINTS.map(({ meta }) => meta.right).filter(right => !isOpen(right));
  expect([...new Set(asked)].filter(right => !given.has(right))).toEqual([]);
});

test('an act that is carried out is noticed as a change', async () => {
  const { db } = office.app.database;
  await sql`update units set name = name where id = ${things.unit}`.execute(db);
  await expectUnchanged();
  await sql`update units set name = name || '改' where id = ${things.unit}`.execute(db);
  await expect(expectUnchanged()).rejects.toThrow(/to deeply equal/);
  await expectUnchanged();
});

test.each([
  ['manuscripts.list', 'correspondent'],
  ['reviews.desk.queue', 'desk_editor'],
  ['adoptions.list', 'unit_head'],
  ['faults.list', 'leader_in_charge'],
] as const)('%s does show the same things to a %s of their unit', async (path, role) => {
  const endpoint = ENDPOINTS.find(each => each.path === path)!;
  const answer = await call(wanderer.as(role, 'own'), endpoint, things);
  expect(shownOf(answer.result, things).length).toBeGreaterThan(1);
});

describe.each(ENDPOINTS)('$path', endpoint => {
  const { meta } = endpoint;

  test(meta.right === 'public' ? 'answers without a session' : 'is closed without a session', async () => {
    const answer = await call(clientOf(office.url, {}), endpoint, things);
    if (meta.right === 'public')
      expect(OPEN.filter(code => code !== 'unauthenticated')).toContain(answer.code);
    else expect(answer).toMatchObject({ code: 'unauthenticated', reason: 'no_session' });
    await expectUnchanged();
  });

  if (!isOpen(meta.right)) {
    test('is refused to every role without the right, and changes nothing', async () => {
      const asked = rolesWithout(meta).flatMap(role => [
        { role, place: 'own' as const },
        { role, place: 'foreign' as const },
      ]);
      await Promise.all(
        asked.map(async ({ role, place }) => {
          const answer = await call(wanderer.as(role, place), endpoint, things);
          expect({ role, place, ...answer }).toMatchObject({ code: 'forbidden', reason: 'no_right' });
        }),
      );
      await expectUnchanged();
    });
  }

  if (rolesWith(meta).some(role => reach(role, meta) === 'top')) {
    test('is refused below the top to those who have it only there, and changes nothing', async () => {
      for (const role of rolesWith(meta).filter(each => reach(each, meta) === 'top')) {
        for (const place of ['own', 'foreign'] as const) {
          const answer = await call(wanderer.as(role, place), endpoint, things);
          expect({ role, place, ...answer }).toMatchObject({ code: 'forbidden', reason: 'only_top' });
          expect((await wanderer.as(role, place).session.me()).rights).not.toContain(meta.right);
        }
        expect((await wanderer.as(role, 'top').session.me()).rights).toContain(meta.right);
      }
      await expectUnchanged();
    });
  }

  if (meta.place === 'thing') {
    test('is refused about a thing of a foreign unit, and changes nothing', async () => {
      for (const role of rolesWith(meta).filter(each => isCut(each, meta))) {
        const answer = await call(wanderer.as(role, 'foreign'), endpoint, things);
        const refused = answer.code === 'not_found' || answer.reason === 'out_of_reach';
        expect(refused, `${role}: ${answer.code} ${answer.reason}`).toBe(true);
      }
      await expectUnchanged();
    });
  }

  if (meta.place === 'reach') {
    test('shows nothing of a foreign unit', async () => {
      for (const role of rolesWith(meta).filter(each => isCut(each, meta))) {
        const answer = await call(wanderer.as(role, 'foreign'), endpoint, things);
        expect(answer, role).toMatchObject({ code: 'answered' });
        expect(shownOf(answer.result, things), role).toEqual([]);
      }
    });
  }
});

describe('/api/files', () => {
  const open = (headers: Record<string, string>) =>
    fetch(`${office.url}/api/files/${fileId}/${encodeURIComponent('附件.txt')}`, { headers });
  const as = (role: Role, place: 'own' | 'foreign') =>
    open({ cookie: wanderer.cookie, 'x-post': wanderer.posts[place][role] });

  test('neither takes nor gives a file without a session', async () => {
    const form = new FormData();
    form.set('file', new File(['内容'], '稿件.txt'));
    const taken = await fetch(`${office.url}/api/files`, { method: 'POST', body: form });
    expect(taken.status).toBe(401);
    expect((await open({})).status).toBe(401);
    await expectUnchanged();
  });

  test.each(ROLES)('a file is open to a %s only where the manuscript is', async role => {
    const right = RIGHTS_OF[role]['manuscript.read'];
    expect((await as(role, 'own')).status).toBe(right ? 200 : 404);
    expect((await as(role, 'foreign')).status).toBe(right === 'body' ? 200 : 404);
  });
});

// Last, because acts that are carried out fill the tables.
describe.each(ENDPOINTS.filter(({ meta }) => !isOpen(meta.right)))('$path', endpoint => {
  const { meta } = endpoint;

  test('is open to every role with the right at its own unit, or at the top', async () => {
    for (const role of rolesWith(meta)) {
      // An act may use its thing up; a read leaves it for the next role.
      if (meta.writes) things = await makeThings(office, wanderer, fileId);
      const place: Stand = reach(role, meta) === 'top' ? 'top' : 'own';
      const answer = await call(wanderer.as(role, place), endpoint, things);
      expect(OPEN, `${role}: ${answer.code}`).toContain(answer.code);
      expect(CLOSED, `${role}: ${answer.code}`).not.toContain(answer.reason);
      if (meta.place === 'thing') expect({ role, ...answer }).not.toMatchObject({ code: 'not_found' });
    }
    // The first of them meets a server that three files start at once.
  }, 120_000);
});

function endpointsOf(node: object, path: string[]): Endpoint[] {
  if ('~orpc' in node) {
    const { meta } = node['~orpc'] as { meta: EndpointMeta };
    return [{ path: path.join('.'), meta }];
  }
  return Object.entries(node).flatMap(([key, child]) => endpointsOf(child as object, [...path, key]));
}

function isOpen(right: EndpointMeta['right']): right is 'public' | 'signed_in' {
  return right === 'public' || right === 'signed_in';
}

function reach(role: Role, { right }: EndpointMeta) {
  return isOpen(right) ? 'unit' : RIGHTS_OF[role][right];
}

/** Whether what a role sees or does ends at a unit. */
function isCut(role: Role, meta: EndpointMeta): boolean {
  const found = reach(role, meta);
  return found === 'unit' || found === 'below';
}

function rolesWith(meta: EndpointMeta): Role[] {
  return ROLES.filter(role => reach(role, meta));
}

function rolesWithout(meta: EndpointMeta): Role[] {
  return ROLES.filter(role => !reach(role, meta));
}

type Answer = { code: string; reason: string; result: unknown };

async function call(client: Client, { path }: Endpoint, about: Things): Promise<Answer> {
  const input = ENDPOINT_INPUTS[path];
  if (!input) throw new Error(`no sample request for ${path}: add it to endpoint-inputs.ts`);
  const procedure = path
    .split('.')
    .reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], client);
  try {
    const result = await (procedure as (given: unknown) => Promise<unknown>)(input(about));
    return { code: 'answered', reason: '', result: await firstOf(result) };
  } catch (error) {
    const { code, data } = error as { code: string; data?: { reason?: string } };
    return { code, reason: data?.reason ?? '', result: null };
  }
}

/** Of a stream, its first event; the stream is closed. */
async function firstOf(result: unknown): Promise<unknown> {
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return result;
  const stream = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  const first = await stream.next();
  await stream.return?.();
  return first.value;
}

/** The sample things, and their unit, whose id stands anywhere in an answer. */
function shownOf(result: unknown, about: Things): string[] {
  const text = JSON.stringify(result) ?? '';
  const { ownUnit, draft, inReview, atDesk, adoption, fault, revision, token } = about;
  return [ownUnit, draft, inReview, ...atDesk, adoption, fault, revision, token].filter(id =>
    text.includes(id),
  );
}

/** Written besides the act itself: the trail, kept answers, when a session was last seen, and the index, which follows. */
const ASIDE = [
  'audit_entries',
  'audit_seals',
  'idempotency_keys',
  'auth_sessions',
  'search_texts',
  'search_days',
  'search_queue',
  'search_files',
];

/** From now on every row that is added, removed or altered anywhere else is noted, with whatever it belongs to. */
async function watchRows(): Promise<void> {
  const { db } = office.app.database;
  await sql`create table changed_rows (in_table text not null, row_before jsonb, row_after jsonb)`.execute(
    db,
  );
  await sql`create function note_changed_row() returns trigger language plpgsql as $$
    begin
      insert into changed_rows values (tg_table_name, to_jsonb(old), to_jsonb(new));
      return null;
    end $$`.execute(db);
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'changed_rows'`.execute(db);
  const watched = tables.rows.map(({ name }) => name).filter(name => !ASIDE.includes(name));
  expect(watched.length).toBeGreaterThan(50);
  for (const name of watched) {
    const on = (event: string, when: string) =>
      `create trigger note_${event}d_row after ${event} on "${name}" for each row ${when} execute function note_changed_row();`;
    await sql
      .raw(on('insert', '') + on('delete', '') + on('update', 'when (old.* is distinct from new.*)'))
      .execute(db);
  }
}

async function expectUnchanged(): Promise<void> {
  const { rows } = await sql`delete from changed_rows returning *`.execute(office.app.database.db);
  expect(rows).toEqual([]);
}
