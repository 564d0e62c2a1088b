import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, draftOf, sentBy, travel } from '../../test/draft.ts';
import { type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
const BY_LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
const BY_SQUAD = { writer: 'squad_writer', unit: 'squad', head: 'squad_head' } as const;

/** Oldest first: what each item is about stands in its title. */
beforeAll(async () => {
  office = await startOffice();
  const writer = await office.as('writer');
  await writer.manuscripts.create({ ...draftOf(office, { title: 'A草稿' }), sourceFileId: null });
  await travel(office, 1);
  await sentBy(office, { title: 'B审核中', genre: 'long', eventOn: '2026-05-10' });
  await travel(office, 1);
  await arrivedFrom(office, { title: 'C法制科', channel: 'opinion', eventOn: '2026-05-20' }, BY_LAW);
  await travel(office, 1);
  await arrivedFrom(office, { title: 'D中队', importance: 'ordinary', eventOn: null }, BY_SQUAD);
  await travel(office, 1);
  const guest = await office.as('other_writer');
  await guest.manuscripts.create({
    ...draftOf(office, {
      title: 'E合写',
      unitId: office.units.law,
      authorIds: [office.people.other_writer, office.people.writer],
    }),
    sourceFileId: null,
  });
});
afterAll(() => office.close());

type Asked = Parameters<Awaited<ReturnType<Office['as']>>['manuscripts']['list']>[0];
async function titles(person: PersonName, asked: Asked = {}): Promise<string> {
  const { rows, total } = await (await office.as(person)).manuscripts.list(asked);
  return `${rows.map(row => row.title[0]).join('')} of ${total}`;
}

test.each([
  ['the whole body for the desk', 'editor', 'DCB of 3'],
  ['the unit for a correspondent, and what they wrote elsewhere', 'writer', 'EBA of 3'],
  ['the unit and all below for its head', 'squad_head', 'D of 1'],
  ['the own unit of a leader’s post', 'leader', 'BA of 2'],
] as const)('a list is cut to %s', async (_, person, seen) => {
  expect(await titles(person)).toBe(seen);
});

test.each([
  [{ sort: 'oldest' }, 'BCD of 3'],
  [{ sort: 'title' }, 'BCD of 3'],
  [{ sort: 'event' }, 'CBD of 3'],
  [{ pageSize: 2, page: 2 }, 'B of 3'],
  [{ pageSize: 2, page: 9 }, ' of 3'],
  [{ q: 'b审' }, 'B of 1'],
  [{ q: '_' }, ' of 0'],
  [{ state: ['draft', 'in_review'] }, 'B of 1'],
  [{ channel: 'opinion' }, 'C of 1'],
  [{ genre: 'long' }, 'B of 1'],
  [{ type: 'problem' }, ' of 0'],
  [{ importance: 'ordinary', late: true }, 'B of 1'],
  [{ late: false, state: ['at_desk'] }, 'DC of 2'],
  [{ from: '2026-05-20', to: '2026-05-20' }, 'DCB of 3'],
  [{ from: '2026-05-21' }, ' of 0'],
  [{ credit: 'submitted' }, 'DC of 2'],
  [{ credit: 'submitted', from: '2026-05-21' }, ' of 0'],
] as const)('the desk asks for %o', async (asked, seen) => {
  const given = JSON.parse(JSON.stringify(asked)) as Asked;
  expect(await titles('editor', given)).toBe(seen);
});

test('a unit and a person are asked for by id, within reach', async () => {
  expect(await titles('editor', { unitId: office.units.law })).toBe('C of 1');
  expect(await titles('editor', { authorId: office.people.writer })).toBe('B of 1');
  expect(await titles('writer', { unitId: office.units.law })).toBe('E of 1');
  expect(await titles('writer', { unitId: office.units.city_look })).toBe('BA of 2');
  expect(await titles('other_writer', { mine: true })).toBe('EC of 2');
  expect(await titles('writer2', { mine: true })).toBe(' of 0');
});

test('a draft is open to its unit and its writers, and to nobody above until it is sent', async () => {
  expect(await titles('writer2')).toBe('BA of 2');
  const [draft] = (await (await office.as('writer2')).manuscripts.list({ state: ['draft'] })).rows;
  expect((await (await office.as('head')).manuscripts.get({ id: draft!.id })).title).toBe('A草稿');
  expect(await refusalOf((await office.as('editor')).manuscripts.get({ id: draft!.id }))).toMatchObject({
    reason: 'out_of_reach',
  });
});

test('a row says who holds the item since when, and by when', async () => {
  const seen = await Promise.all(
    (['editor', 'writer2'] as const).map(async person => (await office.as(person)).manuscripts.list({})),
  );
  const rows = seen.flatMap(list => list.rows);
  const holders = Object.fromEntries(rows.map(row => [row.title[0], row.holder]));
  expect(holders['A']).toMatchObject({ name: '陆晓棠', role: 'correspondent', dueAt: null });
  expect(holders['B']).toMatchObject({
    name: '郭北辰',
    role: 'unit_head',
    since: '2026-05-20T02:01:00.000Z',
    dueAt: '2026-05-21T02:01:00.000Z',
  });
  expect(holders['C']).toMatchObject({ name: '宣传科', role: 'desk_editor' });
});
