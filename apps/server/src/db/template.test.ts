import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './template.ts';

async function rowsOf(database: TestDatabase, sql: string): Promise<unknown[]> {
  const client = new Client(database.config);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('gives every test a migrated database of its own', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await rowsOf(one, 'create table only_here (n int)');
  expect(await rowsOf(two, `select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
  expect(await rowsOf(one, 'select count(*) > 0 as migrated from schema_migrations')).toEqual([
    { migrated: true },
  ]);
  await Promise.all([one.drop(), two.drop()]);
});

it('drops a database although somebody is still connected to it', async () => {
  const database = await createTestDatabase();
  const lingering = new Client(database.config);
  lingering.on('error', () => undefined);
  await lingering.connect();
  await database.drop();
  await expect(rowsOf(database, 'select 1')).rejects.toThrow(/does not exist/);
});

it('clones for many at once', async () => {
  const databases = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase()));
  expect(new Set(databases.map(one => one.connectionString)).size).toBe(6);
  await Promise.all(databases.map(one => one.drop()));
});
