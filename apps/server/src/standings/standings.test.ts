import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';
import { withScheme } from '../../test/street-office.ts';
import type { NewFact } from '../facts/fact.ts';
import { recordFact, voidFacts } from '../facts/record.ts';
import { newId } from '../ids.ts';
import { settleChanges } from './rescore.ts';

const STREET_OFFICE = readFileSync(
  fileURLToPath(new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);

let office: Office;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  await withScheme(office, STREET_OFFICE);
});
afterAll(() => office.close());

type Given = Partial<NewFact> & Pick<NewFact, 'kind' | 'onDay' | 'attrs'>;

function happened(unit: keyof Office['units'], ...facts: Given[]): Promise<string[]> {
  return office.app.database.write(
    office.body,
    async tx => {
      const ids = [];
      for (const fact of facts) {
        ids.push(
          await recordFact(tx, {
            unitId: office.units[unit],
            personIds: [office.people.writer],
            label: '稿件',
            recordedBy: null,
            now: office.time.now,
            ...fact,
          }),
        );
      }
      await settleChanges(tx, office.time.now);
      return ids;
    },
    () => false,
  );
}

const submitted = (onDay: string): Given => ({ kind: 'submitted', onDay, attrs: { channel: 'news' } });
const adopted = (onDay: string, manuscriptId: string, attrs: Record<string, string>): Given => ({
  kind: 'adopted',
  onDay,
  manuscriptId,
  attrs: { channel: 'news', genre: 'long', position: 'ordinary', ...attrs },
});

async function standing(unit: string, period = '2026-Q2') {
  const { groups } = await (await office.as('writer')).standings.get({ period, owners: 'unit' });
  return groups.flatMap(group => group.rows).find(row => row.owner.name === unit);
}

test('an adoption brings points at once, and a higher one of the same item takes their place', async () => {
  const item = newId('manuscript', office.time.now);
  await happened('city_look', adopted('2026-05-11', item, { level: 'municipal', position: 'front_lead' }));
  expect(await standing('市容科')).toMatchObject({ points: '80', adopted: 1 });
  await happened('city_look', adopted('2026-05-12', item, { level: 'provincial', position: 'page_lead' }));
  expect(await standing('市容科')).toMatchObject({ points: '95', adopted: 2 });
  const lines = await (await office.as('head')).standings.ledger({
    owner: 'unit',
    ownerId: office.units.city_look,
    period: '2026-Q2',
    clause: 'adoption',
  });
  expect(lines.sum).toBe('95');
  expect(lines.rows.map(line => [line.points, line.status]).sort()).toEqual([
    ['0', 'superseded'],
    ['95', 'counted'],
  ]);
  expect(lines.rows.find(line => line.status === 'superseded')?.zh).toContain('取最高');
  expect(lines.rows.find(line => line.status === 'superseded')?.changed).toMatchObject({ from: '80' });
});

test('the authors are credited too, and ranked in one list', async () => {
  const { groups } = await (await office.as('writer')).standings.get({ period: '2026-Q2', owners: 'person' });
  expect(groups).toHaveLength(1);
  expect(groups[0]?.rows[0]).toMatchObject({
    owner: { name: '陆晓棠' },
    unit: { name: '市容科' },
    place: 1,
    points: '95',
  });
});

test('a fault costs ten points until it is taken back', async () => {
  const before = Number((await standing('法制科'))?.points);
  const [fault] = await happened('law', {
    kind: 'fault',
    onDay: '2026-05-08',
    attrs: { fault: 'major_event_late' },
  });
  expect(Number((await standing('法制科'))?.points)).toBe(before - 10);
  await office.app.database.write(
    office.body,
    async tx => {
      await voidFacts(tx, { id: fault! }, { reason: '查无此事', by: null, now: office.time.now });
      await settleChanges(tx, office.time.now);
    },
    () => false,
  );
  expect(Number((await standing('法制科'))?.points)).toBe(before);
});

test('the ended quarter charges what was missing, with the figures in the sentence', async () => {
  await happened('squad', ...['2026-02-03', '2026-02-10', '2026-03-02'].map(submitted));
  const ledger = await (await office.as('squad_head')).standings.ledger({
    owner: 'unit',
    ownerId: office.units.squad,
    period: '2026-Q1',
  });
  const [quarter] = ledger.rows.filter(line => line.clause === 'quarter');
  // Two correspondents, thirteen weeks: 26 due, 3 sent, 23 missing at 2 points each.
  expect(quarter).toMatchObject({ points: '-46', status: 'counted' });
  expect(quarter?.zh).toMatch(/26.*3.*23/);
});

test('equals share a place in their group and groups are ranked apart', async () => {
  const { groups, scheme } = await (await office.as('writer')).standings.get({
    period: '2026-04',
    owners: 'unit',
  });
  expect(groups.map(group => group.group?.name).sort()).toEqual(['中队', '科室']);
  const sections = groups.find(group => group.group?.name === '科室')?.rows ?? [];
  expect(sections.map(row => [row.place, row.tied])).toEqual([
    [1, true],
    [1, true],
  ]);
  expect(scheme?.switches.map(each => each.id)).toContain('national-long');
});

test('two acts on one unit at the same time both count', async () => {
  const items = Array.from({ length: 12 }, () => newId('manuscript', office.time.now));
  const before = Number((await standing('城东中队', '2026-05'))?.points);
  await Promise.all(
    items.map(item => happened('squad', adopted('2026-05-18', item, { level: 'district', genre: 'brief' }))),
  );
  expect(Number((await standing('城东中队', '2026-05'))?.points)).toBe(before + 12 * 20);
});

test('the ledger of a foreign unit stays closed to a correspondent', async () => {
  const writer = await office.as('writer');
  const call = writer.standings.ledger({ owner: 'unit', ownerId: office.units.law, period: '2026-Q2' });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden', reason: 'out_of_reach' });
});

test('a closed quarter never moves, whatever is booked later', async () => {
  const assessor = await office.as('assessor');
  expect(await refusalOf(assessor.standings.closePeriod({ period: '2026-Q2', version: 0 }))).toMatchObject({
    reason: 'period_running',
  });
  const closed = await assessor.standings.closePeriod({
    period: '2026-Q1',
    version: 0,
    reason: '试行期间，不再公示',
  });
  expect(closed.hash).toMatch(/^[0-9a-f]{64}$/);
  const before = await standing('法制科', '2026-Q1');
  await happened('law', adopted('2026-03-05', newId('manuscript', office.time.now), { level: 'national' }));
  expect(await standing('法制科', '2026-Q1')).toEqual(before);
  expect(await refusalOf(assessor.standings.closePeriod({ period: '2026-Q1', version: 1 }))).toMatchObject({
    reason: 'period_closed',
  });
});

test('a scheme with an unknown level or a cycle is refused with its lines, and nothing is stored', async () => {
  const assessor = await office.as('assessor');
  const before = await assessor.schemes.list();
  const unknown = STREET_OFFICE.replace(
    'district: { long: 40, brief: 20 }',
    'county: { long: 40, brief: 20 }',
  );
  const refusal = await refusalOf(assessor.schemes.save({ yaml: unknown }));
  expect(refusal).toMatchObject({ code: 'invalid', reason: 'scheme_problems' });
  expect(refusal.zh).toContain('county');
  const cycle = STREET_OFFICE.replace(
    '- select: { lines: submissions }\n      - tally: { of: sum, per: week }',
    '- select: { lines: week }\n      - tally: { of: sum, per: week }',
  );
  expect((await assessor.schemes.check({ yaml: cycle })).problems).not.toEqual([]);
  expect(await assessor.schemes.list()).toEqual(before);
});

test('a circular is drafted from the figures, edited, issued once and downloaded as Word', async () => {
  const assessor = await office.as('assessor');
  const drafted = await assessor.circulars.draft({ period: '2026-Q2' });
  expect(drafted.title).toBe('关于2026年第二季度信息宣传工作情况的通报');
  const saved = await assessor.circulars.save({
    ...drafted,
    number: '东综执通〔2026〕7号',
    body: drafted.body,
  });
  expect(await refusalOf(assessor.circulars.save({ ...drafted, title: '旧稿' }))).toMatchObject({
    code: 'stale',
  });
  expect(await refusalOf((await office.as('writer')).circulars.get({ id: drafted.id }))).toMatchObject({
    code: 'forbidden',
  });
  await assessor.circulars.issue({ id: saved.id, version: saved.version });
  expect(
    await refusalOf(assessor.circulars.issue({ id: saved.id, version: saved.version + 1 })),
  ).toMatchObject({ reason: 'circular_issued' });
  const file = await (await office.as('writer')).circulars.download({ id: saved.id });
  const answer = await fetch(`${office.url}/api/files/${file.fileId}/x`, {
    headers: await office.headers('writer'),
  });
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent(file.name));
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});
