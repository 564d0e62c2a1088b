import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paragraph, sentBy } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { makeFindable } from './repeat-backfill.ts';

let office: Office;
let writer: Client;
let otherWriter: Client;
let editor: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, otherWriter, editor] = await Promise.all([
    office.as('writer'),
    office.as('other_writer'),
    office.as('editor'),
  ]);
});
afterAll(() => office.close());

const LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
const HEAD = '入冬以来，市容科把沿街商铺门前积雪清扫纳入日常巡查，逐户签订责任书。';
const PARTS = [
  '队员每天清晨六点上路，对背阴路段和公交站台先行撒布融雪剂，再用小型机械推扫两遍。',
  '科室在工作群里公布当天完成的路段，请居民拍照评价，评价靠后的路段第二天由班长带队返工。',
  '截至目前，累计清扫道路三十六条，清运残雪一百二十车，没有接到一起因路滑摔伤的反映。',
];
const WHOLE = [HEAD, ...PARTS].map(paragraph);
const INSIDE = [
  '城区第三季度宣传工作例会上周召开，各单位交流了做法。',
  ...PARTS,
  '会议要求各单位在月底前报送下一阶段的选题计划。',
].map(paragraph);

test('a part inside another text is met while writing, with its place, and tells nothing that may not be read', async () => {
  const first = await sentBy(office, { title: '清雪进行时', body: WHOLE });
  const own = await writer.manuscripts.lookAlikes({ title: '', body: INSIDE });
  expect(own).toMatchObject({
    elsewhere: false,
    items: [{ id: first.id, title: '清雪进行时', unit: '市容科' }],
  });
  const text = INSIDE.map(block => (block.kind === 'paragraph' ? block.text : '')).join('\n');
  const [span] = own.items[0]!.passages;
  expect(text.slice(span!.from, span!.to)).toBe(PARTS.join('\n').slice(0, -1));

  const foreign = await otherWriter.manuscripts.lookAlikes({ title: '', body: INSIDE });
  expect(foreign).toEqual({ items: [], elsewhere: true });
  const desk = await editor.manuscripts.lookAlikes({ title: '', body: INSIDE });
  expect(desk.items.map(each => each.id)).toEqual([first.id]);
});

test('an internal item of another unit is not hinted at; its own unit sees it', async () => {
  const body = [
    '九月起，科室对易积水点位逐一编号建档，每次降雨后两小时内回传水位照片。',
    PARTS[1]!.replace('居民', '物业'),
  ];
  const item = await sentBy(office, { title: '内部掌握', secrecy: 'internal', body: body.map(paragraph) });
  const asked = { title: '', body: body.map(paragraph) };
  expect(await otherWriter.manuscripts.lookAlikes(asked)).toEqual({ items: [], elsewhere: false });
  expect((await writer.manuscripts.lookAlikes(asked)).items.map(each => each.id)).toContain(item.id);
});

test('re-ordered, re-dated and in traditional characters it is the same; its own draft is no look-alike', async () => {
  const body = [PARTS[2]!.replace('三十六', '四十一'), PARTS[0]!, PARTS[1]!, HEAD];
  const traditional = body.map(text => text.replaceAll('队员', '隊員').replaceAll('清扫', '清掃'));
  const found = await writer.manuscripts.lookAlikes({ title: '', body: traditional.map(paragraph) });
  expect(found.items.map(each => each.title)).toEqual(['清雪进行时']);
  const [id] = found.items.map(each => each.id);
  expect(await writer.manuscripts.lookAlikes({ title: '', body: WHOLE, id: id! })).toEqual({
    items: [],
    elsewhere: false,
  });
});

test('two texts are shown side by side to who may read both, and to nobody else', async () => {
  const first = (await writer.manuscripts.lookAlikes({ title: '', body: WHOLE })).items[0]!;
  const copy = await sentBy(office, { title: '转载：清雪', body: INSIDE }, LAW);
  const { one, other, passages } = await editor.manuscripts.repeat({ id: copy.id, otherId: first.id });
  expect([one.title, other.title]).toEqual(['转载：清雪', '清雪进行时']);
  expect(other.sharedPercent).toBeGreaterThan(70);
  expect(passages.map(each => one.text.slice(each.one.from, each.one.to))).toEqual(
    passages.map(each => other.text.slice(each.other.from, each.other.to)),
  );
  expect(other.text.slice(passages[0]!.other.from, passages[0]!.other.to)).toContain(PARTS[0]!.slice(0, -1));
  expect(copy.possibleRepeats).toMatchObject([{ id: first.id, sharedPercent: one.sharedPercent }]);
  for (const [client, ids] of [
    [writer, { id: first.id, otherId: copy.id }],
    [writer, { id: copy.id, otherId: first.id }],
    [otherWriter, { id: copy.id, otherId: first.id }],
  ] as const)
    expect(await refusalOf(client.manuscripts.repeat(ids))).toMatchObject({ reason: 'out_of_reach' });
  const nobody = `man_${'0'.repeat(26)}`;
  expect(await refusalOf(editor.manuscripts.repeat({ id: copy.id, otherId: nobody }))).toMatchObject({
    code: 'not_found',
  });
});

test('what a hundred texts have in common is a set phrase: it is kept no more and still no copy is missed', async () => {
  const form = '现将本单位一周以来日常巡查和值班值守工作的有关情况报告如下，请审阅。';
  /** Forty characters of its own for each. */
  const own = (i: number): string =>
    Array.from({ length: 40 }, (_, k) =>
      String.fromCodePoint(0x5000 + ((Math.imul(i * 41 + k, 0x9e3779b1) >>> 8) % 9000)),
    ).join('');
  const { database } = office.app.server;
  const { body } = office;
  const unit = office.units.city_look;
  await sql`
    insert into manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title, event_on,
      revision_id, words, round, created_by, created_at, updated_at, submitted_at)
    select ${body}, 'man_' || lpad(i::text, 26, '0'), ${unit}, u.path, 'accepted', 'news', 'digest', 'brief', 'ordinary', '周报' || i,
      '2026-05-01', 'rev_' || lpad(i::text, 26, '0'), 60, 1, ${office.people.writer}, '2026-05-01', '2026-05-01', '2026-05-01'
    from generate_series(1, 120) i, units u where u.body_id = ${body} and u.id = ${unit}`.execute(
    database.db,
  );
  for (let i = 1; i <= 120; i++) {
    const id = String(i).padStart(26, '0');
    await sql`
      insert into revisions (body_id, id, manuscript_id, number, kind, title, body, words, hash, created_by, created_at)
      values (${body}, ${`rev_${id}`}, ${`man_${id}`}, 1, 'sent', '周报', ${JSON.stringify([paragraph(form + own(i))])},
        60, ${id}, ${office.people.writer}, '2026-05-01')`.execute(database.db);
  }
  expect(await makeFindable(database)).toBe(120);
  expect(await makeFindable(database)).toBe(0);
  const again = await sentBy(office, { title: '周报', body: [paragraph(form + own(7))] });
  expect(again.possibleRepeats.map(each => each.id)).toEqual([`man_${'7'.padStart(26, '0')}`]);
  const told = await sql<{ n: number }>`select count(*)::int as n from common_fingerprints`.execute(
    database.db,
  );
  expect(told.rows[0]!.n).toBeGreaterThan(5);
  const next = await sentBy(office, { title: '周报', body: [paragraph(form + own(7))] });
  expect(next.possibleRepeats.map(each => each.id).sort()).toEqual(
    [`man_${'7'.padStart(26, '0')}`, again.id].sort(),
  );
});
