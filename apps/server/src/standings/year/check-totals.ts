import { parseScheme, rank } from '@xinxuan/scoring';
import { periodOf } from '../period.ts';
import { plain, sumOf } from '../plain.ts';
import type { Misfit, Names } from './finding.ts';
import type { RowOf } from './format.ts';
import type { Year } from './read.ts';

type TotalRow = RowOf<'total'>;
type Kind = TotalRow['kind'];
type Period = { key: string; from: string; to: string; kind: 'year' | 'quarter' | 'month' };

/** Adds up the lines of every period that is not closed, counts its facts, and gives the places again. */
export function checkTotals(year: Year, names: Names): Misfit[] {
  const closed = new Set(year.closing.map(closing => closing.period));
  const periods = [...new Set(year.total.map(total => total.period))].map(periodOf);
  return periods.flatMap(period => {
    const rows = year.total.filter(total => total.period === period.key);
    const places = (['unit', 'person'] as const).flatMap(kind =>
      checkPlaces(
        rows.filter(row => row.kind === kind),
        rankingOf(year, period, kind),
      ),
    );
    return closed.has(period.key) ? places : [...checkPeriod(year, period, names), ...places];
  });
}

function checkPeriod(year: Year, period: Period, names: Names): Misfit[] {
  const rows = year.total.filter(total => total.period === period.key);
  const points = pointsOf(year, period);
  const counts = countsOf(year, period);
  const misfits: Misfit[] = [];
  for (const row of rows) {
    const key = `${row.kind} ${row.owner}`;
    const count = counts.get(key) ?? { submitted: 0, counted: 0, adopted: 0 };
    const should = { points: sumOf(points.get(key) ?? []), ...count };
    for (const [field, [zh, en]] of FIELDS) {
      const [stands, shouldBe] = [String(row[field]), plain(String(should[field]))];
      if (stands === shouldBe) continue;
      misfits.push({
        ...about(row),
        stands,
        shouldBe,
        zh: `${row.name} ${row.period} ${zh}合计现为 ${stands}，应为 ${shouldBe}`,
        en: `${row.name}, ${row.period}: ${en} stand at ${stands} and should be ${shouldBe}`,
      });
    }
  }
  return [...misfits, ...lacking(year, { period, rows, points }, names)];
}

const FIELDS = [
  ['points', ['积分', 'points']],
  ['submitted', ['报送', 'sent']],
  ['counted', ['有效报送', 'counted']],
  ['adopted', ['采用', 'adopted']],
] as const;

type Found = { period: Period; rows: TotalRow[]; points: Map<string, string[]> };

/** Units of the roster, and whoever has points, must have a total. */
function lacking(year: Year, { period, rows, points }: Found, names: Names): Misfit[] {
  const has = new Set(rows.map(row => `${row.kind} ${row.owner}`));
  const units = year.unit.filter(
    unit => (!unit.from || unit.from <= period.to) && (!unit.to || unit.to >= period.from),
  );
  const wanted = new Set([
    ...units.map(unit => `unit ${unit.id}`),
    ...[...points].filter(([, own]) => sumOf(own) !== '0').map(([key]) => key),
  ]);
  return [...wanted]
    .filter(key => !has.has(key))
    .map(key => {
      const [kind, id] = key.split(' ') as [Kind, string];
      const name = names.owner(kind, id);
      const shouldBe = plain(sumOf(points.get(key) ?? []));
      return {
        what: 'total' as const,
        row: `${period.key} ${key}`,
        period: period.key,
        owner: name,
        stands: null,
        shouldBe,
        zh: `${name} ${period.key} 没有合计，应为 ${shouldBe}`,
        en: `${name} has no total in ${period.key}; it should be ${shouldBe}`,
      };
    });
}

/** Points of everybody in a period: counted lines of its days, and the corrections that are part of such periods. */
function pointsOf(year: Year, { from, to, kind }: Period): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const put = (row: { kind: Kind; owner: string; on: string; points: string }) => {
    if (row.on < from || row.on > to) return;
    const key = `${row.kind} ${row.owner}`;
    const own = found.get(key);
    if (own) own.push(row.points);
    else found.set(key, [row.points]);
  };
  for (const line of year.line) if (line.status === 'counted') put(line);
  for (const correction of year.correction) if (correction.kinds.includes(kind)) put(correction);
  return found;
}

type Counts = { submitted: number; counted: number; adopted: number };

function countsOf(year: Year, { from, to }: Period): Map<string, Counts> {
  const found = new Map<string, Counts>();
  for (const fact of year.fact) {
    if (fact.on < from || fact.on > to) continue;
    for (const key of [`unit ${fact.unit}`, ...fact.persons.map(id => `person ${id}`)]) {
      const counts = found.get(key) ?? { submitted: 0, counted: 0, adopted: 0 };
      found.set(key, counts);
      if (fact.kind === 'submitted') counts.submitted++;
      if (fact.kind === 'submitted' && !NOT_COUNTED.some(name => isTrue(fact.attrs[name]))) counts.counted++;
      if (fact.kind === 'adopted') counts.adopted++;
    }
  }
  return found;
}

const NOT_COUNTED = ['late', 'poor', 'forwarded'];
const isTrue = (value: unknown): boolean => value === true || value === 'true';

type Ranking = { ties: 'shared' | 'dense'; byGroup: boolean };

/** How the last scheme of the period ranks owners of a kind. */
function rankingOf(year: Year, { from, to }: Period, kind: Kind): Ranking {
  const held = year.scheme.filter(
    scheme => (!scheme.from || scheme.from <= to) && (!scheme.to || scheme.to >= from),
  );
  const text = held.at(-1)?.text;
  const parsed = text === undefined ? null : parseScheme(text);
  const ranking = parsed?.ok
    ? parsed.scheme.rankings.find(each => parsed.scheme.ledgers[each.ledger]?.owner === kind)
    : undefined;
  return { ties: ranking?.ties ?? 'shared', byGroup: ranking?.by !== 'all' };
}

function checkPlaces(rows: TotalRow[], { ties, byGroup }: Ranking): Misfit[] {
  const entries = rows.map(({ owner, group, points }) => ({
    id: owner,
    group: byGroup ? group : '',
    points,
  }));
  const places = new Map(rank(entries, { ties }).map(place => [place.id, place]));
  return rows.flatMap(row => {
    const should = places.get(row.owner);
    if (row.place === should?.place && row.tied === should.tied) return [];
    const said = (place: number | null | undefined, tied: boolean | undefined) => ({
      zh: `第 ${place} 名${tied ? '（并列）' : ''}`,
      en: `${place}${tied ? ' (tied)' : ''}`,
    });
    const [is, ought] = [said(row.place, row.tied), said(should?.place, should?.tied)];
    return [
      {
        ...about(row),
        what: 'place' as const,
        stands: is.en,
        shouldBe: ought.en,
        zh: `${row.name} ${row.period} 名次现为${is.zh}，应为${ought.zh}`,
        en: `${row.name}, ${row.period}: place ${is.en} should be ${ought.en}`,
      },
    ];
  });
}

function about({ period, kind, owner, name }: TotalRow) {
  return { what: 'total' as const, row: `${period} ${kind} ${owner}`, period, owner: name };
}
