import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../db/template.ts';
import { createVault } from '../fees/vault.ts';
import { hashOf } from '../manuscripts/paper.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { checkPassword } from '../session/auth.ts';
import { passwordHash } from '../session/queries.ts';
import { demonstrationYear } from './demonstration/year.ts';
import { addHonours } from './honours.ts';
import {
  AlreadySetUp,
  DEMONSTRATION_PASSWORD,
  type Loaded,
  loadDemonstration,
  type Progress,
} from './load.ts';
import { LOADED_TABLES } from './rows.ts';
import { scoreLoadedYear } from './score.ts';

const OPTIONS = {
  seed: 7,
  size: 'district',
  until: '2026-04-10',
  now: new Date('2026-04-11T01:00:00Z'),
} as const;

let place: TestDatabase;
let database: Database;
let loaded: Loaded;
const told: Progress[] = [];

beforeAll(async () => {
  place = await createTestDatabase();
  database = connect({ ...place.config, max: 3 });
  loaded = await loadDemonstration(database, { ...OPTIONS, onProgress: progress => told.push(progress) });
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await database.pool.query(`select count(*)::integer as n from ${table} where ${where}`);
  return rows[0].n;
}

test('every record of the year is a row, and nothing else is', async () => {
  const year = demonstrationYear(OPTIONS);
  const dossiers = [...year.dossiers()];
  expect(await count('manuscripts')).toBe(dossiers.length);
  expect(await count('revisions')).toBe(dossiers.flatMap(each => each.revisions).length);
  // A version without photos says so; one that kept none would be shown as not knowing.
  expect(await count('revisions', 'photos_kept')).toBe(await count('revisions'));
  expect(await count('manuscript_events')).toBe(dossiers.flatMap(each => each.events).length);
  expect(await count('facts')).toBe(dossiers.flatMap(each => each.facts).length + year.world.faults.length);
  expect(await count('people')).toBe(120);
  expect(await count('bodies', 'demonstration')).toBe(1);
  let rows = 0;
  for (const table of LOADED_TABLES) rows += await count(table);
  expect(rows).toBe(loaded.rows);
});

test('progress rises to the whole', () => {
  expect(told.at(-1)).toMatchObject({ done: loaded.manuscripts, total: loaded.manuscripts });
  expect(told.every((each, i) => i === 0 || each.rows >= told[i - 1]!.rows)).toBe(true);
});

test('ids that no foreign key watches name rows that exist', async () => {
  const missing = async (what: string, from: string, to: string): Promise<[string, number]> => [
    what,
    await count(
      `${from} x`,
      `${what} is not null and not exists (select from ${to} y where y.body_id = x.body_id and y.id = x.${what})`,
    ),
  ];
  expect(
    await Promise.all([
      missing('revision_id', 'manuscripts', 'revisions'),
      missing('desk_revision_id', 'manuscripts', 'revisions'),
      missing('merged_into', 'manuscripts', 'manuscripts'),
      missing('forwarded_from', 'manuscripts', 'manuscripts'),
      missing('holder_person_id', 'manuscripts', 'people'),
      missing('holder_unit_id', 'manuscripts', 'units'),
      missing('created_by', 'manuscripts', 'people'),
      missing('reviewer_id', 'reviews', 'people'),
      missing('decided_by', 'reviews', 'people'),
      missing('revision_id', 'reviews', 'revisions'),
      missing('claimed_by', 'adoptions', 'people'),
      missing('decided_by', 'adoptions', 'people'),
      missing('adoption_id', 'facts', 'adoptions'),
      missing('manuscript_id', 'facts', 'manuscripts'),
      missing('recorded_by', 'facts', 'people'),
      missing('person_id', 'manuscript_events', 'people'),
      missing('adoption_id', 'adoption_evidence', 'adoptions'),
    ]).then(found => found.filter(([, n]) => n > 0)),
  ).toEqual([]);
});

test('the newsroom reads what was loaded, and the seals on its texts hold', async () => {
  const reader = database.reader(loaded.bodyId);
  const { rows } = await sql<{ id: string; state: string }>`
    select distinct on (state) id, state from manuscripts order by state, id desc`.execute(database.db);
  expect(rows.length).toBeGreaterThanOrEqual(7);
  for (const { id, state } of rows) {
    const manuscript = await findManuscript(reader, id, '2026-04-11');
    expect(manuscript?.state).toBe(state);
    expect(manuscript?.authors.length).toBeGreaterThan(0);
  }
  const texts = await database.db
    .selectFrom('revisions')
    .select(['title', 'body', 'hash'])
    .limit(50)
    .execute();
  for (const text of texts) expect(hashOf(text)).toBe(text.hash);
});

test('every role has a sign-in with the shared password, and nobody must change it', async () => {
  expect(loaded.signIns.map(each => each.role)).toHaveLength(10);
  expect(await count('people', 'must_change_password')).toBe(0);
  for (const { userName, password } of loaded.signIns.slice(0, 2)) {
    const person = await database.db
      .selectFrom('people')
      .select('id')
      .where('user_name', '=', userName)
      .executeTakeFirstOrThrow();
    const kept = await passwordHash(database.reader(loaded.bodyId), person.id);
    expect(password).toBe(DEMONSTRATION_PASSWORD);
    expect(await checkPassword(kept!.hash, password)).toBe(true);
  }
});

test('the loading stands in the audit trail', async () => {
  const entry = await database.db.selectFrom('audit_entries').selectAll().executeTakeFirstOrThrow();
  expect(entry).toMatchObject({
    act: 'setup.begin',
    body_id: loaded.bodyId,
    after: { size: 'district', seed: 7 },
  });
});

test('a second load is refused and changes nothing', async () => {
  await expect(loadDemonstration(database, OPTIONS)).rejects.toThrow(AlreadySetUp);
  expect(await count('bodies')).toBe(1);
});

test('the loaded year is scored by the preset scheme', async () => {
  const lines = await scoreLoadedYear(database, { ...loaded, now: OPTIONS.now });
  expect(lines).toBeGreaterThan(1000);
  const { rows } = await sql<{ n: number }>`
    select count(distinct owner_id)::integer as n from ledger_lines where owner_kind = 'unit'`.execute(
    database.db,
  );
  expect(rows[0]!.n).toBeGreaterThan(35);
});

test('a load that is broken off leaves an empty database behind', async () => {
  const other = await createTestDatabase();
  const empty = connect({ ...other.config, max: 2 });
  const stop = new AbortController();
  const onProgress = ({ done }: Progress): void => {
    if (done > 0) stop.abort();
  };
  await expect(loadDemonstration(empty, { ...OPTIONS, onProgress, signal: stop.signal })).rejects.toThrow(
    'abort',
  );
  for (const table of ['bodies', 'manuscripts', 'auth_users', 'audit_entries']) {
    expect((await empty.pool.query(`select from ${table}`)).rowCount, table).toBe(0);
  }
  await empty.close();
  await other.drop();
});

test('its first quarter is closed with awards granted and its fees paid', async () => {
  await addHonours(database, { ...loaded, now: OPTIONS.now, vault: createVault('demonstration') });
  const { rows } = await sql<{ state: string; period: string; complete: boolean }>`
    select l.state, l.period, l.sum = (select sum(i.amount) from fee_items i where i.list_id = l.id) as complete
    from fee_lists l order by l.period`.execute(database.db);
  const awards = await sql<{ period: string; kinds: string[] }>`
    select period, array_agg(distinct owner_kind) as kinds from awards group by period order by period`.execute(
    database.db,
  );
  expect(rows.map(({ state, period }) => [period, state])).toEqual([['2026-Q1', 'paid']]);
  expect(rows.every(({ complete }) => complete)).toBe(true);
  expect(awards.rows).toEqual([{ period: '2026-Q1', kinds: ['person', 'unit'] }]);
  expect(await count('payees')).toBeGreaterThan(5);
});
