/** What the database packs is what the engine would have been told fact by fact, under every preset. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  type Attribute,
  addFact,
  compileScheme,
  factTable,
  type Plan,
  parseScheme,
  scoreSums,
} from '@xinxuan/scoring';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, startOffice } from '../../test/office.ts';
import { newId } from '../ids.ts';
import { loadFacts, loadRoster } from './input-queries.ts';
import { scoreWholePeriod } from './whole-period.ts';

const FOLDER = new URL('../../../../packages/scoring/schemes/', import.meta.url);
const PRESETS = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'));
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const AS_OF = '2026-11-30';

let office: Office;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
});
afterAll(() => office.close());

function planOf(name: string): Plan {
  const parsed = parseScheme(readFileSync(new URL(name, FOLDER), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compileScheme({ ...parsed.scheme, effective: {} });
}

/** Numbers that look thrown, the same at every run. */
function thrown(): (below: number) => number {
  let state = 7;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Dice = ReturnType<typeof thrown>;

function valueOfAttribute({ type, values = {} }: Attribute, dice: Dice): unknown {
  if (type === 'yes-no') return dice(2) === 0;
  if (type === 'number') return [0, 3, 12.5, '40'][dice(4)];
  if (type === 'day') return ['2026-03-01', '2026-07-09'][dice(2)];
  const words = Object.keys(values).length > 0 ? Object.keys(values) : ["人民'日报", '省报 第2版'];
  return words[dice(words.length)];
}

/** A hundred facts of few shapes; some not given, some with a word of no list, late, voided, or of a unit without group. */
function factsFor({ scheme }: Plan): object[] {
  const dice = thrown();
  const open = Object.values(scheme.attributes).filter(({ formula, bands }) => !formula && !bands);
  const kinds = [...Object.keys(scheme.kinds), 'unheard_of'];
  const shapes = Array.from({ length: 6 }, () => ({
    kind: kinds[dice(kinds.length)],
    attrs: Object.fromEntries(
      open.flatMap(attribute => {
        if (dice(4) === 0) return [];
        const value =
          dice(9) === 0 && attribute.type === 'word' ? '不在表内' : valueOfAttribute(attribute, dice);
        return [[attribute.id, value]];
      }),
    ),
  }));
  const { city_look, law, squad, night_market } = office.units;
  const { writer, writer2, other_writer } = office.people;
  return Array.from({ length: 100 }, (_, n) => {
    const day = 1 + dice(330);
    return {
      ...shapes[dice(6)],
      id: newId('fact', new Date(Date.UTC(2026, 0, 1, 0, 0, n))),
      on_day: dayText(day),
      booked_on: dayText(day + (dice(5) === 0 ? 40 : 0)),
      unit_id: [city_look, law, squad, night_market][dice(4)],
      person_ids: [[], [writer], [writer, writer2], [other_writer]][dice(4)],
      manuscript_id: [null, 'man_1', 'man_2', 'man_3', 'man_4'][dice(5)],
      lead_id: [null, null, 'lea_1'][dice(3)],
      voided_at: dice(12) === 0 ? '2026-05-01T00:00:00Z' : null,
    };
  });
}

function dayText(day: number): string {
  return new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
}

async function happened(facts: object[]): Promise<void> {
  const { db } = office.app.database;
  await sql`delete from facts where body_id = ${office.body}`.execute(db);
  await sql`insert into facts (body_id, id, kind, on_day, booked_on, unit_id, person_ids, manuscript_id, lead_id, attrs, label, recorded_at, voided_at)
    select ${office.body}, f.id, f.kind, f.on_day, f.booked_on, f.unit_id, f.person_ids, f.manuscript_id, f.lead_id, f.attrs, '稿件', now(), f.voided_at
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f(id text, kind text, on_day date, booked_on date, unit_id text,
      person_ids text[], manuscript_id text, lead_id text, attrs jsonb, voided_at timestamptz)`.execute(db);
}

test.each(PRESETS)('%s', async name => {
  const plan = planOf(name);
  await happened(factsFor(plan));
  const reader = office.app.database.reader(office.body);
  const table = factTable(plan, await loadRoster(reader, 2026, 'all'));
  for (const fact of await loadFacts(reader, 2026, 'all')) addFact(table, fact);
  const { problems: _, ...expected } = scoreSums({ plan, table, period: YEAR, asOf: AS_OF });
  const { problems, ...sums } = (await scoreWholePeriod(reader, { plan, period: YEAR, asOf: AS_OF })).sums;
  expect(sums).toEqual(expected);
  const words = problems.filter(problem => problem.code === 'unknown-word');
  expect(new Set(words.map(problem => problem.zh)).size).toBe(words.length);
});
