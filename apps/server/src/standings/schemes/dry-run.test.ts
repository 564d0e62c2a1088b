import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, startOffice } from '../../../test/office.ts';
import { STREET_OFFICE } from '../../../test/street-office.ts';

let office: Office;
let assessor: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-11-20T02:00:00Z' });
  assessor = await office.as('assessor');
});
afterAll(() => office.close());

const row = (on: string, kind = '采用') => ({
  种类: kind,
  单位: '市容科',
  日期: on,
  level: '市级',
  genre: '长篇',
});

test('a period that no example falls in shows no missed target and no total', async () => {
  const rows = [row('2026-11-03'), row('2026-11-04', '报送')];
  const { lines, totals, rowProblems } = await assessor.schemes.dryRun({ yaml: STREET_OFFICE, rows });
  expect(rowProblems).toEqual([]);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter(line => line.rows.length === 0)).toMatchObject([
    { ledger: '合计', points: '60', period: { from: '2026-11-01', to: '2026-11-30' } },
  ]);
  expect(totals.map(({ ledger, points }) => [ledger, points])).toEqual([
    ['宣传信息', '60'],
    ['合计', '60'],
  ]);
});

test('the target of the period of the examples is settled once it is over', async () => {
  const rows = [row('2026-08-03'), row('2026-08-04', '报送')];
  const over = await assessor.schemes.dryRun({ yaml: STREET_OFFICE, rows, asOf: '2026-10-08' });
  const targets = over.lines.filter(line => line.clause.includes('条') && Number(line.points) < 0);
  expect(new Set(targets.map(line => line.period.from))).toEqual(new Set(['2026-07-01']));
  const sum = (ledger: string) => over.totals.find(total => total.ledger === ledger)?.points;
  expect(sum('合计')).toBe(sum('宣传信息'));
});
