import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordAudit, sealAudit } from './audit.ts';
import { connect, type Database } from './connect.ts';
import { createTestDatabase, type TestDatabase } from './template.ts';
import { verifyAudit } from './verify-audit.ts';

let made: TestDatabase;
let database: Database;
beforeAll(async () => {
  made = await createTestDatabase();
  database = connect({ ...made.config, max: 8 });
});
afterAll(async () => {
  await database.close();
  await made.drop();
});

const NOW = new Date('2026-05-20T02:00:00Z');

function write(act: string, after: unknown = null): Promise<void> {
  return database.write(
    'bod_test',
    tx =>
      recordAudit(tx, {
        at: NOW,
        personId: 'per_a',
        appointmentId: null,
        role: 'assessor',
        address: '10.0.0.1',
        act,
        subjectId: null,
        before: null,
        after,
      }),
    () => false,
  );
}

async function tamper(statement: string): Promise<void> {
  await sql
    .raw(`alter table audit_entries disable trigger all; alter table audit_seals disable trigger all; ${statement};
    alter table audit_entries enable trigger all; alter table audit_seals enable trigger all`)
    .execute(database.db);
}

beforeEach(async () => {
  await tamper('truncate audit_seals; truncate audit_entries');
  await Promise.all(
    Array.from({ length: 40 }, (_, i) => write(`act.${i}`, { points: `${i}.5`, title: '稿件' })),
  );
  await sealUpTo(40);
});

/** In small rounds; the sealer waits for older transactions, and those of other databases of the cluster count as well. */
async function sealUpTo(count: number): Promise<void> {
  const sealed = async () => {
    while ((await sealAudit(database, 7)) > 0);
    return (await entryIds()).length;
  };
  await expect.poll(sealed, { timeout: 20_000 }).toBe(count);
}

async function entryIds(): Promise<number[]> {
  const found = await sql<{ id: number }>`select entry_id as id from audit_seals order by seq`.execute(
    database.db,
  );
  return found.rows.map(row => row.id);
}

test('entries written at the same time are all sealed into one sound chain', async () => {
  expect(await verifyAudit(database)).toMatchObject({ entries: 40, sealed: 40, broken: [] });
});

test('an altered entry is named', async () => {
  const [, , third] = await entryIds();
  await tamper(`update audit_entries set after = '{"points":"999"}' where id = ${third}`);
  expect((await verifyAudit(database)).broken.map(each => each.entryId)).toEqual([String(third)]);
});

test.each([
  'person_id = null',
  "at = at + interval '1 second'",
  "act = 'other'",
  "address = '::1'",
  "role = 'correspondent'",
])('altering %s is found', async change => {
  const [first] = await entryIds();
  await tamper(`update audit_entries set ${change} where id = ${first}`);
  expect((await verifyAudit(database)).broken).toHaveLength(1);
});

test('a deleted entry is named, also when its seal is deleted with it', async () => {
  const ids = await entryIds();
  await tamper(`delete from audit_entries where id = ${ids[4]}`);
  expect((await verifyAudit(database)).broken.map(each => each.entryId)).toEqual([String(ids[4])]);
  await tamper(`delete from audit_seals where entry_id = ${ids[4]}`);
  expect((await verifyAudit(database)).broken).toHaveLength(1);
});

test('an entry slipped in behind the chain is named', async () => {
  await tamper(
    `insert into audit_entries (body_id, at, address, act, txid) values ('bod_test', now(), '::1', 'forged', '1')`,
  );
  expect((await verifyAudit(database)).broken).toHaveLength(1);
});

test('a transaction still open holds the chain back but no writer', async () => {
  const opened = await database.pool.connect();
  try {
    await opened.query('begin');
    await opened.query(
      `insert into audit_entries (body_id, at, address, act) values ('bod_test', now(), '::1', 'slow')`,
    );
    await write('act.after');
    await sealAudit(database);
    expect((await verifyAudit(database)).sealed).toBe(40);
    await opened.query('commit');
  } finally {
    opened.release(true);
  }
  await sealUpTo(42);
  expect(await verifyAudit(database)).toMatchObject({ entries: 42, sealed: 42, broken: [] });
});

test('the database itself refuses to change or delete what was written', async () => {
  await expect(sql`update audit_entries set act = 'x'`.execute(database.db)).rejects.toThrow(/append-only/);
  await expect(sql`delete from audit_seals`.execute(database.db)).rejects.toThrow(/append-only/);
  await expect(sql`truncate audit_entries`.execute(database.db)).rejects.toThrow(/append-only/);
});

/** Writes one entry more that gives this time, and chains it. */
async function wroteAt(at: string): Promise<number> {
  const before = await entryIds();
  await sql`insert into audit_entries (body_id, at, address, act) values ('bod_test', ${at}, '::1', 'act.dated')`.execute(
    database.db,
  );
  await sealUpTo(before.length + 1);
  return (await entryIds()).at(-1)!;
}

const chainedAt = (entry: number, at: string | null): Promise<void> =>
  tamper(`update audit_seals set chained_at = ${at === null ? 'null' : `'${at}'`} where entry_id = ${entry}`);

describe('an entry that gives an earlier time than the one before it', () => {
  test.each([
    ['as long as transactions can be out of order', '2026-05-20T01:05:00Z', false],
    ['of later', '2026-05-21T01:00:00Z', false],
    ['of two days before', '2026-05-18T01:00:00Z', true],
  ])('%s', async (_, at, told) => {
    const entry = await wroteAt(at);
    const { broken, doubtful } = await verifyAudit(database);
    expect([broken, doubtful.map(each => each.entryId)]).toEqual([[], told ? [String(entry)] : []]);
  });

  test('is told with what the clock of the database says: gone back with it, or not, or not known', async () => {
    const last = (await entryIds()).at(-1)!;
    const entry = await wroteAt('2026-05-18T01:00:00Z');
    const said = async () => (await verifyAudit(database)).doubtful.map(each => each.zh);
    await chainedAt(last, '2026-05-20T02:00:01Z');
    await chainedAt(entry, '2026-05-20T02:00:03Z');
    expect(await said()).toEqual([expect.stringMatching(/早 49 小时以上。入链时数据库的时钟并没有退回/u)]);
    await chainedAt(entry, '2026-05-18T01:00:01Z');
    expect(await said()).toEqual([expect.stringContaining('机器时钟被调回')]);
    await chainedAt(last, '2026-05-18T00:59:00Z');
    expect(await said()).toEqual([expect.stringContaining('时钟当时偏快')]);
    await chainedAt(entry, null);
    expect(await said()).toEqual([expect.stringContaining('也可能是有人绕过系统补写')]);
  });

  test('is told each time that time goes back, and not for what goes on from there', async () => {
    await wroteAt('2026-05-20T09:00:00Z');
    const first = await wroteAt('2026-05-19T09:00:00Z');
    await wroteAt('2026-05-19T09:30:00Z');
    await wroteAt('2026-05-20T10:00:00Z');
    const second = await wroteAt('2026-05-20T08:00:00Z');
    expect((await verifyAudit(database)).doubtful.map(each => each.entryId)).toEqual([
      `${first}`,
      `${second}`,
    ]);
  });
});
