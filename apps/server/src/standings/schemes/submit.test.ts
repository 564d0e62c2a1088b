import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { approvedScheme, STREET_OFFICE, withScheme } from '../../../test/street-office.ts';

let office: Office;
let assessor: Client;
let principal: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  assessor = await office.as('assessor');
  principal = await office.as('principal');
  await withScheme(office);
});
afterAll(() => office.close());

const draft = () => assessor.schemes.save({ yaml: STREET_OFFICE });
const changed = STREET_OFFICE.replace('long: 80', 'long: 85');
const waitingFor = async (client: Client) =>
  (await client.notices.today()).waiting.find(list => list.kind === 'schemes_to_approve');

test('a draft is submitted, waits for the leader, is returned with a reason, mended, and approved', async () => {
  const made = await draft();
  const sent = await assessor.schemes.submit({
    id: made.id,
    version: made.version,
    note: '省级长篇改为85分',
  });
  expect(sent).toMatchObject({ state: 'submitted', can: { submit: { reason: 'not_a_draft' } } });
  expect(await waitingFor(principal)).toMatchObject({
    count: 1,
    first: [{ id: made.id, about: { zh: '第 2 稿　严守一' } }],
  });
  expect(await waitingFor(await office.as('leader'))).toBeUndefined();
  expect((await principal.notices.list({})).rows[0]?.zh).toContain('送审计分办法');

  const returned = await principal.schemes.return({
    id: made.id,
    version: sent.version,
    reason: '请补上依据',
  });
  expect(returned.state).toBe('draft');
  expect(await waitingFor(principal)).toBeUndefined();
  expect((await assessor.notices.list({})).rows[0]?.zh).toMatch(/退回了计分办法.*请补上依据$/);

  const mended = await assessor.schemes.save({ id: made.id, version: returned.version, yaml: changed });
  const again = await assessor.schemes.submit({ id: made.id, version: mended.version });
  const seen = await principal.schemes.get({ id: made.id });
  const approved = await principal.schemes.approve({ id: made.id, version: again.version, hash: seen.hash });
  expect(approved.state).toBe('approved');
  expect(approved.history.map(({ act, by, note }) => [act, by?.name, note])).toEqual([
    ['approved', '章望舒', null],
    ['submitted', '严守一', null],
    ['saved', '严守一', null],
    ['returned', '章望舒', '请补上依据'],
    ['submitted', '严守一', '省级长篇改为85分'],
    ['saved', '严守一', null],
  ]);
});

test('a change of the text voids the approval; a change of the examples alone does not', async () => {
  const made = await draft();
  const approved = await approvedScheme(office, made);
  const tried = await assessor.schemes.save({
    id: made.id,
    version: approved.version,
    yaml: STREET_OFFICE,
    examples: [{ 单位: '市容科', 日期: '2026-03-12' }],
  });
  expect(tried).toMatchObject({ state: 'approved', examples: [{ 单位: '市容科' }] });
  const other = await assessor.schemes.save({ id: made.id, version: tried.version, yaml: changed });
  expect(other).toMatchObject({ state: 'draft', can: { putInForce: { reason: 'not_approved' } } });
  const refused = await refusalOf(
    assessor.schemes.putInForce({ id: made.id, version: other.version, fromOn: '2026-06-01' }),
  );
  expect(refused).toMatchObject({ code: 'wrong_state', reason: 'not_approved' });
});

test('an approval is for the text that was seen', async () => {
  const made = await draft();
  const sent = await assessor.schemes.submit({ id: made.id, version: made.version });
  const unseen = { id: made.id, version: sent.version, hash: 'a'.repeat(64) };
  expect(await refusalOf(principal.schemes.approve(unseen))).toMatchObject({ code: 'stale' });
  const back = await assessor.schemes.withdraw({ id: made.id, version: sent.version });
  expect(back.state).toBe('draft');
  expect(await refusalOf(principal.schemes.approve({ ...unseen, hash: sent.hash }))).toMatchObject({
    code: 'wrong_state',
    reason: 'not_waiting',
  });
});

test('neither the writer, nor a leader below the top, nor anybody without the right approves', async () => {
  const made = await draft();
  const sent = await assessor.schemes.submit({ id: made.id, version: made.version });
  const act = { id: made.id, version: sent.version, hash: sent.hash };
  expect(await refusalOf(assessor.schemes.approve(act))).toMatchObject({
    code: 'forbidden',
    reason: 'no_right',
  });
  expect(await refusalOf((await office.as('leader')).schemes.approve(act))).toMatchObject({
    code: 'forbidden',
    reason: 'only_top',
  });
  await office.app.database.db
    .updateTable('scheme_acts')
    .set({ person_id: office.people.principal })
    .where('scheme_id', '=', made.id)
    .where('act', '=', 'saved')
    .execute();
  expect(await refusalOf(principal.schemes.approve(act))).toMatchObject({ reason: 'own_scheme' });
  expect(
    await refusalOf(principal.schemes.return({ id: made.id, version: sent.version, reason: '不同意' })),
  ).toMatchObject({ reason: 'own_scheme' });
  expect(await waitingFor(principal)).toBeUndefined();
});

test('without another leader nothing can be submitted, and the refusal says who can help', async () => {
  const { db } = office.app.database;
  const leaders = () => db.updateTable('appointments').where('person_id', '=', office.people.principal);
  await leaders().set({ to_on: '2026-05-01' }).execute();
  const made = await draft();
  const refused = await refusalOf(assessor.schemes.submit({ id: made.id, version: made.version }));
  expect(refused).toMatchObject({ code: 'conflict', reason: 'nobody_to_approve' });
  await leaders().set({ to_on: null }).execute();
});

test('a change in mid-year ends the scheme before on the day before; two are never in force on one day', async () => {
  const days = async () => {
    const rows = await assessor.schemes.list();
    return rows.filter(row => row.fromOn).map(row => [row.number, row.state, row.fromOn, row.toOn]);
  };
  const first = await approvedScheme(office, await draft());
  const second = await approvedScheme(office, await draft());
  const later = await assessor.schemes.putInForce({ ...first, fromOn: '2026-07-01' });
  expect(await days()).toEqual([
    [later.number, 'in_force', '2026-07-01', null],
    [1, 'ended', '2026-01-01', '2026-06-30'],
  ]);
  // the one planned for July has not begun: it is only approved again
  const soon = await assessor.schemes.putInForce({ ...second, fromOn: '2026-05-01' });
  expect(await days()).toEqual([
    [soon.number, 'in_force', '2026-05-01', null],
    [1, 'ended', '2026-01-01', '2026-04-30'],
  ]);
  const waiting = await assessor.schemes.get({ id: later.id });
  expect(waiting).toMatchObject({ state: 'approved', fromOn: null, can: { putInForce: null } });
  expect(waiting.history[0]).toMatchObject({ act: 'superseded', note: soon.name });
  expect((await (await office.as('writer')).notices.list({})).rows[0]?.zh).toContain('自 2026-05-01 起施行');
  const ended = await assessor.schemes.get({ id: soon.id });
  expect(ended.can.change).toMatchObject({ reason: 'scheme_fixed' });
});

test('two schemes put in force at the same moment: one stands, the other follows or is refused, never both', async () => {
  const [a, b] = [await approvedScheme(office, await draft()), await approvedScheme(office, await draft())];
  await Promise.allSettled(
    [a, b].map(({ id, version }) => assessor.schemes.putInForce({ id, version, fromOn: '2026-09-01' })),
  );
  const rows = await assessor.schemes.list();
  expect(rows.filter(row => row.state === 'in_force')).toHaveLength(1);
});

test('every act is in the audit trail', async () => {
  const trail = await office.app.database.db.selectFrom('audit_entries').select('act').execute();
  const acts = new Set(trail.map(entry => entry.act));
  for (const act of ['save', 'submit', 'withdraw', 'approve', 'return', 'putInForce'])
    expect(acts).toContain(`schemes.${act}`);
});
