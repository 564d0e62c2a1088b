import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Client as Asker, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { adopted, happened, inForce, RAISED, STREET_OFFICE } from '../../../test/scheme-facts.ts';
import { createTestDatabase } from '../../db/template.ts';
import { readSheet } from '../../documents/xlsx.ts';

let office: Office;
let assessor: Asker;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  assessor = await office.as('assessor');
  await inForce(STREET_OFFICE, '2026-01-01', office);
  await happened('city_look', [adopted('2026-04-10', { level: 'municipal' })], office);
  await happened('law', [adopted('2026-04-12', { level: 'provincial' })], office);
  await happened(
    'squad',
    [
      adopted('2026-04-12', { level: 'district' }),
      adopted('2026-05-12', { level: 'municipal', genre: 'brief' }),
    ],
    office,
  );
});
afterAll(() => office.close());

const IN_FORCE = { kind: 'in_force' } as const;
type Begin = Parameters<Asker['trials']['start']>[0];

/** Begins a trial and waits until it has ended. */
async function tried(input: Partial<Begin> & Pick<Begin, 'proposed'>) {
  const begun = await assessor.trials.start({ current: IN_FORCE, periods: ['2026-Q2'], ...input });
  expect(begun.state).toBe('running');
  return ended(begun.id);
}

async function ended(id: string) {
  await vi.waitUntil(async () => (await assessor.trials.get({ id })).state !== 'running', {
    timeout: 80_000,
  });
  return assessor.trials.get({ id });
}

const ledgerHash = async (): Promise<string> => {
  const found = await sql<{
    hash: string;
  }>`select md5(string_agg(l::text, '' order by l.id)) as hash from ledger_lines l
    where body_id = ${office.body}`.execute(office.app.database.db);
  return found.rows[0]?.hash ?? '';
};

describe('a proposal that raises municipal items', () => {
  let id: string;
  let ledger: string;
  beforeAll(async () => {
    ledger = await ledgerHash();
    id = (await tried({ proposed: { kind: 'text', yaml: RAISED }, periods: ['2026-Q2', '2026-05'] })).id;
  });

  test('says who moves, how far and by which clause', async () => {
    const trial = await assessor.trials.get({ id });
    expect(trial).toMatchObject({
      state: 'done',
      facts: 4,
      periods: ['2026-05', '2026-Q2'],
      asOf: '2026-05-20',
    });
    const units = trial.results.find(each => each.period === '2026-Q2' && each.kind === 'unit');
    // 市容科 60 to 90 and past the 80 of 法制科; 城东中队, in a group of its own, 70 to 85
    expect(units).toMatchObject({ moved: 2, up: 1, down: 1, facts: 4, uncovered: 0, same: false });
    expect(units?.upMost.map(({ owner, shift, change }) => [owner.name, shift, change])).toEqual([
      ['市容科', 1, '30'],
    ]);
    expect(units?.downMost.map(({ owner, shift, change }) => [owner.name, shift, change])).toEqual([
      ['法制科', -1, '0'],
    ]);
    expect(units?.upMost[0]?.causes).toMatchObject([
      { clause: 'adoption', rule: '五（二）1–4、6', change: '30' },
    ]);
    expect(units?.headline.zh).toContain('升得最多的是市容科（第 2 → 第 1，+30');
    const silent = units?.clauses.filter(({ after }) => after?.lines === 0).map(({ clause }) => clause);
    expect(silent).toContain('major-event');
  });

  test('the figures before are those of the standings', async () => {
    const standings = await assessor.standings.get({ period: '2026-Q2', owners: 'unit' });
    const rows = standings.groups.flatMap(group => group.rows);
    const owners = await assessor.trials.owners({ id, period: '2026-Q2', kind: 'unit', pageSize: 50 });
    expect(owners.total).toBe(rows.length);
    for (const row of rows) {
      const mine = owners.rows.find(({ owner }) => owner.id === row.owner.id);
      expect(mine?.before).toMatchObject({ points: row.points, place: row.place, tied: row.tied });
    }
  });

  test('nothing of it is in the ledger', async () => {
    expect(await ledgerHash()).toBe(ledger);
  });

  test('lists are cut by filter, group, search and order', async () => {
    const asked = { id, period: '2026-Q2', kind: 'unit' } as const;
    const names = async (more: object) =>
      (await assessor.trials.owners({ ...asked, ...more })).rows.map(({ owner }) => owner.name);
    expect(await names({ filter: 'up' })).toEqual(['市容科']);
    expect(await names({ filter: 'down' })).toEqual(['法制科']);
    expect((await names({ filter: 'moved', sort: 'change', descending: true })).slice(0, 2)).toEqual([
      '市容科',
      '城东中队',
    ]);
    expect(await names({ search: '城东' })).toEqual(['城东中队']);
    const [group] = (await assessor.trials.owners(asked)).rows.map(each => each.group);
    expect((await assessor.trials.owners({ ...asked, group })).rows.every(each => each.group === group)).toBe(
      true,
    );
  });

  test('an owner opens with both lines, their sentences and why they differ', async () => {
    const ownerId = office.units.city_look;
    const detail = await assessor.trials.owner({ id, period: '2026-Q2', kind: 'unit', ownerId });
    expect(detail.lines).toMatchObject([
      {
        kind: 'changed',
        change: '30',
        before: { points: '60', rule: '五（二）1–4、6' },
        after: { points: '90' },
      },
    ]);
    expect(detail.lines[0]?.why.zh).toContain('60 → 90');
    expect(detail.lines[0]?.after?.zh).toContain('90');
    const law = await assessor.trials.owner({
      id,
      period: '2026-Q2',
      kind: 'unit',
      ownerId: office.units.law,
    });
    expect(law.lines).toEqual([]);
    expect(law.same.lines).toBeGreaterThan(0);
  });

  test('persons have a result of their own', async () => {
    const owners = await assessor.trials.owners({ id, period: '2026-Q2', kind: 'person' });
    expect(owners.rows.find(({ owner }) => owner.name === '陆晓棠')).toMatchObject({
      before: { points: '210' },
      after: { points: '255' },
      change: '45',
    });
  });

  test('the workbook holds summary, places, clauses, ties and lines', async () => {
    const file = await assessor.trials.export({ id });
    const bytes = await fetch(`${office.url}/api/files/${file.fileId}/${encodeURIComponent(file.name)}`, {
      headers: await office.headers('assessor'),
    }).then(answer => answer.arrayBuffer());
    const read = await readSheet(new Uint8Array(bytes));
    const text = read.ok ? read.value.rows.flatMap(row => row.cells.map(cell => cell.text)).join('\n') : '';
    expect(text).toContain('不写入积分台账');
    expect(text).toContain('升得最多的是市容科');
    expect(file.name).toBe('街道宣传信息工作计分办法试算结果.xlsx');
  });

  test('it is listed, deleted, taken back', async () => {
    const { rows } = await assessor.trials.list({});
    expect(rows.find(row => row.id === id)).toMatchObject({ state: 'done', startedBy: { name: '严守一' } });
    await assessor.trials.discard({ id });
    expect((await assessor.trials.list({})).rows.map(row => row.id)).not.toContain(id);
    expect(await refusalOf(assessor.trials.get({ id }))).toMatchObject({ code: 'not_found' });
    await assessor.trials.discard({ id, undo: true });
    expect((await assessor.trials.get({ id })).results.length).toBeGreaterThan(0);
  });
});

test('the same scheme gives zero shift, for everybody and in every period', async () => {
  const trial = await tried({
    proposed: { kind: 'preset', name: 'street-office' },
    periods: ['2026', '2026-Q1', '2026-Q2', '2026-04'],
  });
  expect(trial.proposed.hash).toBe(trial.current[0]?.hash);
  expect(trial.results).toHaveLength(8);
  for (const result of trial.results) {
    expect(result).toMatchObject({
      same: true,
      moved: 0,
      up: 0,
      down: 0,
      tiesNew: [],
      tiesGone: [],
      upMost: [],
      lostMost: [],
    });
    expect(result.headline.zh).toContain('完全一样');
  }
});

test('a period that saw two schemes is compared with both, one after the other', async () => {
  await inForce(RAISED, '2026-05-01', office);
  const trial = await tried({ proposed: { kind: 'text', yaml: RAISED } });
  expect(trial.current.map(({ from, to }) => [from, to])).toEqual([
    ['2026-04-01', '2026-04-30'],
    ['2026-05-01', '2026-06-30'],
  ]);
  const units = trial.results.find(({ kind }) => kind === 'unit');
  // only April's municipal item counts otherwise: 60 to 90
  expect(units?.gainedMost.map(({ owner, change }) => [owner.name, change])).toEqual([['市容科', '30']]);
});

describe('what cannot be tried is refused before it begins', () => {
  const begin = (input: Partial<Begin>) =>
    refusalOf(
      assessor.trials.start({
        current: IN_FORCE,
        proposed: { kind: 'text', yaml: RAISED },
        periods: ['2026-Q2'],
        ...input,
      }),
    );

  test('a text with mistakes, all of them told', async () => {
    const yaml = RAISED.replace("channel == 'news'", "chanel == 'news'");
    const refusal = await begin({ proposed: { kind: 'text', yaml } });
    expect(refusal).toMatchObject({ code: 'invalid', reason: 'scheme_problems' });
    expect(refusal?.zh).toContain('没有开始试算');
    expect(refusal?.details?.['problems']).toMatchObject([
      { line: expect.any(Number), clause: 'adoption' },
      { clause: 'adoption-person' },
    ]);
  });

  test('a text that is no scheme at all', async () => {
    for (const yaml of [':', '- 1\n- 2', 'a: [', '\u0007', '{}']) {
      expect(await begin({ proposed: { kind: 'text', yaml } }), yaml).toMatchObject({ code: 'invalid' });
    }
  });

  test('a period without facts, one to come, and one without a scheme', async () => {
    expect(await begin({ periods: ['2026-01'] })).toMatchObject({ reason: 'no_facts' });
    expect(await begin({ periods: ['2026-Q4'] })).toMatchObject({ reason: 'future_period' });
    await happened('law', [adopted('2025-11-03', { level: 'municipal' })], office);
    expect(await begin({ periods: ['2025-11'] })).toMatchObject({ reason: 'no_scheme_in_force' });
  });

  test('presets and schemes that do not exist', async () => {
    expect(await begin({ proposed: { kind: 'preset', name: 'no-such' } })).toMatchObject({
      code: 'not_found',
    });
    expect(await begin({ proposed: { kind: 'scheme', id: `sch_${'0'.repeat(26)}` } })).toMatchObject({
      code: 'not_found',
    });
  });

  test('by leaders of a unit below, who may approve nothing', async () => {
    const leader = await office.as('leader');
    expect(await refusalOf(leader.trials.list({}))).toMatchObject({ reason: 'only_top' });
    expect((await (await office.as('principal')).trials.choices()).presets.length).toBeGreaterThan(30);
  });
});

describe('a trial that ends early', () => {
  const long = {
    current: IN_FORCE,
    proposed: { kind: 'text', yaml: RAISED },
    periods: ['2026-Q2', '2026-04', '2026-05'],
  } as const;

  test('cancelled: it stops, keeps nothing, and another can begin', async () => {
    const begun = await assessor.trials.start({ ...long, periods: [...long.periods] });
    expect(await refusalOf(assessor.trials.start({ ...long, periods: [...long.periods] }))).toMatchObject({
      code: 'conflict',
      details: { id: begun.id },
    });
    expect(await refusalOf(assessor.trials.discard({ id: begun.id }))).toMatchObject({
      reason: 'trial_running',
    });
    const stopped = await assessor.trials.cancel({ id: begun.id });
    expect(stopped.state).toBe('cancelled');
    expect(await refusalOf(assessor.trials.cancel({ id: begun.id }))).toMatchObject({
      reason: 'trial_ended',
    });
    expect(await refusalOf(assessor.trials.export({ id: begun.id }))).toMatchObject({ reason: 'no_result' });
    const next = await tried({ proposed: { kind: 'text', yaml: RAISED } });
    expect(next.state).toBe('done');
    expect((await assessor.trials.get({ id: begun.id })).state).toBe('cancelled');
    expect(await rowsOf(begun.id)).toBe(0);
  });

  test('left by a server that was killed: it is interrupted, and does not stand in the way', async () => {
    const begun = await tried({ proposed: { kind: 'text', yaml: RAISED } });
    // as a killed server leaves it: running, with its last sign of life
    await sql`update trials set state = 'running', finished_at = null, results = null where id = ${begun.id}`.execute(
      office.app.database.db,
    );
    expect((await assessor.trials.get({ id: begun.id })).state).toBe('running');
    office.time.now = new Date(office.time.now.getTime() + 31_000);
    expect((await assessor.trials.get({ id: begun.id })).state).toBe('interrupted');
    expect((await assessor.trials.list({})).rows.find(({ id }) => id === begun.id)?.state).toBe(
      'interrupted',
    );
    const next = await tried({ proposed: { kind: 'text', yaml: RAISED } });
    expect(next.state).toBe('done');
    expect(await rowsOf(begun.id)).toBe(0);
  });
});

async function rowsOf(id: string): Promise<number> {
  const found = await sql<{ n: number }>`select (select count(*) from trial_owners where trial_id = ${id})
    + (select count(*) from trial_lines where trial_id = ${id}) as n`.execute(office.app.database.db);
  return found.rows[0]?.n ?? -1;
}

test('a server that is shut down marks its trial as interrupted', async () => {
  const database = await createTestDatabase();
  const other = await startOffice({
    now: '2026-05-20T02:00:00Z',
    database: { ...database, drop: async () => undefined },
  });
  await inForce(STREET_OFFICE, '2026-01-01', other);
  await happened('law', [adopted('2026-04-12', { level: 'provincial' })], other);
  const begun = await (await other.as('assessor')).trials.start({
    current: IN_FORCE,
    proposed: { kind: 'text', yaml: RAISED },
    periods: ['2026', '2026-Q2'],
  });
  await other.close();
  const client = new Client(database.config);
  await client.connect();
  const { rows } = await client.query('select state, results from trials where id = $1', [begun.id]);
  await client.end();
  await database.drop();
  expect(rows).toEqual([{ state: 'interrupted', results: null }]);
});
