import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../db/connect.ts';
import { createEmptyDatabase, type TestDatabase } from '../db/template.ts';
import { flush, lineOf, type Sheet } from './copy.ts';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createEmptyDatabase();
  database = connect({ ...place.config, max: 1 });
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

test('every kind of cell is read back as it was written', async () => {
  const client = await database.pool.connect();
  await client.query(
    'create table kept (a text, b integer, c boolean, d timestamptz, e text[], f integer[], g jsonb, h text)',
  );
  const odd = '反斜杠\\ 制表\t 换行\n 回车\r 引号"\'{},\\N';
  const at = new Date('2026-05-20T01:02:03.456Z');
  const sheet: Sheet = { table: 'kept', columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], lines: [] };
  sheet.lines.push(
    lineOf([odd, -7, true, at, [odd, '', 'x,y'], [1, -2], { json: { text: odd, list: [odd] } }, null]),
  );
  sheet.lines.push(lineOf(['', 0, false, at, [], [], { json: [] }, '\\N']));
  expect(await flush(client, sheet)).toBe(2);
  expect(await flush(client, sheet)).toBe(0);
  const { rows } = await client.query('select * from kept order by b');
  client.release();
  expect(rows).toEqual([
    {
      a: odd,
      b: -7,
      c: true,
      d: at.toISOString(),
      e: [odd, '', 'x,y'],
      f: [1, -2],
      g: { text: odd, list: [odd] },
      h: null,
    },
    { a: '', b: 0, c: false, d: at.toISOString(), e: [], f: [], g: [], h: '\\N' },
  ]);
});
