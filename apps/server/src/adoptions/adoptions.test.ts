import { CLAIM_LEVELS, DESK_LEVELS, type OutletLevel } from '@xinxuan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';
import { accepted, atDesk, withScheme } from '../../test/street-office.ts';

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let office: Office;
let inhouse: string;
let paper: string;
beforeAll(async () => {
  office = await startOffice();
  await withScheme(office);
  const editor = await office.as('editor');
  const outlet = { kind: 'paper', internal: false, openedOn: '2020-01-01' } as const;
  inhouse = (
    await editor.outlets.create({
      ...outlet,
      name: '东河执法简报',
      level: 'inhouse',
      kind: 'bulletin',
      internal: true,
    })
  ).id;
  paper = (await editor.outlets.create({ ...outlet, name: '东河晚报', level: 'municipal' })).id;
});
afterAll(() => office.close());

const on = { publishedOn: '2026-05-20', genre: 'long' } as const;
const link = [{ kind: 'link', url: 'https://news.example.cn/1' }] as const;

async function claimed(more: object = {}) {
  const manuscriptId = await atDesk(office);
  const writer = await office.as('writer');
  return writer.adoptions.claim({
    manuscriptId,
    outletId: paper,
    ...on,
    issue: 'A3版',
    evidence: [...link],
    ...more,
  });
}

test('the desk adopts an accepted manuscript into its own bulletin; nobody claims there', async () => {
  const editor = await office.as('editor');
  const id = await atDesk(office);
  const waiting = editor.adoptions.adopt({ manuscriptId: id, outletId: inhouse, ...on, issue: '第20期' });
  expect(await refusalOf(waiting)).toMatchObject({ reason: 'not_accepted' });
  const { version } = await editor.manuscripts.get({ id });
  await editor.reviews.desk.accept({ id, version });
  const adoption = await editor.adoptions.adopt({
    manuscriptId: id,
    outletId: inhouse,
    ...on,
    issue: '第20期',
  });
  expect(adoption).toMatchObject({
    state: 'verified',
    unit: { name: '市容科' },
    outlet: { name: '东河执法简报' },
  });
  const claim = (await office.as('writer')).adoptions.claim({
    manuscriptId: id,
    outletId: inhouse,
    ...on,
    evidence: [...link],
  });
  expect(await refusalOf(claim)).toMatchObject({ reason: 'inhouse_not_claimed' });
  const outside = editor.adoptions.adopt({ manuscriptId: id, outletId: paper, ...on });
  expect(await refusalOf(outside)).toMatchObject({ reason: 'outlet_needs_claim' });
  const life = (await (await office.as('writer')).manuscripts.get({ id })).life.map(event => event.kind);
  expect(life).toContain('adopted');
});

test('the lists to choose from hold what the desk books and what units claim, and nothing else', async () => {
  const editor = await office.as('editor');
  const offered = async (level: readonly OutletLevel[]) =>
    (await editor.outlets.list({ level: [...level] })).rows.map(row => row.id);
  expect(await offered(DESK_LEVELS)).toContain(inhouse);
  expect(await offered(DESK_LEVELS)).not.toContain(paper);
  expect(await offered(CLAIM_LEVELS)).toContain(paper);
  expect(await offered(CLAIM_LEVELS)).not.toContain(inhouse);
});

test('a claim with its scan waits for the desk, is verified, and its points appear with their sentence', async () => {
  const scan = await office.upload('writer', '东河晚报A3.png', PNG);
  const claim = await claimed({ position: 'front_lead', evidence: [{ kind: 'scan', fileId: scan.id }] });
  expect(claim).toMatchObject({ state: 'claimed', points: null });
  expect(claim.evidence[0]).toMatchObject({ kind: 'scan', sha256: scan.sha256, by: { name: '陆晓棠' } });
  const editor = await office.as('editor');
  const today = await editor.notices.today();
  expect(today.waiting.find(each => each.kind === 'claims_to_verify')?.count).toBe(1);
  const opened = await fetch(`${office.url}${claim.evidence[0]?.url}`, {
    headers: await office.headers('editor'),
  });
  expect(opened.status).toBe(200);
  const verified = await editor.adoptions.verify({ id: claim.id, version: claim.version });
  expect(verified).toMatchObject({
    state: 'verified',
    points: { value: '80' },
    decidedBy: { name: '齐思远' },
  });
  expect(verified.points?.zh).toBe('市级长篇 60 + 头版头条 20 = 80');
  const told = await (await office.as('writer')).notices.list({});
  expect(told.rows[0]?.zh).toContain('已核实');
});

test('a claim is refused with a reason that the claimant reads, and it can be claimed anew', async () => {
  const claim = await claimed();
  const editor = await office.as('editor');
  expect(
    await refusalOf(editor.adoptions.refuse({ id: claim.id, version: claim.version, reason: '' })),
  ).toMatchObject({ code: 'invalid' });
  const refused = await editor.adoptions.refuse({
    id: claim.id,
    version: claim.version,
    reason: '截图看不到版面',
  });
  expect(refused).toMatchObject({ state: 'refused', reason: '截图看不到版面' });
  const writer = await office.as('writer');
  expect((await writer.notices.list({})).rows[0]?.zh).toContain('截图看不到版面');
  const again = await writer.adoptions.claim({
    manuscriptId: claim.manuscript.id,
    outletId: paper,
    ...on,
    issue: 'A3版',
    evidence: [...link],
  });
  expect(again.state).toBe('claimed');
});

test('one publication is claimed once, also by two requests at the same moment', async () => {
  const manuscriptId = await atDesk(office);
  const writer = await office.as('writer');
  const ask = () =>
    writer.adoptions.claim({ manuscriptId, outletId: paper, ...on, issue: 'A1版', evidence: [...link] });
  const outcomes = await Promise.allSettled([ask(), ask(), ask()]);
  expect(outcomes.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  expect(await refusalOf(ask())).toMatchObject({ code: 'conflict', reason: 'adopted_already' });
});

test('a claim needs evidence, an open outlet, a past day, and a file of one’s own', async () => {
  const manuscriptId = await atDesk(office);
  const writer = await office.as('writer');
  const claim = (more: object) =>
    writer.adoptions.claim({ manuscriptId, outletId: paper, ...on, evidence: [...link], ...more });
  expect(await refusalOf(claim({ evidence: [] }))).toMatchObject({ code: 'invalid' });
  expect(await refusalOf(claim({ publishedOn: '2026-02-30' }))).toMatchObject({
    code: 'invalid',
    fields: { publishedOn: { zh: expect.stringContaining('日期不存在') } },
  });
  expect(await refusalOf(claim({ publishedOn: '2026-05-21' }))).toMatchObject({
    reason: 'published_in_future',
  });
  expect(await refusalOf(claim({ publishedOn: '2019-12-31' }))).toMatchObject({ reason: 'outlet_closed' });
  const foreign = await office.upload('other_writer', '别人的.png', PNG);
  expect(await refusalOf(claim({ evidence: [{ kind: 'scan', fileId: foreign.id }] }))).toMatchObject({
    code: 'not_found',
  });
  expect(await refusalOf(claim({ evidence: [{ kind: 'link', url: 'javascript:alert(1)' }] }))).toMatchObject({
    code: 'invalid',
  });
});

test('two editors deciding the same claim: the second is told', async () => {
  const claim = await claimed();
  await (await office.as('editor')).adoptions.verify({ id: claim.id, version: claim.version });
  const late = (await office.as('chief')).adoptions.refuse({
    id: claim.id,
    version: claim.version,
    reason: '重复',
  });
  expect(await refusalOf(late)).toMatchObject({ code: 'wrong_state', reason: 'claim_decided' });
});

test('a foreign unit neither sees nor claims', async () => {
  const claim = await claimed();
  const stranger = await office.as('other_writer');
  expect(await refusalOf(stranger.adoptions.get({ id: claim.id }))).toMatchObject({ reason: 'out_of_reach' });
  const theirs = stranger.adoptions.claim({
    manuscriptId: claim.manuscript.id,
    outletId: paper,
    ...on,
    issue: 'B',
    evidence: [...link],
  });
  expect(await refusalOf(theirs)).toMatchObject({ reason: 'out_of_reach' });
  expect((await stranger.adoptions.list({})).rows).toEqual([]);
});

test('an undecided claim can be taken back by its claimant only', async () => {
  const claim = await claimed();
  const call = (await office.as('head')).adoptions.withdraw({ id: claim.id, version: claim.version });
  expect(await refusalOf(call)).toMatchObject({ reason: 'not_claimant' });
  expect(
    await (await office.as('writer')).adoptions.withdraw({ id: claim.id, version: claim.version }),
  ).toMatchObject({ state: 'withdrawn' });
});

test('a repeated request under one key is answered once and acts once', async () => {
  const manuscriptId = await accepted(office);
  const body = JSON.stringify({ manuscriptId, outletId: inhouse, ...on, issue: '第21期' });
  const ask = async (content = body) =>
    fetch(`${office.url}/api/v1/adoptions/in-house`, {
      method: 'POST',
      body: content,
      headers: {
        ...(await office.headers('editor')),
        'content-type': 'application/json',
        'idempotency-key': 'adopt-key-0001',
      },
    });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await first.json()).toEqual(await second.json());
  const other = await ask(JSON.stringify({ manuscriptId, outletId: inhouse, ...on, issue: '第22期' }));
  expect(other.status).toBe(409);
  const found = await (await office.as('editor')).adoptions.list({ manuscriptId });
  expect(found.total).toBe(1);
});
