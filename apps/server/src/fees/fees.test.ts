import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';

/** A hundred yuan for an adopted item, split 3 to 2 among its authors; a long one half as much again. */
const SCHEME = `
scheme: paying
version: "1"
title: 稿费办法
effective: { from: 2026-01-01 }
rounding: { places: 2, mode: half-up, at: line }
measures: { yuan: 元 }
kinds: { adopted: 采用 }
attributes: { share: { label: 版面, type: number, default: "1" } }
ledgers:
  points: { label: 得分 }
  fees: { label: 稿费, owner: person, measure: yuan }
clauses:
  - { id: item, rule: 第一条, text: 采用5分, ledger: points, steps: [ { select: { kind: adopted } }, { value: 5 } ] }
  - id: fee
    rule: 第九条
    text: 采用每篇100元，署名前两位按3:2
    ledger: fees
    steps:
      - select: { kind: adopted }
      - value: "100 * share"
      - credit: { to: persons, share: { ratio: [3, 2] } }
`;

let office: Office;
let assessor: Client;
let chief: Client;
let leader: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-07-10T02:00:00Z' });
  assessor = await office.as('assessor');
  chief = await office.as('chief');
  leader = await office.as('principal');
  const draft = await assessor.schemes.save({ yaml: SCHEME });
  await sql`update schemes set state = 'in_force', from_on = '2026-01-01' where id = ${draft.id}`.execute(
    office.app.database.db,
  );
  await adopted('one', '2026-01-15', ['writer', 'writer2']);
  await adopted('two', '2026-02-15', ['writer']);
  await adopted('three', '2026-03-15', ['other_writer'], '0.333333');
});
afterAll(() => office.close());

type Person = Parameters<Office['as']>[0];
async function adopted(id: string, on: string, authors: Person[], share = '1'): Promise<void> {
  const persons = authors.map(author => office.people[author]);
  await sql`insert into facts (body_id, id, kind, on_day, booked_on, unit_id, person_ids, attrs, label, recorded_at)
    values (${office.body}, ${`fac_${id}`}, 'adopted', ${on}, ${on}, ${office.units.city_look}, ${persons},
      jsonb_build_object('share', ${share}::numeric), ${`稿件${id}`}, ${office.time.now})`.execute(
    office.app.database.db,
  );
}
const voided = (id: string) =>
  sql`update facts set voided_at = ${office.time.now}, void_reason = '查实重复' where id = ${`fac_${id}`}`.execute(
    office.app.database.db,
  );
const latest = async () => {
  const [row] = (await assessor.fees.list({})).rows;
  return assessor.fees.get({ id: row!.id });
};
const account = {
  accountName: '陆晓棠',
  bank: '东河农商行营业部',
  account: '6222 0000 1111 2222',
  idSuffix: '123x',
};

test('what is due is told before anything is put on a list', async () => {
  expect(await assessor.fees.due({ period: '2026-Q1' })).toMatchObject({
    ledgers: [{ zh: '稿费', en: '稿费' }],
    rounding: { zh: '逐条保留2位小数，四舍五入' },
    closed: false,
    items: 4,
    persons: 3,
    sum: '233.33',
    withoutPayee: 3,
    can: { prepare: null },
  });
  expect((await assessor.fees.due({ period: '2026-Q3' })).can.prepare?.reason).toBe('period_running');
  expect((await assessor.fees.due({ period: '2025-Q4' })).can.prepare?.reason).toBe('no_money_ledger');
  expect((await chief.fees.due({ period: '2026-Q1' })).can.prepare?.reason).toBe('no_right');
});

test('two who prepare at the same time make one list', async () => {
  const both = await Promise.allSettled([
    assessor.fees.prepare({ period: '2026-Q1' }),
    assessor.fees.prepare({ period: '2026-03' }),
  ]);
  const lists = both.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  const items = await sql<{ line_id: string; n: number }>`
    select line_id, count(*) as n from fee_items where not released group by line_id`.execute(
    office.app.database.db,
  );
  expect(items.rows).toHaveLength(4);
  expect(items.rows.every(row => Number(row.n) === 1)).toBe(true);
  // Whichever came first, together they hold everything once.
  expect(lists.reduce((sum, list) => sum + Number(list.sum), 0)).toBeCloseTo(233.33);
  for (const list of lists) {
    await assessor.fees.discard({ id: list.id, version: list.version, reason: '测试并发后重做' });
  }
});

test('the database itself refuses an item on two lists', async () => {
  const list = await assessor.fees.prepare({ period: '2026-Q1' });
  const again = sql`insert into fee_items (body_id, id, list_id, line_id, part, kind, owner_kind, owner_id, owner_name,
      on_day, rule, label, zh, en, amount, line_amount)
    select body_id, 'fei_again', list_id, line_id, part, kind, owner_kind, owner_id, owner_name, on_day, rule, label, zh, en,
      amount, line_amount from fee_items where list_id = ${list.id} and not released limit 1`;
  await expect(again.execute(office.app.database.db)).rejects.toThrow('fee_items_once');
});

test('a list says who gets how much, for what, and the sum in capitals', async () => {
  const list = await latest();
  expect(list).toMatchObject({
    period: '2026-Q1',
    state: 'prepared',
    sum: '233.33',
    capitals: '贰佰叁拾叁元叁角叁分',
    withoutPayee: 3,
    preparedBy: { name: '严守一' },
  });
  expect(list.number).toMatch(/^稿费〔2026〕\d+号$/);
  expect(list.shares.map(({ owner, unit, items, sum }) => [owner.name, unit, items, sum])).toEqual([
    ['陆晓棠', '市容科', 2, '160.00'],
    ['祁远', '市容科', 1, '40.00'],
    ['温如意', '法制科', 1, '33.33'],
  ]);
  const behind = await assessor.fees.items({ id: list.id, ownerId: office.people.writer });
  expect(behind).toMatchObject({ total: 2, sum: '160.00' });
  expect(behind.rows.map(({ label, amount, rule }) => [label, amount, rule])).toEqual([
    ['稿件two', '100.00', '第九条'],
    ['稿件one', '60.00', '第九条'],
  ]);
  expect(behind.rows[1]?.reason.zh).toContain('60');
});

test('payee data is masked on every screen and in the trail, and full in the exported list alone', async () => {
  const writer = await office.as('writer');
  const own = { owner: 'person' as const, ownerId: office.people.writer };
  const saved = await writer.fees.savePayee({ ...own, version: null, ...account });
  expect(saved).toMatchObject({ lastFour: '2222', version: 0 });
  expect(
    await refusalOf(
      writer.fees.savePayee({ ...account, owner: 'person', ownerId: office.people.writer2, version: null }),
    ),
  ).toMatchObject({ code: 'forbidden' });
  expect(await refusalOf(writer.fees.savePayee({ ...own, version: null, ...account }))).toMatchObject({
    code: 'stale',
  });
  await assessor.fees.savePayee({
    owner: 'person',
    ownerId: office.people.writer2,
    version: null,
    ...account,
    accountName: '祁远',
    account: '6222000033334444',
  });
  const list = await latest();
  expect(list.withoutPayee).toBe(1);
  expect(JSON.stringify(list)).not.toContain('62220000');
  const kept = await sql<{ text: string }>`
    select coalesce(string_agg(t.x, ' '), '') as text from (
      select row_to_json(a)::text as x from audit_entries a union all
      select row_to_json(y)::text from payees y union all
      select row_to_json(k)::text from idempotency_keys k) t`.execute(office.app.database.db);
  expect(kept.rows[0]?.text).toContain('2222');
  expect(kept.rows[0]?.text).not.toContain('62220000');
  expect(kept.rows[0]?.text).not.toContain('东河农商行营业部');

  for (const as of ['xlsx', 'docx'] as const) {
    const file = await assessor.fees.download({ id: list.id, as });
    expect(file.name).toBe(`2026年第一季度稿费发放表${list.number}.${as}`);
    const url = `${office.url}/api/files/${file.fileId}/${encodeURIComponent(file.name)}`;
    expect((await fetch(url, { headers: await office.headers('assessor') })).status).toBe(200);
    expect((await fetch(url, { headers: await office.headers('chief') })).status).toBe(404);
  }
  expect(await refusalOf(writer.fees.download({ id: list.id, as: 'xlsx' }))).toMatchObject({
    code: 'forbidden',
  });
});

test('nobody checks or pays out of turn, and nobody checks what they prepared', async () => {
  const list = await latest();
  const at = { id: list.id, version: list.version };
  expect(
    await refusalOf(assessor.fees.pay({ ...at, paidOn: '2026-07-10', voucher: '记字12号' })),
  ).toMatchObject({ reason: 'list_prepared' });
  expect(await refusalOf(assessor.fees.check(at))).toMatchObject({ code: 'forbidden' });
  await sql`update fee_lists set prepared_by = ${office.people.chief} where id = ${list.id}`.execute(
    office.app.database.db,
  );
  const ofSections = await office.as('leader');
  expect(await refusalOf(ofSections.fees.check(at))).toMatchObject({ code: 'forbidden', reason: 'only_top' });
  expect(await refusalOf(chief.fees.check(at))).toMatchObject({ reason: 'own_list' });
  await sql`update fee_lists set prepared_by = ${office.people.assessor} where id = ${list.id}`.execute(
    office.app.database.db,
  );
  const checked = await chief.fees.check(at);
  expect(checked).toMatchObject({ state: 'checked', checked: { by: { name: '柏青' } } });
  const paid = { id: list.id, version: checked.version, voucher: '记字12号' };
  expect(await refusalOf(assessor.fees.pay({ ...paid, paidOn: '2026-07-11' }))).toMatchObject({
    reason: 'paid_on_unfit',
  });
  expect(await assessor.fees.pay({ ...paid, paidOn: '2026-07-10' })).toMatchObject({
    state: 'paid',
    paid: { on: '2026-07-10', voucher: '记字12号' },
  });
  const writer = await office.as('writer');
  expect(await writer.fees.mine({})).toMatchObject({ total: 2, sum: '160.00', payee: { lastFour: '2222' } });
  expect((await writer.notices.list({})).rows[0]?.zh).toContain('稿费 160.00 元已于 2026-07-10 发放');
  expect(
    await refusalOf(assessor.fees.discard({ id: list.id, version: checked.version + 1, reason: '后悔' })),
  ).toMatchObject({ reason: 'list_paid' });
});

test('what changes after payment is a difference on the next list, and what comes late as well', async () => {
  await voided('three');
  await adopted('three-again', '2026-03-15', ['other_writer'], '0.5');
  await adopted('four', '2026-05-15', ['writer2']);
  const fourth = await assessor.fees.prepare({ period: '2026-Q2' });
  const items = await assessor.fees.items({ id: fourth.id, sort: 'amount' });
  expect(items.rows.map(({ kind, label, amount }) => [kind, label, amount])).toEqual([
    ['item', '稿件four', '100.00'],
    ['late', '稿件three-again', '50.00'],
    ['difference', '稿件three', '-33.33'],
  ]);
  expect(fourth.sum).toBe('116.67');
  expect(await refusalOf(assessor.fees.prepare({ period: '2026-Q2' }))).toMatchObject({
    reason: 'nothing_due',
  });
});

test('a discarded list lets its items go, and comes back only while nobody else has them', async () => {
  const list = await latest();
  const gone = await leader.fees.discard({ id: list.id, version: list.version, reason: '收款信息不全' });
  expect(gone).toMatchObject({ state: 'discarded', discarded: { reason: '收款信息不全' } });
  expect((await assessor.notices.list({})).rows[0]?.kind).toBe('fees_discarded');
  const next = await assessor.fees.prepare({ period: '2026-Q2' });
  expect(next.sum).toBe('116.67');
  expect(next.number).not.toBe(list.number);
  expect(await refusalOf(assessor.fees.restore({ id: list.id, version: gone.version }))).toMatchObject({
    reason: 'items_taken',
  });
  const away = await assessor.fees.discard({ id: next.id, version: next.version, reason: '用原表' });
  expect(away.state).toBe('discarded');
  expect(await assessor.fees.restore({ id: list.id, version: gone.version })).toMatchObject({
    state: 'prepared',
    checked: null,
  });
  expect((await assessor.fees.list({ state: 'discarded' })).rows.length).toBeGreaterThan(0);
});
