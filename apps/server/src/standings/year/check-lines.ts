import { createHash } from 'node:crypto';
import {
  accountsOf,
  compileScheme,
  explain,
  type Ledger,
  type Line,
  parseScheme,
  rankedLedger,
  type Scheme,
  score,
} from '@xinxuan/scoring';
import { plain } from '../plain.ts';
import type { Misfit, Names } from './finding.ts';
import type { RowOf } from './format.ts';
import type { Year } from './read.ts';

type LineRow = RowOf<'line'>;

/** Works out every line of the year again from schemes, roster and facts, and compares it with what stands. */
export function checkLines(year: Year, names: Names): { misfits: Misfit[]; computed: number } {
  const misfits: Misfit[] = [];
  const should = new Map<string, LineRow>();
  for (const row of year.scheme) {
    const hash = createHash('sha256').update(row.text).digest('hex');
    if (row.sha256 !== null && row.sha256 !== hash) misfits.push(notAsApproved(row, hash));
    const parsed = parseScheme(row.text);
    if (!parsed.ok) {
      const [problem] = parsed.problems;
      misfits.push({
        ...aboutScheme(row),
        zh: `计分办法《${row.name}》不能读懂：第 ${problem?.line ?? '?'} 行 ${problem?.zh ?? ''}`,
        en: `The scheme “${row.name}” cannot be read: line ${problem?.line ?? '?'} ${problem?.en ?? ''}`,
      });
      continue;
    }
    for (const line of linesOf(row, parsed.scheme, year)) should.set(line.id, line);
  }
  const stands = new Map(year.line.map(line => [line.id, line]));
  for (const line of should.values()) {
    const found = stands.get(line.id);
    if (!found) misfits.push(missing(line, names));
    else misfits.push(...differences(found, line, names));
  }
  for (const line of year.line) if (!should.has(line.id)) misfits.push(surplus(line, names));
  return { misfits, computed: should.size };
}

function linesOf(row: RowOf<'scheme'>, scheme: Scheme, year: Year): LineRow[] {
  const [first, last] = [`${year.head.year}-01-01`, `${year.head.year}-12-31`];
  const period = {
    from: row.from && row.from > first ? row.from : first,
    to: row.to && row.to < last ? row.to : last,
  };
  const ledger: Ledger = score({
    scheme: compileScheme(scheme),
    roster: rosterOf(year),
    facts: factsOf(year),
    period,
    asOf: year.head.asOf,
  });
  const shown = new Set(
    (['unit', 'person'] as const).flatMap(kind => {
      const ranked = rankedLedger(scheme, kind);
      return ranked ? [...accountsOf(scheme, ranked)] : [];
    }),
  );
  return ledger.lines.filter(line => shown.has(line.ledger)).map(line => lineRow(line, row.id));
}

function lineRow(line: Line, scheme: string): LineRow {
  return {
    id: `${scheme}/${line.id}`,
    scheme,
    kind: line.owner.kind,
    owner: line.owner.id,
    on: line.date,
    clause: line.clause,
    rule: line.rule,
    status: line.status,
    points: plain(line.points),
    measure: line.measure,
    facts: line.factIds,
    sentence: explain(line, 'zh'),
  };
}

function rosterOf(year: Year) {
  return {
    units: year.unit.map(({ group, from, to, ...unit }) => ({
      ...unit,
      ...(group && { group }),
      ...(from && { from }),
      ...(to && { to }),
    })),
    persons: year.person.map(({ from, to, ...person }) => ({
      ...person,
      ...(from && { from }),
      ...(to && { to }),
    })),
  };
}

function factsOf(year: Year) {
  return year.fact.map(fact => ({
    id: fact.id,
    kind: fact.kind,
    on: fact.on,
    bookedOn: fact.booked,
    unit: fact.unit,
    persons: fact.persons.map(id => ({ id })),
    ...(fact.manuscript && { manuscript: fact.manuscript }),
    ...(fact.lead && { lead: fact.lead }),
    attrs: fact.attrs,
    label: fact.label,
    evidence: fact.evidence,
  }));
}

const FIELDS = {
  points: ['分值', 'points'],
  status: ['计入情况', 'status'],
  on: ['日期', 'day'],
  owner: ['归属', 'owner'],
  clause: ['条款', 'clause'],
  rule: ['条款编号', 'rule'],
  measure: ['计量', 'measure'],
  facts: ['所依事实', 'facts'],
  sentence: ['算式', 'arithmetic'],
} as const;

/** The first field that differs names the row; further ones of the same line would only repeat it. */
function differences(stands: LineRow, should: LineRow, names: Names): Misfit[] {
  for (const [field, [zh, en]] of Object.entries(FIELDS) as [
    keyof typeof FIELDS,
    readonly [string, string],
  ][]) {
    const [is, ought] = [String(stands[field]), String(should[field])];
    if (is === ought) continue;
    const about = aboutLine(should, names);
    return [
      {
        ...about,
        stands: is,
        shouldBe: ought,
        zh: `${about.saidZh}：${zh}现为 ${is}，应为 ${ought}`,
        en: `${about.saidEn}: ${en} stands at ${is} and should be ${ought}`,
      },
    ].map(({ saidZh: _, saidEn: __, ...misfit }) => misfit);
  }
  return [];
}

function missing(line: LineRow, names: Names): Misfit {
  const { saidZh, saidEn, ...about } = aboutLine(line, names);
  return {
    ...about,
    stands: null,
    shouldBe: line.points,
    zh: `${saidZh}：台账里没有这一笔，应为 ${line.points}（${line.sentence}）`,
    en: `${saidEn}: the ledger lacks this line, which should be ${line.points}`,
  };
}

function surplus(line: LineRow, names: Names): Misfit {
  const { saidZh, saidEn, ...about } = aboutLine(line, names);
  return {
    ...about,
    stands: line.points,
    shouldBe: null,
    zh: `${saidZh}：按办法和事实没有这一笔，台账里现为 ${line.points}`,
    en: `${saidEn}: scheme and facts give no such line; the ledger has ${line.points}`,
  };
}

function aboutLine(line: LineRow, names: Names) {
  const owner = names.owner(line.kind, line.owner);
  const facts = line.facts.slice(0, 3).map(names.fact).join('、');
  const rule = line.rule || line.clause;
  return {
    what: 'line' as const,
    row: line.id,
    owner,
    clause: rule,
    facts: line.facts,
    saidZh: `${owner} ${line.on} ${rule}${facts && `，事实 ${facts}`}`,
    saidEn: `${owner}, ${line.on}, ${rule}${facts && `, facts ${facts}`}`,
  };
}

function notAsApproved(row: RowOf<'scheme'>, hash: string): Misfit {
  return {
    ...aboutScheme(row),
    stands: hash,
    shouldBe: row.sha256,
    zh: `计分办法《${row.name}》的文本与批准时不同：批准的校验码 ${row.sha256?.slice(0, 16)}，现为 ${hash.slice(0, 16)}`,
    en: `The text of “${row.name}” is not what was approved: approved ${row.sha256?.slice(0, 16)}, now ${hash.slice(0, 16)}`,
  };
}

function aboutScheme(row: RowOf<'scheme'>) {
  return { what: 'scheme' as const, row: row.id, stands: null, shouldBe: row.sha256 };
}
