import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type MigrationRefusal, migrate, readMigrations, schemaHash } from './migrate.ts';
import { createEmptyDatabase, type TestDatabase } from './template.ts';

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinxuan-migrations-'));
  database = await createEmptyDatabase();
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
const run = () => migrate(database.config, { folder });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: MigrationRefusal) => error,
  );

async function tables(): Promise<string[]> {
  const client = new Client(database.config);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  await client.end();
  return rows.map(row => row.name);
}

it('applies what is missing, in order, once', async () => {
  write('0001_first.sql', 'create table first (n int);');
  expect(await run()).toEqual(['0001_first.sql']);
  write('0002_second.sql', 'alter table first add m int; create table second (n int);');
  expect(await run()).toEqual(['0002_second.sql']);
  expect(await run()).toEqual([]);
  expect(await tables()).toEqual(['first', 'schema_migrations', 'second']);
});

it('lets several servers that start at once apply each file once', async () => {
  write('0001_first.sql', 'create table first (n int);');
  write('0002_second.sql', 'create table second (n int);');
  const applied = await Promise.all([run(), run(), run(), run()]);
  expect(applied.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql']);
});

it('undoes a file that fails, keeps those before it, and names file and line', async () => {
  write('0001_first.sql', 'create table first (n int);');
  write('0002_broken.sql', 'create table half (n int);\n\ninsert into nowhere values (1);');
  const failure = await refusal(run());
  expect(failure?.code).toBe('failed');
  expect(failure?.message).toContain('0002_broken.sql:3');
  expect(await tables()).toEqual(['first', 'schema_migrations']);
});

it('refuses an applied file that was altered', async () => {
  write('0001_first.sql', 'create table first (n int);');
  await run();
  write('0001_first.sql', 'create table first (n bigint);');
  const failure = await refusal(run());
  expect(failure?.code).toBe('altered');
  expect(failure?.message).toContain('0001_first.sql');
});

it('takes Windows line ends for the same file', async () => {
  write('0001_first.sql', 'create table first (\n n int);\n');
  await run();
  write('0001_first.sql', 'create table first (\r\n n int);\r\n');
  expect(await run()).toEqual([]);
});

it('refuses a database that is newer than the code', async () => {
  write('0001_first.sql', 'create table first (n int);');
  write('0002_second.sql', 'create table second (n int);');
  await run();
  for (const kept of [['0002_second.sql'], ['0002_second.sql', '0001_first.sql']]) {
    for (const name of kept) rmSync(join(folder, name), { force: true });
    expect((await refusal(run()))?.code).toBe('newer');
  }
});

it.each([
  ['0002_starts_late.sql', []],
  ['1_short.sql', []],
  ['0002_Upper.sql', ['0001_a.sql']],
  ['0001_twice.sql', ['0001_a.sql']],
  ['0003_gap.sql', ['0001_a.sql']],
])('refuses the misnumbered file %s', (wrong, before) => {
  for (const name of [...before, wrong]) write(name, 'select 1;');
  expect(() => readMigrations(folder)).toThrow(wrong);
});

it('gives a schema one hash that follows every change', () => {
  write('0001_first.sql', 'create table first (n int);');
  const before = schemaHash(readMigrations(folder));
  write('0002_second.sql', 'select 1;');
  expect(schemaHash(readMigrations(folder))).not.toBe(before);
});

it("applies the program's own migrations", async () => {
  expect((await migrate(database.config)).length).toBe(readMigrations().length);
  expect(await migrate(database.config)).toEqual([]);
});
