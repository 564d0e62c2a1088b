import {
  type Fact,
  factsFromRows,
  keepClauses,
  moveWords,
  type Roster,
  type Scheme,
  sayPair,
  signed,
  type TableRow,
  type TrialComparison,
  trial,
  trialExtremes,
  trialHeadline,
  trialSheets,
} from '@xinxuan/scoring';
import { writeSheet } from '../documents/xlsx.ts';
import { type NamedPeriod, periodOf } from '../standings/period.ts';
import { written } from '../standings/trial/export.ts';
import { CommandStop } from './command.ts';
import { argumentsOf, schemeOf } from './scheme-file.ts';
import { readFactRows } from './scheme-trial-facts.ts';
import { writeResult } from './write-result.ts';

const HELP = `用法：xinxuan scheme trial --current 现行.yaml --proposed 拟行.yaml --facts 采用记录.csv|xlsx|json --period 2026-Q3 [--period …] [--as-of 2026-10-10] [--out 结果.xlsx] [--json] [--lang zh|en]
  不需要服务，不写任何台账。事实文件的第一行是列名（单位、信息员、标题、日期、媒体级别……）；JSON 是同样列名的行的数组。
  有问题的行不计分并逐行列出（退出码 3）；两个办法的结果相同退出码为 0，不同也为 0。
Usage: xinxuan scheme trial --current A.yaml --proposed B.yaml --facts FACTS.csv|xlsx|json --period 2026-Q3 [--period …] [--as-of DAY] [--out RESULT.xlsx] [--json] [--lang zh|en]
  Needs no server and writes no ledger. The first row of the facts names the columns; JSON is an array of rows with the same names.
  Bad rows are left out and told (exit code 3).`;

const OPTIONS = {
  current: { type: 'string' },
  proposed: { type: 'string' },
  facts: { type: 'string' },
  period: { type: 'string', multiple: true, default: [] as string[] },
  'as-of': { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string', default: 'zh' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Tries a proposed scheme beside another on a table of facts. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = argumentsOf({ args: [...argv], options: OPTIONS }, HELP);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { current, proposed, facts } = values;
  if (!current || !proposed || !facts || values.period.length === 0)
    throw new CommandStop(`参数不全。Arguments are missing.\n${HELP}`, 2);
  const periods = values.period.map(readPeriod);
  const language = values.lang === 'en' ? 'en' : 'zh';
  const schemes = { current: await schemeOf(current), proposed: await schemeOf(proposed) };
  const read = readFacts(schemes, await readFactRows(facts));
  const kept = withoutUnread(schemes, read.facts);
  const results = periods.map(period => tried(kept, read, { period, asOf: values['as-of'] }));
  for (const problem of read.problems) console.error(problem);
  if (values.out) {
    const about: [string, string][] = [
      [language === 'zh' ? '现行办法' : 'Current scheme', current],
      [language === 'zh' ? '拟行办法' : 'Proposed scheme', proposed],
      [language === 'zh' ? '事实' : 'Facts', `${facts} ${read.facts.length}`],
    ];
    const sheets = trialSheets({ periods: results.map(forSheets), about, language });
    const sources = [current, proposed, facts];
    await writeResult(values.out, await writeSheet({ sheets: sheets.map(written) }), sources);
  }
  console.log(
    values.json
      ? JSON.stringify(results.map(forJson), null, 2)
      : results.map(r => said(r, language)).join('\n'),
  );
  return read.problems.length > 0 ? 3 : 0;
}

function readPeriod(key: string): NamedPeriod {
  if (!/^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/.test(key))
    throw new CommandStop(
      `周期应写成 2026、2026-Q3 或 2026-09：${key}。Write a period as 2026, 2026-Q3 or 2026-09.\n${HELP}`,
      2,
    );
  return periodOf(key);
}

type Read = { facts: Fact[]; roster: Roster; problems: string[] };
type Pair = { current: Scheme; proposed: Scheme };

/** Rows are read with the words of the current scheme; what only the proposed one knows is read with that. */
function readFacts({ current, proposed }: Pair, rows: readonly TableRow[]): Read {
  const mine = factsFromRows({ scheme: withWordsOf(current, proposed), rows });
  const problems = mine.problems.map(({ row, column, zh, en }) => `${row + 1} ${column}  ${zh} ${en}`);
  return { facts: mine.facts, roster: mine.roster, problems };
}

/** As `xinxuan score` does: a table of adoptions is not punished for the submissions that it does not tell of. */
function withoutUnread({ current, proposed }: Pair, facts: readonly Fact[]): Pair {
  const kinds = new Set(facts.map(fact => fact.kind));
  const sides = { current: keepClauses(current, kinds), proposed: keepClauses(proposed, kinds) };
  const rules = new Set([...sides.current.leftOut, ...sides.proposed.leftOut].map(({ rule }) => rule));
  for (const rule of rules)
    console.error(
      `条款 ${rule} 未计：表中没有它所需的记录。Clause ${rule} was left out: the table says nothing about it.`,
    );
  return { current: sides.current.scheme, proposed: sides.proposed.scheme };
}

/** The current scheme with the kinds, attributes and words that only the proposal has, so that no cell is lost. */
function withWordsOf(current: Scheme, proposed: Scheme): Scheme {
  const attributes = Object.fromEntries(
    [...new Set([...Object.keys(proposed.attributes), ...Object.keys(current.attributes)])].flatMap(id => {
      const [own, other] = [current.attributes[id], proposed.attributes[id]];
      const known = own ?? other;
      if (!known) return [];
      const values = { ...other?.values, ...own?.values };
      return [[id, Object.keys(values).length > 0 ? { ...known, values } : known]];
    }),
  );
  return { ...current, kinds: { ...proposed.kinds, ...current.kinds }, attributes };
}

type Result = TrialComparison & { period: string; lines: ReturnType<typeof trial>['lines']; facts: number };

function tried(
  { current, proposed }: Pair,
  { facts, roster }: Read,
  { period, asOf }: { period: NamedPeriod; asOf: string | undefined },
): Result {
  const { from, to, key } = period;
  const known = asOf ?? [...facts.map(fact => fact.bookedOn ?? fact.on), to].sort().at(-1) ?? to;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(known))
    throw new CommandStop(`--as-of 应写成 2026-10-10：${known}。Write --as-of as 2026-10-10.`, 2);
  const stretch = { from, to };
  const result = trial({
    current: [{ scheme: current, period: stretch }],
    proposed,
    period: stretch,
    facts,
    roster,
    asOf: known,
  });
  return { ...result, period: key, facts: facts.filter(({ on }) => on >= from && on <= to).length };
}

function pairsOf(result: Result) {
  return result.owners.map(owner => ({
    owner,
    lines: (result.lines.get(`${owner.owner.kind} ${owner.owner.id}`)?.changed ?? []).map(sayPair),
  }));
}

function forSheets(result: Result) {
  return { period: result.period, comparison: result, lines: pairsOf(result) };
}

function forJson(result: Result) {
  const { lines: _, ...comparison } = result;
  const changed = pairsOf(result).filter(({ lines }) => lines.length > 0);
  return {
    ...comparison,
    headlines: result.totals.map(({ kind }) => ({ kind, ...trialHeadline(result, kind) })),
    lines: changed.map(({ owner, lines }) => ({ owner: owner.owner, lines })),
  };
}

const ENDS = 5;
const WORDS = {
  zh: {
    none: '该周期没有事实。',
    silent: '没有触发过的条款（拟行）：',
    owner: { unit: '单位', person: '个人' },
  },
  en: {
    none: 'no facts in this period.',
    silent: 'clauses that never fire (proposed): ',
    owner: { unit: 'units', person: 'persons' },
  },
};

/** What a terminal shows: one sentence for each kind of owner, then who moves most, then the silent clauses. */
function said(result: Result, language: 'zh' | 'en'): string {
  const words = WORDS[language];
  const blocks = result.totals.map(({ kind }) => {
    const mine = result.owners.filter(({ owner }) => owner.kind === kind);
    const ends = trialExtremes(mine, ENDS);
    const named = new Set([...ends.up, ...ends.down, ...ends.gained, ...ends.lost]);
    const moves = [...named].map(owner => {
      const change = owner.change === null ? '' : signed(owner.change);
      return `  ${owner.name}  ${moveWords(owner, result.clauses)[language]}${change && owner.shift === null ? ` ${change}` : ''}`;
    });
    return [`${result.period} ${words.owner[kind]}: ${trialHeadline(result, kind)[language]}`, ...moves].join(
      '\n',
    );
  });
  const silent = result.clauses.filter(({ after }) => after?.lines === 0);
  return [
    ...(result.facts === 0 ? [`${result.period}: ${words.none}`] : []),
    ...blocks,
    ...(silent.length > 0
      ? [
          words.silent +
            silent.map(({ after, clause }) => after?.rule || clause).join(language === 'zh' ? '、' : ', '),
        ]
      : []),
  ].join('\n');
}
