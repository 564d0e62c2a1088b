import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../../apps/server/src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../../apps/server/src/db/template.ts';
import { searchOf } from '../../apps/server/src/search/find.ts';
import { normalText } from '../../apps/server/src/search/normal.ts';
import { questionOf } from '../../apps/server/src/search/question.ts';
import { walk } from '../../apps/server/src/search/walk.ts';
import { askerAt, everyFind, type Reach } from './search-ask.ts';
import { BODY, id, keepTexts, makeBody, pathOf, textsOf, unitOfText } from './search-body.ts';
import { fillTo } from './search-load.ts';
import { benchWriter } from './search-texts.ts';

/** The bench in small, held against a reading of every text; docs/performance.md has the figures of the whole one. */
const TEXTS = 1_500;
const writer = benchWriter({ pool: 400, names: 3_000 });
const read = Array.from({ length: TEXTS }, (_, number) => {
  const text = writer.textOf(number);
  return {
    id: id('man', number),
    unit: unitOfText(number),
    lines: [text.title, ...textsOf(text)].map(normalText),
  };
});
let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  const client = new pg.Client(place.config);
  await client.connect();
  await makeBody(client);
  await fillTo(client, () => keepTexts(client, { writer, from: 0, to: TEXTS, of: TEXTS }));
  await client.end();
  database = connect(place.config);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

/** What a reader with enough time would find: every text that has all of these and none of those, where it is open. */
function readThrough(reach: Reach, words: readonly string[], without: readonly string[] = []): string[] {
  const path = pathOf(reach.unit);
  const has = (lines: readonly string[], word: string): boolean => lines.some(line => line.includes(word));
  return read
    .filter(text => pathOf(text.unit).startsWith(path))
    .filter(({ lines }) => words.every(word => has(lines, word)) && !without.some(word => has(lines, word)))
    .map(text => text.id)
    .sort();
}

const THE_WHOLE: Reach = { role: 'desk_editor', unit: 0 };
const A_COUNTY: Reach = { role: 'desk_editor', unit: 1 };
const A_UNIT: Reach = { role: 'correspondent', unit: 40 };
const reaches = fc.constantFrom(THE_WHOLE, THE_WHOLE, A_COUNTY, A_UNIT);
/** Pieces of texts, so that something is found, of two characters up, over marks and numbers as they come. */
const pieces = fc
  .tuple(fc.nat(TEXTS - 1), fc.nat(), fc.integer({ min: 2, max: 9 }))
  .map(([number, at, length]) => {
    const whole = [...textsOf(writer.textOf(number)).join('\n')];
    const from = at % Math.max(1, whole.length - length);
    return whole
      .slice(from, from + length)
      .join('')
      .replaceAll(/[\s“”]/gu, '');
  })
  // The piece has to be whole words of its text, as a person would take it.
  .filter(piece => normalText(piece).trim().length >= 2 && !/^[\d.]|[\d.]$/u.test(piece));
const quoted = (piece: string): string => `“${piece}”`;
const asLooked = (piece: string): string => normalText(piece).trim();

test('what is found is what reading every text finds, for any two pieces and any reach', async () => {
  await fc.assert(
    fc.asyncProperty(reaches, pieces, pieces, async (reach, one, other) => {
      const found = await everyFind(database.reader(BODY), `${quoted(one)} ${quoted(other)}`, askerAt(reach));
      expect(found.sort()).toEqual(readThrough(reach, [asLooked(one), asLooked(other)]));
    }),
    { numRuns: 80 },
  );
});

test('one piece, and one without another', async () => {
  await fc.assert(
    fc.asyncProperty(reaches, pieces, pieces, async (reach, one, other) => {
      const found = await everyFind(database.reader(BODY), quoted(one), askerAt(reach));
      expect(found.sort()).toEqual(readThrough(reach, [asLooked(one)]));
      const less = await everyFind(database.reader(BODY), `${quoted(one)} -${quoted(other)}`, askerAt(reach));
      expect(less.sort()).toEqual(readThrough(reach, [asLooked(one)], [asLooked(other)]));
    }),
    { numRuns: 25 },
  );
});

test('nothing is missed where a stretch of time proposes too many at once', async () => {
  const reader = database.reader(BODY);
  for (const q of ['问题', '工作情况', '“没有这样的话”']) {
    const search = await searchOf(reader, { question: questionOf(q), filter: {} }, askerAt(THE_WHOLE));
    const wanted = { before: null, most: TEXTS, enough: TEXTS };
    const inOne = await walk(reader, search, wanted);
    const inSteps = await walk(reader, search, { ...wanted, tooMany: 5 });
    expect(inSteps).toEqual(inOne);
    expect(inSteps.exhausted).toBe(true);
  }
});

test('nothing is missed while a part of the texts is indexed as it was before triples', async () => {
  const { db } = database;
  await sql`update search_texts set triples = false,
      terms = array(select t from unnest(terms) t where t not between ${0x0016_0000} and ${0x001f_ffff})
    where right(manuscript_id, 1) in ('1', '4', '7')`.execute(db);
  await fc.assert(
    fc.asyncProperty(reaches, pieces, async (reach, one) => {
      const found = await everyFind(database.reader(BODY), quoted(one), askerAt(reach));
      expect(found.sort()).toEqual(readThrough(reach, [asLooked(one)]));
    }),
    { numRuns: 30 },
  );
});

test('the order is that of sending, on every page and without repeats', async () => {
  const found = await everyFind(database.reader(BODY), '问题', askerAt(THE_WHOLE));
  expect(found).toEqual(readThrough(THE_WHOLE, ['问题']).reverse());
  expect(found.length).toBeGreaterThan(200);
});
