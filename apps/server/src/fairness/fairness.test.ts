import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { accepted } from '../../test/street-office.ts';
import { newId } from '../ids.ts';

let office: Office;
let assessor: Client;

const LEAD = '5月19日晚，市容科联合辖区派出所在桂花夜市开展错时整治，出动队员三十六人。';
const PIECES = [
  '出发前召开碰头会，按路口分成四组，逐组明确点位和时段。',
  '现场劝离占道烧烤摊九个，收走遮阳棚十二把，清出盲道两百米。',
  '针对油烟扰民，当场测了五家排档的净化器，两家限期更换滤芯。',
  '第二天上午回访周边住户四十户，多数人说夜里安静了不少。',
];

beforeAll(async () => {
  office = await startOffice();
  assessor = await office.as('assessor');
  const editor = await office.as('editor');
  for (const [index, piece] of PIECES.entries()) {
    const { id } = await arrivedFrom(office, {
      title: `市容科夜市整治之${index + 1}`,
      body: [paragraph(LEAD + piece)],
    });
    const { version } = await editor.manuscripts.get({ id });
    await editor.reviews.desk.accept({ id, version });
  }
  await accepted(office, '市容科给井盖做体检');
});
afterAll(() => office.close());

test('one event cut into four is seen, with its items, and the look says how much was read', async () => {
  expect((await assessor.fairness.list({})).look).toBeNull();
  const look = await assessor.fairness.look({ period: '2026-Q2' });
  expect(look).toMatchObject({ found: 1, items: 5, by: { id: office.people.assessor } });
  const { rows, total } = await assessor.fairness.list({ period: '2026-Q2' });
  expect(total).toBe(1);
  expect(rows[0]).toMatchObject({ kind: 'cut_event', units: [{ name: '市容科' }], answer: null });
  expect(rows[0]?.manuscripts.map(each => each.title)).toEqual([
    '市容科夜市整治之1',
    '市容科夜市整治之2',
    '市容科夜市整治之3',
    '市容科夜市整治之4',
  ]);
});

test('an answer stays when the quarter is looked at again, and may be changed', async () => {
  const [finding] = (await assessor.fairness.list({ period: '2026-Q2' })).rows;
  if (!finding) throw new Error('nothing was seen');
  const told = {
    id: finding.id,
    version: finding.version,
    verdict: 'unfair',
    reason: '一次行动，应合并为一条',
  } as const;
  const answered = await assessor.fairness.answer(told);
  expect(answered.answer).toMatchObject({ verdict: 'unfair', reason: '一次行动，应合并为一条' });
  expect(await refusalOf(assessor.fairness.answer(told))).toMatchObject({ code: 'stale' });
  await assessor.fairness.look({ period: '2026-Q2' });
  const again = (await assessor.fairness.list({ answered: true })).rows;
  expect(again).toMatchObject([{ id: finding.id, answer: { verdict: 'unfair' } }]);
  expect((await assessor.fairness.list({ answered: false })).total).toBe(0);
  const changed = await assessor.fairness.answer({
    ...told,
    version: answered.version,
    verdict: 'fair',
    reason: '经查为四次行动',
  });
  expect(changed.answer?.verdict).toBe('fair');
});

test('a quarter without items gives nothing, and filters hold', async () => {
  expect(await assessor.fairness.look({ period: '2025-Q1' })).toMatchObject({ found: 0, items: 0 });
  const unit = office.units.city_look;
  expect((await assessor.fairness.list({ unitId: unit, kind: 'cut_event' })).total).toBe(1);
  expect((await assessor.fairness.list({ unitId: unit, kind: 'flood' })).total).toBe(0);
});

test('a correspondent sees nothing of it, a leader reads and does not answer', async () => {
  const writer = await office.as('writer');
  expect(await refusalOf(writer.fairness.list({}))).toMatchObject({ code: 'forbidden' });
  const principal = await office.as('principal');
  expect((await principal.fairness.list({})).total).toBe(1);
  expect(await refusalOf(principal.fairness.look({ period: '2026-Q2' }))).toMatchObject({
    code: 'forbidden',
  });
});

test('a half-year target that everybody missed is asked about, by its name', async () => {
  const { db } = office.app.database;
  // grouped alike, so that four of them are one group; targets as the engine's half-year clauses leave them
  await sql`update units set group_id = null where body_id = ${office.body}`.execute(db);
  for (const unit of ['city_look', 'law', 'squad', 'night_market'] as const)
    await sql`insert into standing_targets (body_id, scheme_id, year, owner_kind, owner_id, clause, rule, name,
        period_kind, period, from_on, to_on, target, done, missing)
      values (${office.body}, ${newId('scheme', office.time.now)}, 2025, 'unit', ${office.units[unit]}, 'half', '第五条', '半年深度稿',
        'half-year', '2025-H1', '2025-01-01', '2025-06-30', 2, 0, 2)`.execute(db);
  expect(await assessor.fairness.look({ period: '2025-Q2' })).toMatchObject({ found: 1 });
  const { rows } = await assessor.fairness.list({ period: '2025-Q2', kind: 'unmet_quota' });
  expect(rows[0]?.zh).toContain('“半年深度稿”：未分组在2025年上半年');
});
