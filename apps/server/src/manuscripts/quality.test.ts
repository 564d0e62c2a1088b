import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { atDesk } from '../../test/street-office.ts';

let office: Office;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  writer = await office.as('writer');
});
afterAll(() => office.close());

const MARKED = '机密★5年　竹影行动方案';

/** Every text of the database that contains the words, by table and column. */
async function placesOf(words: string): Promise<string[]> {
  const { db } = office.app.database;
  const columns = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY', 'character varying')`.execute(
    db,
  );
  const found: string[] = [];
  for (const { table, column } of columns.rows) {
    const rows = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)}::text like ${`%${words}%`}`.execute(
      db,
    );
    if (rows.rows[0]?.n) found.push(`${table}.${column}`);
  }
  return found;
}

test('findings name their place: title, block, cell, caption', async () => {
  const { findings } = await writer.manuscripts.check({
    title: '市容科夜查。',
    body: [
      paragraph('居民反应的问题已解决。'),
      { kind: 'table', rows: [['点位', '自已申报']] },
      paragraph('2026年2月30日,办结。'),
    ],
    captions: [''],
    genre: 'brief',
    type: 'experience',
    unitId: office.units.city_look,
  });
  const at = (rule: string) => findings.filter(each => each.rule === rule).map(each => each.place);
  expect(at('P8')).toEqual([{ in: 'title' }]);
  expect(at('W1')).toEqual([
    { in: 'block', block: 0 },
    { in: 'cell', block: 1, row: 0, column: 1 },
  ]);
  expect(at('N7')).toEqual([{ in: 'block', block: 2 }]);
  expect(at('C7')).toEqual([{ in: 'caption', photo: 0 }]);
  expect(at('C3')).toEqual([]);
  const wrong = findings.find(each => each.rule === 'N7');
  expect(wrong).toMatchObject({ from: 0, to: 10, text: '2026年2月30日', severity: 'error', repair: null });
});

test('the unit is asked for in the title only when the unit is known', async () => {
  const text = { title: '夜查见成效', body: [], genre: 'brief', type: 'other' } as const;
  const rules = async (unitId: string | null) =>
    (await writer.manuscripts.check({ ...text, body: [], unitId })).findings.map(each => each.rule);
  expect(await rules(office.units.city_look)).toContain('C3');
  expect(await rules(null)).not.toContain('C3');
});

test('a text with a secrecy mark is neither started nor saved, and stands nowhere afterwards', async () => {
  const marked = { body: [paragraph(MARKED)] };
  const started = writer.manuscripts.create({ ...draftOf(office, marked), sourceFileId: null });
  expect(await refusalOf(started)).toMatchObject({ code: 'invalid', reason: 'secrecy_mark' });
  const draft = await writer.manuscripts.create({ ...draftOf(office), sourceFileId: null });
  for (const fields of [marked, { title: MARKED }]) {
    const saved = writer.manuscripts.save({
      ...draftOf(office, fields),
      id: draft.id,
      version: draft.version,
    });
    expect(await refusalOf(saved)).toMatchObject({ code: 'invalid', reason: 'secrecy_mark' });
  }
  const still = await writer.manuscripts.get({ id: draft.id });
  expect(still).toMatchObject({ version: draft.version, title: draft.title });
  expect(await placesOf('竹影行动')).toEqual([]);
});

test('the desk cannot write a secrecy mark into its text either', async () => {
  const id = await atDesk(office, '市容科试行错时巡查');
  const editor = await office.as('editor');
  const { version } = await editor.manuscripts.get({ id });
  await editor.reviews.desk.accept({ id, version });
  const taken = await editor.manuscripts.get({ id });
  const edited = editor.reviews.desk.edit({
    id,
    version: taken.version,
    title: '试行',
    body: [paragraph(MARKED)],
  });
  expect(await refusalOf(edited)).toMatchObject({ reason: 'secrecy_mark' });
  expect(await placesOf('竹影行动')).toEqual([]);
});
