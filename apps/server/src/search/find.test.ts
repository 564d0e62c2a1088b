import type { Manuscript } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { arrivedFrom, draftOf, PNG, paragraph, sentBy, travel } from '../../test/draft.ts';
import { indexed } from '../../test/indexed.ts';
import {
  type Client,
  type Office,
  PEOPLE_NAMES,
  type PersonName,
  refusalOf,
  startOffice,
} from '../../test/office.ts';
import { beginIndex } from './keep-index.ts';
import { readFiles } from './read-files.ts';

let office: Office;
const made: Record<string, Manuscript> = {};
const BY_LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
const BY_SQUAD = { writer: 'squad_writer', unit: 'squad', head: 'squad_head' } as const;
const body = (...texts: string[]) => ({ body: texts.map(paragraph) });

beforeAll(async () => {
  office = await startOffice();
  const writer = await office.as('writer');
  const file = await office.upload('writer', '整治台账.txt', '附件写明：电线杆小广告清理二百一十处。');
  const picture = await office.upload('writer', '现场.png', PNG);
  const broken = await office.upload('writer', '损坏的材料.docx', 'not a document at all');
  made['draft'] = await writer.manuscripts.create({
    ...draftOf(office, { title: 'A桥下空间草稿', ...body('夜市整治，尚未报送。') }),
    sourceFileId: null,
  });
  await travel(office, 1);
  made['sent'] = await sentBy(office, {
    title: 'B夜市收摊以后',
    ...body('夜市整治进入第二阶段，拨打12345热线的少了。', '桥下空间另有安排。'),
    attachmentIds: [file.id, broken.id],
    photos: [{ fileId: picture.id, caption: '队员在烧烤摊前宣传' }],
    themes: ['环境整治'],
  });
  await travel(office, 1);
  made['law'] = await arrivedFrom(
    office,
    { title: 'C法制科答复', type: 'problem', ...body('夜市整治的執法依據，占道經營處罰標準。') },
    BY_LAW,
  );
  await travel(office, 1);
  made['squad'] = await arrivedFrom(
    office,
    { title: 'D中队', ...body('占道经营整治与城市管理。') },
    BY_SQUAD,
  );
  await settled();
});
afterAll(() => office.close());

/** Everything written so far has been taken up, attachments too. */
async function settled(): Promise<void> {
  await indexed(office);
  const taken = async () => (await readFiles(office.app.server)) === 0 && (await filesAtWork()) === 0;
  // A process of its own reads them: on a busy machine it begins late.
  await vi.waitUntil(taken, { timeout: 50_000, interval: 50 });
  await indexed(office);
}

/** Files that the server's own round has in hand, apart from those whose reader died. */
async function filesAtWork(): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*) as n from search_files where state = 'waiting' or (state = 'reading' and text <> 'died')`.execute(
    office.app.database.db,
  );
  return found.rows[0]!.n;
}

type Asked = Parameters<Client['search']['find']>[0];
async function find(person: PersonName, asked: Asked) {
  return (await office.as(person)).search.find(asked);
}
async function titles(person: PersonName, asked: Asked): Promise<string> {
  const { rows, count } = await find(person, asked);
  return `${rows.map(row => row.title[0]).join('')} of ${count?.found}`;
}

describe('what is found', () => {
  test.each([
    ['a word of the text', '夜市', 'CB of 2'],
    ['a phrase', '夜市整治', 'CB of 2'],
    ['the same in traditional characters', '夜市整治', 'CB of 2'],
    ['simplified for what was written in traditional characters', '执法依据', 'C of 1'],
    ['traditional for what was written in simplified ones', '占道經營', 'DC of 2'],
    ['exactly this only', '“占道经营整治”', 'D of 1'],
    ['its words in any place', '占道经营处罚', 'C of 1'],
    ['without', '夜市 -烧烤', 'C of 1'],
    ['a caption', '烧烤摊', 'B of 1'],
    ['an attachment', '电线杆小广告', 'B of 1'],
    ['the name of an attachment', '整治台账', 'B of 1'],
    ['a number as a whole', '12345', 'B of 1'],
    ['no part of a number', '234', ' of 0'],
    ['a number with what follows', '12345热线', 'B of 1'],
    ['one character, in titles', '市', 'B of 1'],
    ['one character that stands in texts only', '桥', ' of 0'],
    ['nothing', '天文馆', ' of 0'],
    ['nothing over the end of a paragraph', '少了桥下', ' of 0'],
  ])('%s', async (_, q, found) => {
    expect(await titles('editor', { q })).toBe(found);
  });

  test.each([
    [{ type: 'problem' }, 'C of 1'],
    [{ theme: '环境整治' }, 'B of 1'],
    [{ state: ['at_desk'] }, 'C of 1'],
    [{ channel: 'opinion' }, ' of 0'],
    [{ adopted: true }, ' of 0'],
    [{ adopted: false }, 'CB of 2'],
    [{ from: '2026-05-20', to: '2026-05-20' }, 'CB of 2'],
    [{ from: '2026-05-21' }, ' of 0'],
    [{ sort: 'best' }, 'BC of 2'],
  ] satisfies [Omit<Asked, 'q'>, string][])('narrowed by %j', async (filter, found) => {
    expect(await titles('editor', { q: '夜市', ...filter })).toBe(found);
  });

  test('by unit with all below it, and by author', async () => {
    expect(await titles('editor', { q: '夜市', unitId: office.units.city_look })).toBe('B of 1');
    expect(await titles('editor', { q: '夜市', unitId: office.units.bureau })).toBe('CB of 2');
    expect(await titles('editor', { q: '夜市', authorId: office.people.other_writer })).toBe('C of 1');
  });

  test('each find says where, and how the words were understood', async () => {
    const { rows, understood } = await find('editor', { q: '烧烤摊 夜市 桥' });
    expect(rows).toEqual([]);
    expect(understood.words).toContainEqual({ text: '桥', titleOnly: true });
    const [row] = (await find('editor', { q: '夜市 电线杆小广告 烧烤摊' })).rows;
    expect(row!.marked).toEqual([
      { text: 'B', hit: false },
      { text: '夜市', hit: true },
      { text: '收摊以后', hit: false },
    ]);
    expect(row!.snippets.map(({ place, name }) => ({ place, name }))).toEqual([
      { place: 'text', name: null },
      { place: 'caption', name: null },
      { place: 'attachment', name: '整治台账.txt' },
    ]);
  });

  test('pages follow one another without a gap, newest first and best first', async () => {
    for (const sort of ['newest', 'best'] as const) {
      const first = await find('editor', { q: '整治', sort, pageSize: 2 });
      const second = await find('editor', { q: '整治', sort, pageSize: 2, after: first.next! });
      expect([...first.rows, ...second.rows].map(row => row.title[0]).sort()).toEqual(['B', 'C', 'D']);
      expect([first.count, second.count, second.next]).toEqual([{ found: 3, exact: true }, null, null]);
    }
  });

  test.each(['，。', '“”', '-夜市'])('%s asks for nothing and is told so', async q => {
    expect(await refusalOf(find('editor', { q }))).toMatchObject({
      code: 'invalid',
      reason: 'nothing_asked',
    });
  });

  test('a place in the order that nobody gave out is the beginning', async () => {
    expect((await find('editor', { q: '夜市', after: 'drop table' })).rows).toHaveLength(2);
  });
});

describe('who finds it', () => {
  /** Every person that may read manuscripts at all, in every post: what search finds is what the list shows. */
  test.each(PEOPLE_NAMES)('%s finds, counts and sees marked exactly what the lists show', async person => {
    const client = await office.as(person);
    const me = await client.session.me();
    for (const post of me.posts) {
      const acting = await office.as(person, post.id);
      const may = (await acting.session.me()).rights.includes('manuscript.read');
      if (!may) {
        expect(await refusalOf(acting.search.find({ q: '整治' }))).toMatchObject({ code: 'forbidden' });
        continue;
      }
      const listed = (await acting.manuscripts.list({ pageSize: 200 })).rows.map(row => row.id);
      for (const q of ['整治', '夜市', '占道经营', '桥下空间', '电线杆']) {
        for (const sort of ['newest', 'best'] as const) {
          const found = await acting.search.find({ q, sort, pageSize: 50 });
          const all = await everybody(q);
          const open = all.filter(id => listed.includes(id));
          expect(found.rows.map(row => row.id).sort()).toEqual(open.sort());
          expect(found.count).toEqual({ found: open.length, exact: true });
        }
      }
    }
  });

  /** All manuscripts with these words, whoever may read them. */
  async function everybody(q: string): Promise<string[]> {
    const found = await sql<{ id: string }>`
      select manuscript_id as id from search_texts where strpos(normal, ${q}) > 0`.execute(
      office.app.database.db,
    );
    return found.rows.map(row => row.id);
  }

  test('a draft is its unit’s own', async () => {
    expect(await titles('writer2', { q: '尚未报送' })).toBe('A of 1');
    expect(await titles('editor', { q: '尚未报送' })).toBe(' of 0');
  });

  test('who wrote elsewhere finds it too', async () => {
    const guest = await office.as('other_writer');
    await guest.manuscripts.create({
      ...draftOf(office, { title: '合写', ...body('两家合写的噪声治理。'), unitId: office.units.law }),
      authorIds: [office.people.other_writer, office.people.writer],
      sourceFileId: null,
    });
    await settled();
    expect((await find('writer', { q: '噪声治理' })).rows).toHaveLength(1);
    expect((await find('writer', { q: '噪声治理', mine: true })).rows).toHaveLength(1);
    expect((await find('writer2', { q: '噪声治理' })).rows).toEqual([]);
  });
});

describe('how the index follows', () => {
  test('a manuscript is found by its new text and no more by its old one, and not at all once it is thrown away', async () => {
    const writer = await office.as('writer');
    const draft = await writer.manuscripts.create({
      ...draftOf(office, { title: '改前', ...body('原来写的是护栏。') }),
      sourceFileId: null,
    });
    await settled();
    expect((await find('writer', { q: '护栏' })).count?.found).toBe(1);
    const saved = await writer.manuscripts.save({
      ...draftOf(office, { title: '改后', ...body('现在写的是路灯。') }),
      id: draft.id,
      version: draft.version,
    });
    await settled();
    expect((await find('writer', { q: '护栏' })).count?.found).toBe(0);
    expect((await find('writer', { q: '路灯' })).count?.found).toBe(1);
    await writer.manuscripts.discard({ id: saved.id, version: saved.version });
    // Thrown away it is gone at once, before the index has heard of it.
    expect((await find('writer', { q: '路灯' })).count?.found).toBe(0);
    await settled();
    await writer.manuscripts.discard({ id: saved.id, version: saved.version + 1, undo: true });
    await settled();
    expect((await find('writer', { q: '路灯' })).count?.found).toBe(1);
  });

  test('just sent, it is found by itself a moment later', async () => {
    await sentBy(office, { title: '刚刚报送', ...body('共享单车停放秩序。') });
    await vi.waitUntil(async () => (await find('editor', { q: '共享单车' })).count?.found === 1, {
      timeout: 25_000,
      interval: 50,
    });
  });

  test('what was there before the index is taken up, and what is written meanwhile goes first', async () => {
    const { database } = office.app;
    const before = await sql<{ n: number }>`select count(*) as n from search_texts`.execute(database.db);
    await sql`truncate search_texts, search_days, search_queue`.execute(database.db);
    await beginIndex(database);
    const waiting = await sql<{ n: number }>`select count(*) as n from search_queue where old`.execute(
      database.db,
    );
    expect(waiting.rows[0]!.n).toBe(before.rows[0]!.n);
    expect(await (await office.as('editor')).search.state()).toMatchObject({ kept: 0 });
    await settled();
    expect(await titles('editor', { q: '夜市' })).toBe('CB of 2');
    const days = await sql<{ n: number }>`select sum(texts)::integer as n from search_days`.execute(
      database.db,
    );
    expect(days.rows[0]!.n).toBe(before.rows[0]!.n);
  });
});

describe('what was indexed before there were triples', () => {
  /** As a version before triples left it: none among the terms, and nothing else told apart. */
  const asBefore = () =>
    sql`update search_texts set triples = false,
        terms = array(select t from unnest(terms) t where t not between ${0x0016_0000} and ${0x001f_ffff})`.execute(
      office.app.database.db,
    );
  const changes = async () =>
    (await sql<{ n: number }>`select max(changed) as n from search_texts`.execute(office.app.database.db))
      .rows[0]!.n;

  test('is found as ever while the index is renewed, and renewed it is no news', async () => {
    const editor = await office.as('editor');
    const before = { 占道经营: await titles('editor', { q: '占道经营' }), changes: await changes() };
    expect(before['占道经营']).toBe('DC of 2');
    await asBefore();
    expect(await titles('editor', { q: '占道经营' })).toBe('DC of 2');
    const { renewing, waiting, kept } = await editor.search.state();
    expect([renewing, waiting]).toEqual([kept, 0]);
    await beginIndex(office.app.database);
    await settled();
    expect(await editor.search.state()).toMatchObject({ renewing: 0, waiting: 0, kept });
    expect({ 占道经营: await titles('editor', { q: '占道经营' }), changes: await changes() }).toEqual(before);
    const without = await sql`select from search_texts
      where length(normal) > 100 and not terms && array(select generate_series(${0x0016_0000}::integer, ${0x001f_ffff}::integer))`.execute(
      office.app.database.db,
    );
    expect(without.rows).toEqual([]);
  });
});

describe('attachments', () => {
  test('one that cannot be read is shown with its reason to those who may read the manuscript, and can be tried again', async () => {
    const editor = await office.as('editor');
    const { rows } = await editor.search.unread({});
    expect(rows.map(row => [row.name, row.manuscript.title])).toEqual([['损坏的材料.docx', 'B夜市收摊以后']]);
    expect(rows[0]!.zh).toMatch(/请/u);
    expect((await editor.search.state()).filesUnread).toBe(1);
    expect((await (await office.as('other_writer')).search.unread({})).rows).toEqual([]);
    expect((await (await office.as('other_writer')).search.state()).filesUnread).toBe(0);
    const [{ fileId, manuscript }] = rows as [(typeof rows)[0]];
    expect(
      await refusalOf(
        (await office.as('other_writer')).search.readAgain({ fileId, manuscriptId: manuscript.id }),
      ),
    ).toMatchObject({ code: 'forbidden' });
    await editor.search.readAgain({ fileId, manuscriptId: manuscript.id });
    expect(await refusalOf(editor.search.readAgain({ fileId, manuscriptId: manuscript.id }))).toMatchObject({
      reason: 'not_failed',
    });
    await settled();
    expect((await editor.search.unread({})).total).toBe(1);
  });

  test('a file is read once, however many manuscripts have it; one whose reader died is read again', async () => {
    const file = await office.upload('writer', '两处用到.txt', '防汛沙袋储备。');
    for (const title of ['甲', '乙']) await sentBy(office, { title, attachmentIds: [file.id] });
    await settled();
    expect((await find('editor', { q: '防汛沙袋' })).count?.found).toBe(2);
    const tries = async () =>
      (
        await sql<{
          tries: number;
          state: string;
        }>`select tries, state from search_files where file_id = ${file.id}`.execute(office.app.database.db)
      ).rows[0];
    expect(await tries()).toEqual({ tries: 1, state: 'read' });
    await settled();
    expect(await tries()).toEqual({ tries: 1, state: 'read' });
    await sql`update search_files set state = 'reading', text = 'died' where file_id = ${file.id}`.execute(
      office.app.database.db,
    );
    await settled();
    expect(await tries()).toEqual({ tries: 1, state: 'reading' });
    await travel(office, 6);
    await settled();
    expect(await tries()).toEqual({ tries: 2, state: 'read' });
  });
});
