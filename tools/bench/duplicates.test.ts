import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../../apps/server/src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../../apps/server/src/db/template.ts';
import { BODY, keepTexts } from './duplicates-body.ts';
import { measureProbes, ratesOf } from './duplicates-measure.ts';
import { duplicateSet } from './duplicates-set.ts';

/** The bench in small; docs/performance.md has the figures of the whole one. */
const { kept, probes } = duplicateSet({ kept: 600, each: 8 });
let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  const client = new pg.Client(place.config);
  await client.connect();
  await keepTexts(client, kept);
  await client.end();
  database = connect(place.config);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

test('copies, parts and mixtures are met again, honest texts are left alone', async () => {
  const { kinds } = await measureProbes(database.reader(BODY), probes);
  const { recall, precision } = ratesOf(kinds);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.98);
  for (const each of kinds)
    expect({ kind: each.kind, recall: ratesOf([each]).recall >= 0.75 }).toEqual({
      kind: each.kind,
      recall: true,
    });
});

test('a text of another body is never met', async () => {
  const { kinds } = await measureProbes(database.reader(`bod_${'1'.repeat(26)}`), probes.slice(0, 16));
  expect(kinds.every(each => each.found === 0 && each.wrong === 0)).toBe(true);
});
