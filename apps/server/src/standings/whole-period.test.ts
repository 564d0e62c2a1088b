import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileScheme, parseScheme } from '@xinxuan/scoring';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, startOffice } from '../../test/office.ts';
import { withScheme } from '../../test/street-office.ts';
import { recordFact } from '../facts/record.ts';
import { newId } from '../ids.ts';
import { settleChanges } from './rescore.ts';
import { scoreWholePeriod } from './whole-period.ts';

const STREET_OFFICE = readFileSync(
  fileURLToPath(new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const AS_OF = '2026-05-20';

let office: Office;
beforeAll(async () => {
  office = await startOffice({ now: `${AS_OF}T02:00:00Z` });
  await withScheme(office, STREET_OFFICE);
  const again = newId('manuscript', office.time.now);
  await office.app.database.write(
    office.body,
    async tx => {
      const adopted = (manuscriptId: string, onDay: string, attrs: Record<string, string>) =>
        recordFact(tx, {
          kind: 'adopted',
          onDay,
          unitId: office.units.city_look,
          personIds: [office.people.writer, office.people.writer2],
          manuscriptId,
          attrs: { channel: 'news', genre: 'long', ...attrs },
          label: '稿件',
          recordedBy: null,
          now: office.time.now,
        });
      await adopted(again, '2026-04-01', { level: 'municipal', position: 'ordinary' });
      await adopted(again, '2026-04-01', { level: 'provincial', position: 'front_lead' });
      await adopted(newId('manuscript', office.time.now), '2026-02-10', { level: 'district' });
      await recordFact(tx, {
        kind: 'fault',
        onDay: '2026-03-03',
        unitId: office.units.law,
        personIds: [],
        attrs: { fault: 'major_event_late' },
        label: '迟报',
        recordedBy: null,
        now: office.time.now,
      });
      await settleChanges(tx, office.time.now);
    },
    () => false,
  );
});
afterAll(() => office.close());

function planOf(yaml: string) {
  const parsed = parseScheme(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compileScheme(parsed.scheme);
}

type Sum = { owner_kind: string; owner_id: string; clause: string; points: number };

/** What the lines in the database come to, by account and clause. */
async function stored(): Promise<Sum[]> {
  const found = await sql<Sum>`
    select owner_kind, owner_id, clause, sum(points)::float8 as points from ledger_lines where body_id = ${office.body}
    group by owner_kind, owner_id, clause`.execute(office.app.database.db);
  return found.rows;
}

test('a whole period under the scheme in force comes to what is stored, for units and persons', async () => {
  const lines = await stored();
  const { sums, roster } = await scoreWholePeriod(office.app.database.reader(office.body), {
    plan: planOf(STREET_OFFICE),
    period: YEAR,
    asOf: AS_OF,
  });
  for (const { owner_kind, owner_id, clause, points } of lines) {
    const sum = sums.clauses.find(
      each => each.owner.kind === owner_kind && each.owner.id === owner_id && each.clause === clause,
    );
    expect([owner_id, clause, Number(sum?.points)]).toEqual([owner_id, clause, points]);
  }
  // 80 + 30 for the provincial front page, which beats the municipal one; 40 for the district
  const adoption = sums.clauses.filter(sum => sum.clause === 'adoption' || sum.clause === 'adoption-person');
  expect(
    adoption.map(({ owner, points, counted, superseded }) => [owner.id, points, counted, superseded]),
  ).toEqual([
    [office.units.city_look, '150', 2, 1],
    ...[office.people.writer, office.people.writer2].sort().map(id => [id, '150', 2, 1]),
  ]);
  expect(roster.units.map(unit => unit.id)).toContain(office.units.squad);
});

test('another scheme on the same days gives other figures and stores nothing', async () => {
  const before = await stored();
  const { sums } = await scoreWholePeriod(office.app.database.reader(office.body), {
    plan: planOf(STREET_OFFICE.replace('provincial: { long: 80,', 'provincial: { long: 90,')),
    period: YEAR,
    asOf: AS_OF,
  });
  expect(sums.clauses.find(sum => sum.clause === 'adoption')?.points).toBe('160');
  expect(await stored()).toEqual(before);
});
