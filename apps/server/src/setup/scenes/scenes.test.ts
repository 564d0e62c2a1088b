import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELEASE_STAGES, type Role } from '@xinxuan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, signIn } from '../../../test/office.ts';
import { type App, createApp } from '../../app.ts';
import { createTestDatabase, type TestDatabase } from '../../db/template.ts';
import { createLog } from '../../log.ts';

const UNTIL = '2026-03-20';
const NOW = new Date('2026-03-21T01:00:00Z');

let place: TestDatabase;
let dataDir: string;
let app: App;
let url: string;
const said: string[] = [];

beforeAll(async () => {
  place = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'xinxuan-scenes-'));
  app = await createApp({
    config: {
      ...{ host: '127.0.0.1', port: 0, dataDir, begin: 'ask', databaseUrl: null, publicUrl: null },
      ...{ poolSize: 4, prepare: true, sessionIdleMinutes: 60, sessionHours: 12 },
      ...{ uploadLimitBytes: 1024 * 1024, demonstrationUntil: UNTIL, insideNets: [] },
    },
    database: place.config,
    clock: () => new Date(NOW),
    log: createLog(line => void said.push(line), 'warn'),
    webDist: null,
  });
  url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  app.setup.start(app.server, NOW);
  await app.setup.finished();
});
afterAll(async () => {
  await app.close();
  await place.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const clients = new Map<Role, Promise<Client>>();

/** Whoever signs in for a role, in the post of that role. */
function as(role: Role): Promise<Client> {
  const known = clients.get(role) ?? enter(role);
  clients.set(role, known);
  return known;
}

async function enter(role: Role): Promise<Client> {
  const { userName, password } = app.setup.signIns().find(each => each.role === role)!;
  const cookie = await signIn(url, userName, password);
  const me = await clientOf(url, { cookie }).session.me();
  const post = me.posts.find(each => each.role === role)!;
  return clientOf(url, { cookie, 'x-post': post.id });
}

async function all<T>(statement: string): Promise<T[]> {
  return (await app.database.pool.query(statement)).rows as T[];
}

test('the scenes were played to their end without a word of failure', () => {
  expect(said.filter(line => /failed|error/i.test(line))).toEqual([]);
  expect(app.setup.state.failed).toBeNull();
});

/** Tables of what came after the first year of the program: each tells something in the demonstration. */
const TABLES = `duties duty_steps duty_events duty_rules commissions commission_askings commission_items
  commission_extensions leads lead_events plan_topics plan_targets plan_items instructions instruction_receivers
  instruction_events releases release_texts release_duties release_signs mail_settings mail_messages mail_manuscripts
  imports import_rows check_runs check_findings finding_answers repeat_answers saved_searches comment_threads comments
  change_decisions urgent_messages urgent_receivers notice_wishes notice_channels notices digests`.split(
  /\s+/,
);

test.each(TABLES)('%s has rows', async table => {
  const [row] = await all<{ n: number }>(`select count(*)::int as n from ${table}`);
  expect(row?.n).toBeGreaterThan(0);
});

test('pending reviews hold duties that are still open, with the due time that the lists show', async () => {
  const owed = await all<{ pending: number; owed: number }>(`
    select count(*)::int as pending, count(d.id)::int as owed from reviews r
    join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id and m.round = r.round
    left join duties d on d.body_id = r.body_id and d.state = 'open' and d.due_at = r.due_at
      and d.key like 'review/' || r.id || '/%'
    where r.state = 'pending'`);
  expect(owed[0]?.pending).toBeGreaterThan(4);
  expect(owed[0]?.owed).toBe(owed[0]?.pending);
});

test('nothing was done before it was asked for, and nothing happens by itself to what has ended', async () => {
  expect(await all(`select id, kind from duties where ended_at < opened_at`)).toEqual([]);
  expect(
    await all(`select s.duty_id from duty_steps s join duties d on d.body_id = s.body_id and d.id = s.duty_id
      where s.done_at > coalesce(d.ended_at, 'infinity') or s.done_at < d.opened_at`),
  ).toEqual([]);
  expect(await all(`select id from duties where state = 'open' and next_at < '${UNTIL}'`)).toEqual([]);
});

test('what left by the ordinary way bears seven signatures of seven persons on its text', async () => {
  const released = await all<{ id: string; stages: string[]; persons: number; urgent: boolean }>(`
    select r.id, r.urgent_at is not null as urgent,
      array(select s.stage from release_signs s where s.release_id = r.id and s.passed and s.hash = r.hash) as stages,
      (select count(distinct s.person_id)::int from release_signs s
        where s.release_id = r.id and s.passed and s.hash = r.hash) as persons
    from releases r where r.state = 'released'`);
  const ordinary = released.filter(each => !each.urgent);
  expect(ordinary.length).toBeGreaterThan(0);
  for (const { stages, persons } of ordinary) {
    expect(stages.sort()).toEqual([...RELEASE_STAGES].sort());
    expect(persons).toBe(RELEASE_STAGES.length);
  }
  const owing = released.filter(each => each.urgent);
  expect(owing).toHaveLength(1);
  expect(owing[0]?.stages.length).toBeLessThan(RELEASE_STAGES.length);
});

test('rates are shown and never above one; some are late, one nil, one waived, one missed', async () => {
  const { rows } = await (await as('desk_chief')).duties.rates({ from: '2026-02-18', to: UNTIL });
  expect(rows.length).toBeGreaterThan(20);
  for (const { owed, complete, onTime, nil } of rows) {
    expect(complete).toBeLessThanOrEqual(owed);
    expect(onTime).toBeLessThanOrEqual(complete);
    expect(nil).toBeLessThanOrEqual(complete);
  }
  const sum = (of: 'owed' | 'complete' | 'onTime' | 'nil' | 'waived') =>
    rows.reduce((total, row) => total + row[of], 0);
  expect(sum('complete')).toBeLessThan(sum('owed'));
  expect(sum('onTime')).toBeLessThan(sum('complete'));
  expect(sum('nil')).toBeGreaterThan(0);
  expect(sum('waived')).toBeGreaterThan(0);
});

test('commissions, leads, topics and instructions stand in every state that a visitor looks for', async () => {
  const chief = await as('desk_chief');
  const { rows } = await chief.commissions.list({});
  const whole = await Promise.all(rows.map(row => chief.commissions.get({ id: row.id })));
  const parts = new Set(whole.flatMap(each => each.askings.map(asking => asking.state)));
  for (const state of ['asked', 'accepted', 'writing', 'delivered', 'missed', 'waived', 'declined'] as const)
    expect(parts).toContain(state);
  expect(parts).toContain('passed_on');
  expect(whole.some(each => each.answeredUp !== null)).toBe(true);
  expect(whole.some(each => each.askings.some(asking => asking.grade !== null))).toBe(true);
  expect((await chief.commissions.list({ extension: true })).total).toBe(1);
  const leads = await chief.leads.list({ pageSize: 50 });
  const states = new Set(leads.rows.map(lead => lead.state));
  for (const state of ['asked', 'accepted', 'completed', 'said_nothing', 'nothing', 'missed'] as const)
    expect(states).toContain(state);
  const { topics } = await chief.plans.list({ year: 2026 });
  expect(new Set(topics.map(topic => topic.state)).size).toBeGreaterThan(2);
  expect(topics.some(topic => topic.progress.some(each => each.reachedItems > 0))).toBe(true);
  const given = await chief.instructions.list({});
  expect(given.rows.map(row => row.state).sort()).toEqual(['closed', 'open', 'open']);
  expect((await chief.instructions.list({ overdue: true })).total).toBe(1);
});

test('who signs in finds the work that the scenes left for the role', async () => {
  const waiting = async (role: Role) =>
    (await (await as(role)).notices.today()).waiting.map(({ kind }) => kind);
  expect(await waiting('correspondent')).toEqual(
    expect.arrayContaining(['commissions_to_answer', 'leads_to_answer', 'topics_to_answer', 'other_duties']),
  );
  expect(await waiting('unit_head')).toEqual(expect.arrayContaining(['instructions_to_answer', 'to_review']));
  expect(await waiting('desk_chief')).toEqual(
    expect.arrayContaining(['releases_to_sign', 'extensions_to_decide', 'mail_waiting', 'texts_to_clear']),
  );
});

test('letters, an import and messages are there for those who handle them', async () => {
  const editor = await as('desk_editor');
  const { counts, rows } = await editor.mail.list({});
  expect(counts).toMatchObject({ taken: 2, refused: 1, ignored: 1 });
  expect(counts['waiting']).toBeGreaterThan(0);
  const taken = rows.filter(row => row.state === 'taken');
  expect(taken.every(row => row.manuscripts.length === 1 && row.unit !== null)).toBe(true);
  const chief = await as('desk_chief');
  const imports = await chief.imports.list({});
  expect(imports.rows[0]).toMatchObject({ state: 'done', kind: 'history' });
  const wrong = await chief.imports.rows({ id: imports.rows[0]!.id, state: ['wrong'] });
  expect(wrong.total).toBeGreaterThan(2);
  expect(wrong.rows.every(row => row.problems.length > 0)).toBe(true);
  const urgent = await chief.notices.urgent({});
  const confirmed = urgent.rows[0]?.receivers.filter(each => each.confirmedAt !== null).length ?? 0;
  expect(confirmed).toBeGreaterThan(0);
  expect(confirmed).toBeLessThan(urgent.rows[0]!.receivers.length);
});

test('texts carry comments, traced changes, checks with answers, and what repeats were found to be', async () => {
  const head = await as('unit_head');
  const waiting = await head.reviews.waiting({ pageSize: 50 });
  const texts = await Promise.all(waiting.rows.map(row => head.writing.open({ id: row.id })));
  expect(texts.some(text => (text.redline?.marks.length ?? 0) > 0 && text.threads.length > 0)).toBe(true);
  const records = await Promise.all(waiting.rows.map(row => head.manuscripts.checkRecord({ id: row.id })));
  expect(records.some(({ runs }) => runs.some(run => run.findings.some(each => each.answer !== null)))).toBe(
    true,
  );
  const answers = await all<{ answer: string }>(
    `select distinct answer from repeat_answers where side = 'desk' and withdrawn_at is null order by answer`,
  );
  // By March few repeats have been planted; the least that they are found to be is these two.
  expect(answers.map(each => each.answer)).toEqual(expect.arrayContaining(['rewrite', 'same']));
});
