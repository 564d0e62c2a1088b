import type { Plain } from '../periods/canonical.ts';
import { plain, sumOf } from '../plain.ts';
import { checkClosings } from './check-closings.ts';
import { checkLines } from './check-lines.ts';
import { checkTotals } from './check-totals.ts';
import { type Misfit, type Names, namesOf, negative } from './finding.ts';
import { PARTS } from './format.ts';
import type { Year } from './read.ts';

export type YearReport = {
  body: string;
  year: number;
  asOf: string;
  facts: number;
  lines: number;
  totals: number;
  /** Hashes to be compared with what is printed in the circulars. */
  closings: { period: string; number: number | null; hash: string }[];
  misfits: Misfit[];
};

/**
 * Checks an exported year from itself alone: every row's own code, every line and total worked out again, every closing
 * hashed again and the chain of closings. `printed` are hashes from circulars, by period.
 */
export function checkYear(year: Year, printed: Readonly<Record<string, string>> = {}): YearReport {
  const names = namesOf(year);
  const lines = checkLines(year, names);
  const misfits = [
    ...changedRows(year, names),
    ...lostRows(year),
    ...lines.misfits,
    ...checkCorrections(year, names),
    ...checkTotals(year, names),
    ...checkClosings(year, names),
    ...checkPrinted(year, printed),
  ];
  return {
    body: year.head.body.name,
    year: year.head.year,
    asOf: year.head.asOf,
    facts: year.fact.length,
    lines: lines.computed,
    totals: year.total.length,
    closings: year.closing.map(({ period, number, hash }) => ({ period, number, hash })),
    misfits,
  };
}

/** Rows that were altered after the export by somebody who left their code as it was. */
function changedRows(year: Year, names: Names): Misfit[] {
  return year.changed.map(({ part, line, row }) => {
    const said = rowName(part, row, names);
    return {
      what: 'row' as const,
      row: String(row['id'] ?? row['period'] ?? part),
      stands: String(row['check'] ?? ''),
      shouldBe: null,
      zh: `第 ${line} 行（${said}）在导出后被改动：与本行的校验码不符`,
      en: `Line ${line} (${said}) was altered after the export: it does not fit its own check code`,
    };
  });
}

function rowName(part: string, row: { [key: string]: Plain }, names: Names): string {
  if (part === 'fact') return `fact ${names.fact(String(row['id']))}`;
  const kind = row['kind'] === 'person' ? 'person' : 'unit';
  const owner = typeof row['owner'] === 'string' ? names.owner(kind, row['owner']) : '';
  return [part, row['period'], owner, row['rule'], row['id'] ?? row['section']].filter(Boolean).join(' ');
}

function lostRows(year: Year): Misfit[] {
  return PARTS.flatMap(part => {
    const [stands, shouldBe] = [year[part].length, year.written[part] ?? 0];
    if (stands === shouldBe) return [];
    return [
      {
        what: 'row' as const,
        row: part,
        stands: String(stands),
        shouldBe: String(shouldBe),
        zh: `“${part}”应有 ${shouldBe} 行，现有 ${stands} 行：有行被删去或加入`,
        en: `There should be ${shouldBe} rows of “${part}”, there are ${stands}: rows were removed or added`,
      },
    ];
  });
}

/** A late correction is what the period comes to now, less what was frozen and corrected before. */
function checkCorrections(year: Year, names: Names): Misfit[] {
  const late = year.correction.filter(row => row.what === 'late');
  return late.flatMap((row, i) => {
    const before = late
      .slice(0, i)
      .filter(each => each.origin === row.origin && each.kind === row.kind && each.owner === row.owner);
    const earlier = plain(sumOf(before.map(each => each.points)));
    const parts = [row.recomputed ?? '0', negative(row.frozen ?? '0'), negative(row.earlier ?? '0')];
    const points = plain(sumOf(parts));
    const owner = names.owner(row.kind, row.owner);
    const wrong: [string, string, string][] = [];
    if (row.points !== points) wrong.push(['分值', row.points, points]);
    if ((row.earlier ?? '0') !== earlier) wrong.push(['此前补记', row.earlier ?? '0', earlier]);
    return wrong.map(([said, stands, shouldBe]) => ({
      what: 'correction' as const,
      row: row.id,
      period: row.origin,
      owner,
      stands,
      shouldBe,
      zh: `${owner} 对 ${row.origin} 的补记 ${row.id}：${said}现为 ${stands}，应为 ${shouldBe}`,
      en: `Late correction ${row.id} of ${owner} for ${row.origin} stands at ${stands} and should be ${shouldBe}`,
    }));
  });
}

function checkPrinted(year: Year, printed: Readonly<Record<string, string>>): Misfit[] {
  return Object.entries(printed).flatMap(([period, hash]) => {
    const stands = year.closing.find(closing => closing.period === period)?.hash ?? null;
    if (stands === hash) return [];
    return [
      {
        what: 'closing' as const,
        row: period,
        period,
        stands,
        shouldBe: hash,
        zh: `${period} 的关账校验码与通报所印不同：文件中为 ${stands ?? '无'}，通报为 ${hash}`,
        en: `The hash of ${period} is not the printed one: the file has ${stands ?? 'none'}, the circular ${hash}`,
      },
    ];
  });
}
