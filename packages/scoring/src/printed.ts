/**
 * A scheme as a printed 计分办法: chapters, numbered articles, tables. Every clause quotes its printed rule; beneath it
 * stands what the engine does, step by step, so that a reader with a pencil comes to the same points.
 */

import type { Said } from './printed-amounts.ts';
import { openRules, ruleOfClause } from './printed-articles.ts';
import { ledgerTable, sayAward, sayClosing, sayRanking } from './printed-closing.ts';
import {
  chineseNumber,
  label,
  ledgerName,
  NOTHING,
  printedDay,
  quoted,
  type Speech,
} from './printed-language.ts';
import { inForce, sayGeneral, switchTable, versionName } from './printed-rules.ts';
import type { PrintedTable } from './printed-tables.ts';
import { sayAttribute, sayClasses, sayKinds, sayNumbers, sayYear } from './printed-words.ts';
import type { Clause, Label, Scheme } from './scheme.ts';

/** One article. `place` names what it prints: clause:adoption, ledger:total, words, switches … */
export type PrintedArticle = {
  place: string;
  /** 第五条, Article 5. */
  name: Label;
  /** Line of the clause in the YAML text. */
  line?: number;
  /** The rule as published, quoted: its number there, and its text. */
  rule?: { number: string; text: Label };
  /** The whole of it, or the sentence that the items belong to. */
  lead: Label;
  items: readonly PrintedItem[];
  /** Tables that the lead itself points to. */
  tables: readonly PrintedTable[];
};

/** （一）… with the tables that it points to. */
export type PrintedItem = { name: Label; text: Label; tables: readonly PrintedTable[] };
export type PrintedChapter = { name: Label; title: Label; articles: readonly PrintedArticle[] };
export type PrintedScheme = {
  id: string;
  version: string;
  title: Label;
  /** Below the title, in brackets: version and the time in which it holds. */
  remark: Label;
  chapters: readonly PrintedChapter[];
};

/** What an article will say, once all articles have their numbers. */
export type Draft = {
  place: string;
  line?: number;
  rule?: PrintedArticle['rule'];
  say(speech: Speech): { lead: Label; items: readonly Said[] };
};
type DraftChapter = { title: Label; drafts: readonly Draft[] };

/** The document of a scheme, in both languages. Pure; the same scheme gives the same document. */
export function printedScheme(scheme: Scheme): PrintedScheme {
  const drafts = draftsOf(scheme).filter(chapter => chapter.drafts.length > 0);
  const names = new Map<string, Label>();
  for (const [i, draft] of drafts.flatMap(chapter => chapter.drafts).entries())
    names.set(draft.place, label(`第${chineseNumber(i + 1)}条`, `Article ${i + 1}`));
  const speech: Speech = { scheme, nameOf: id => names.get(`clause:${id}`) ?? accountName(scheme, id) };
  let tables = 0;
  const numbered = (table: PrintedTable): PrintedTable => {
    tables++;
    const { zh, en } = table.caption;
    return { ...table, caption: label(`表${tables}　${zh}`, `Table ${tables}. ${en}`) };
  };
  const chapters = drafts.map(({ title, drafts: articles }, i): PrintedChapter => {
    const name = label(`第${chineseNumber(i + 1)}章`, `Chapter ${i + 1}`);
    return { name, title, articles: articles.map(draft => finish(draft, names, { speech, numbered })) };
  });
  return { id: scheme.id, version: scheme.version, title: scheme.title, remark: remarkOf(scheme), chapters };
}

/** How a ledger or a ranking is called where a condition reads it. */
function accountName(scheme: Scheme, id: string): Label {
  const ranking = scheme.rankings.find(each => each.id === id);
  if (!Object.hasOwn(scheme.ledgers, id) && ranking) return quoted(ranking.label);
  return ledgerName(scheme, id);
}

type Finishing = { speech: Speech; numbered(table: PrintedTable): PrintedTable };

function finish(
  draft: Draft,
  names: ReadonlyMap<string, Label>,
  { speech, numbered }: Finishing,
): PrintedArticle {
  const { lead, items } = draft.say(speech);
  const [only] = items.length === 1 ? items : [];
  const listed = only
    ? []
    : items.map(({ text, tables }, i) => ({
        name: label(`（${chineseNumber(i + 1)}）`, `(${i + 1})`),
        text,
        tables: tables.map(numbered),
      }));
  return {
    place: draft.place,
    name: names.get(draft.place) ?? NOTHING,
    ...(draft.line && { line: draft.line }),
    ...(draft.rule && { rule: draft.rule }),
    lead: only ? label(`${lead.zh}${only.text.zh}`, `${lead.en} ${only.text.en}`.trim()) : lead,
    items: listed,
    tables: only ? only.tables.map(numbered) : [],
  };
}

function draftsOf(scheme: Scheme): DraftChapter[] {
  const isTask = (clause: Clause) => clause.ledger === undefined || isTargetOrDeduction(clause);
  const tasks = scheme.clauses.filter(isTask);
  return [
    { title: label('总则', 'General'), drafts: generalDrafts(scheme) },
    {
      title: label('计分标准', 'What scores'),
      drafts: scheme.clauses.filter(clause => !isTask(clause)).map(clauseDraft),
    },
    { title: tasksTitle(tasks), drafts: tasks.map(clauseDraft) },
    { title: label('汇总与名次', 'Totals and places'), drafts: totalDrafts(scheme) },
    {
      title: label('奖惩', 'Awards'),
      drafts: scheme.awards.map(award => awardDraft(award.id, award.label, scheme)),
    },
    { title: label('附则', 'Closing provisions'), drafts: closingDrafts(scheme) },
  ];
}

function tasksTitle(clauses: readonly Clause[]): Label {
  const hasTarget = clauses.some(clause =>
    clause.steps.some(step => step.do === 'target' || step.do === 'bands'),
  );
  const hasDeduction = clauses.some(clause => isDeduction(clause));
  if (hasTarget && hasDeduction) return label('任务与扣分', 'Targets and deductions');
  if (hasTarget) return label('任务', 'Targets');
  return hasDeduction ? label('扣分', 'Deductions') : label('计数', 'Counts');
}

function isTargetOrDeduction(clause: Clause): boolean {
  return clause.steps.some(step => step.do === 'target') || isDeduction(clause);
}

/** All that the clause may give is below 0. */
function isDeduction({ steps }: Clause): boolean {
  const value = steps.find(step => step.do === 'value');
  if (value?.do !== 'value') return false;
  const figures: string[] = [];
  const collect = (cell: unknown): void => {
    if (typeof cell === 'string') figures.push(cell);
    else for (const inner of Object.values(cell as object)) collect(inner);
  };
  if ('number' in value.amount) figures.push(value.amount.number);
  if ('table' in value.amount) collect(value.amount.table);
  return figures.length > 0 && figures.every(each => each.startsWith('-'));
}

function clauseDraft(clause: Clause): Draft {
  return {
    place: `clause:${clause.id}`,
    ...(clause.line && { line: clause.line }),
    rule: { number: clause.rule, text: clause.text },
    say: speech => ruleOfClause(clause, speech),
  };
}

const sentence = (text: Label): Said => ({ text, tables: [] });

function generalDrafts(scheme: Scheme): Draft[] {
  const source = scheme.source;
  const from =
    source === undefined ? NOTHING : label(`各条原文出自：${source}。`, `The rules are those of: ${source}.`);
  const drafts: Draft[] = [
    {
      place: 'source',
      say: () => ({
        lead: label(
          `${from.zh}各条先引原文的条款号和条文，其下逐步写明怎样计算；计分按所写的步骤进行。`,
          `${from.en}${from.en === '' ? '' : ' '}Each article first quotes the rule, then says step by step how it is worked; points follow those steps.`,
        ),
        items: [],
      }),
    },
    {
      place: 'words',
      say: speech => ({
        lead: sayKinds(speech),
        items: [],
      }),
    },
  ];
  if (Object.keys(scheme.attributes).length > 0)
    drafts.push({
      place: 'attributes',
      say: speech => ({
        lead: label('每件事项登记下列项目：', 'These are recorded of each:'),
        items: Object.values(scheme.attributes).map(attribute => sentence(sayAttribute(attribute, speech))),
      }),
    });
  const speechless: Speech = { scheme, nameOf: id => label(id, id) };
  const rest = [sayNumbers(speechless), sayClasses(speechless), sayYear(scheme)].filter(
    text => text !== undefined,
  );
  if (rest.length > 0)
    drafts.push({
      place: 'roster',
      say: () =>
        rest.length === 1
          ? { lead: rest[0] ?? NOTHING, items: [] }
          : { lead: label('名册和年度：', 'Roster and year:'), items: rest.map(sentence) },
    });
  return drafts;
}

function totalDrafts(scheme: Scheme): Draft[] {
  const ledgers: Draft = {
    place: 'ledgers',
    say: speech => ({
      lead: label('得分按台账汇总，', 'Points are added up in ledgers;'),
      items: [
        {
          text: label('各台账的记法见下表。', 'the table says how each is kept.'),
          tables: [ledgerTable(speech)],
        },
      ],
    }),
  };
  const closings = Object.values(scheme.ledgers)
    .filter(ledger => ledger.steps.length > 0)
    .map((ledger): Draft => {
      const { zh, en } = ledgerName(scheme, ledger.id);
      return {
        place: `ledger:${ledger.id}`,
        say: speech => ({
          lead: label(
            `${zh}每期结束时，在各条所计之外依次办理：`,
            `When a period of ${en} closes, on top of what the articles gave:`,
          ),
          items: sayClosing(ledger, speech),
        }),
      };
    });
  const rankings = scheme.rankings.map(
    (ranking): Draft => ({
      place: `ranking:${ranking.id}`,
      say: speech => ({
        lead: label(
          `${quoted(ranking.label).zh}按下列规则排定：`,
          `${quoted(ranking.label).en} is drawn up as follows:`,
        ),
        items: sayRanking(ranking, speech),
      }),
    }),
  );
  return [ledgers, ...closings, ...rankings];
}

function awardDraft(id: string, name: Label, scheme: Scheme): Draft {
  return {
    place: `award:${id}`,
    say: speech => {
      const award = scheme.awards.find(each => each.id === id);
      const lead = label(`${quoted(name).zh}按下列规则评定：`, `${quoted(name).en} is awarded as follows:`);
      return { lead, items: award ? sayAward(award, speech) : [] };
    },
  };
}

function closingDrafts(scheme: Scheme): Draft[] {
  const drafts: Draft[] = [
    { place: 'rules', say: () => ({ lead: openRules, items: sayGeneral(scheme).map(sentence) }) },
  ];
  if (Object.keys(scheme.switches).length > 0)
    drafts.push({
      place: 'switches',
      say: speech => ({
        lead: label(
          '原文没有写清的问题，按下表所选的答案执行。',
          'Where the printed rules leave a question open, the answer below holds.',
        ),
        items: [
          {
            text: label('换用其他答案，须修订本办法。', 'Another answer needs an amended scheme.'),
            tables: [switchTable(speech)],
          },
        ],
      }),
    });
  return [...drafts, { place: 'effective', say: () => ({ lead: inForce(scheme), items: [] }) }];
}

function remarkOf({ version, effective: { from, to } }: Scheme): Label {
  const time =
    from === undefined
      ? NOTHING
      : to === undefined
        ? label(`，自${printedDay(from).zh}起施行`, `, in force from ${printedDay(from).en}`)
        : label(
            `，${printedDay(from).zh}至${printedDay(to).zh}施行`,
            `, in force from ${printedDay(from).en} to ${printedDay(to).en}`,
          );
  return label(`${versionName(version).zh}${time.zh}`, `${versionName(version).en}${time.en}`);
}
