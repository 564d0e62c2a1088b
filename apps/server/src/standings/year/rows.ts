import type { Fact, Roster } from '@xinxuan/scoring';
import { dayOf } from '../../clock.ts';
import type { Reader, Tx } from '../../db/connect.ts';
import { groupsOf } from '../get.ts';
import { loadFacts, loadRoster } from '../input-queries.ts';
import { periodOf, periodsOfDay } from '../period.ts';
import { findPeriod } from '../periods/queries.ts';
import { plain } from '../plain.ts';
import { schemesInForce, standingRows } from '../queries.ts';
import { rescoreYear } from '../rescore.ts';
import { PARTS, type Part, type RowOf, rowText, YEAR_FORM } from './format.ts';
import { bodyName, closings, correctionsOfYear, linesOfYear, sectionsOf } from './queries.ts';

/**
 * The exported year, row by row, each ended by a line feed. The year is worked out anew first, so that every line is as of
 * the same day; what comes out depends on that day and on the data alone.
 */
export async function* yearRows(tx: Tx, year: number, now: Date): AsyncGenerator<string> {
  await rescoreYear(tx, year, now);
  const counts: Record<string, number> = {};
  const head = { body: { id: tx.body, name: await bodyName(tx) }, year, asOf: dayOf(now) };
  yield `${rowText('head', { form: YEAR_FORM, ...head, exportedAt: now.toISOString() })}\n`;
  for (const part of PARTS) {
    const rows = await collect[part](tx, year, now);
    counts[part] = rows.length;
    for (const row of rows) yield `${rowText(part, row as never)}\n`;
  }
  yield `${rowText('end', { rows: counts })}\n`;
}

type Collect = { [P in Part]: (reader: Reader, year: number, now: Date) => Promise<RowOf<P>[]> };

const collect: Collect = {
  scheme: async (reader, year) =>
    (await schemesInForce(reader, `${year}-01-01`, `${year}-12-31`)).map(
      ({ id, name, from_on, to_on, approved_hash, yaml }) => ({
        id,
        name,
        from: from_on,
        to: to_on,
        sha256: approved_hash,
        text: yaml,
      }),
    ),
  unit: async (reader, year) => (await loadRoster(reader, year, 'all')).units.map(unitRow),
  person: async (reader, year) => ((await loadRoster(reader, year, 'all')).persons ?? []).map(personRow),
  fact: async (reader, year) => (await loadFacts(reader, year, 'all')).map(factRow),
  line: async (reader, year) =>
    (await linesOfYear(reader, year)).map(row => ({ ...row, points: plain(row.points) })),
  correction: async (reader, year) =>
    (await correctionsOfYear(reader, periodOf(String(year)))).map(row => ({
      ...row,
      points: plain(row.points),
      frozen: row.frozen && plain(row.frozen),
      recomputed: row.recomputed && plain(row.recomputed),
      earlier: row.earlier && plain(row.earlier),
    })),
  total: totalsOfYear,
  closing: reader => closings(reader),
  section: async (reader, year) =>
    sectionsOf(
      reader,
      (await closings(reader)).map(row => row.period).filter(period => period.startsWith(`${year}`)),
    ),
};

/** The year, its quarters and its months that have begun. */
export function periodsOfYear(year: number, today: string): string[] {
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-01`);
  return [...new Set(months.filter(day => day <= today).flatMap(periodsOfDay))].sort();
}

async function totalsOfYear(reader: Reader, year: number, now: Date): Promise<RowOf<'total'>[]> {
  const found: RowOf<'total'>[] = [];
  for (const period of periodsOfYear(year, dayOf(now))) {
    const { from, to } = periodOf(period);
    const [scheme] = (await schemesInForce(reader, from, to)).slice(-1);
    const { frozen } = await findPeriod(reader, period);
    for (const kind of ['unit', 'person'] as const) {
      const rows = frozen?.[kind].rows ?? (await standingRows(reader, { owners: kind, from, to }));
      for (const { group, rows: placed } of groupsOf(rows, scheme ?? null, kind)) {
        for (const row of placed)
          found.push({
            period,
            kind,
            owner: row.owner.id,
            name: row.owner.name,
            group: group?.name ?? '',
            points: row.points,
            submitted: row.submitted,
            counted: row.counted,
            adopted: row.adopted,
            place: row.place,
            tied: row.tied,
          });
      }
    }
  }
  return found;
}

function unitRow(unit: Roster['units'][number]): RowOf<'unit'> {
  return {
    id: unit.id,
    name: unit.name,
    group: unit.group ?? null,
    classes: [...(unit.classes ?? [])],
    numbers: { ...unit.numbers },
    from: unit.from ?? null,
    to: unit.to ?? null,
  };
}

function personRow(person: NonNullable<Roster['persons']>[number]): RowOf<'person'> {
  const { id, name, unit, role = '', from, to } = person;
  return { id, name, unit, role, from: from ?? null, to: to ?? null };
}

function factRow(fact: Fact): RowOf<'fact'> {
  return {
    id: fact.id,
    kind: fact.kind,
    on: fact.on,
    booked: fact.bookedOn ?? fact.on,
    unit: fact.unit,
    persons: (fact.persons ?? []).map(({ id }) => id),
    manuscript: fact.manuscript ?? null,
    lead: fact.lead ?? null,
    attrs: { ...fact.attrs },
    label: fact.label ?? '',
    evidence: [...(fact.evidence ?? [])],
  };
}
