/** A trial as sheets of a workbook: what changed for whom, clause by clause and line by line. */
import type { Language } from './explain.ts';
import type { Label, Scheme } from './scheme.ts';
import type { Sheet } from './score-table.ts';
import type { TrialClauseSide, TrialComparison, TrialOwner } from './trial.ts';
import type { SaidPair } from './trial-lines.ts';
import type { Tie } from './trial-places.ts';
import { clauseName, trialHeadline } from './trial-words.ts';

/** One period of a trial as it goes into a workbook. `lines` are asked for owner by owner. */
export type TrialPeriod = {
  period: string;
  comparison: TrialComparison;
  lines: Iterable<{ owner: TrialOwner; lines: readonly SaidPair[] }>;
};
export type TrialSheets = {
  periods: readonly TrialPeriod[];
  /** What is compared, as rows of "what" and "which": schemes, their hashes, the day of the facts. */
  about: readonly [string, string][];
  language: Language;
};

const HEADS = {
  zh: {
    about: ['概要', '项目', '内容'],
    owners: [
      '得分与名次',
      '周期',
      '对象',
      '分组',
      '名称',
      '所在单位',
      '现行得分',
      '拟行得分',
      '增减',
      '现行名次',
      '拟行名次',
      '名次升降',
      '变化原因',
      '评先与标记',
    ],
    clauses: [
      '条款',
      '周期',
      '条款号',
      '条款',
      '对象',
      '现行条数',
      '现行得分',
      '拟行条数',
      '拟行得分',
      '是否触发',
    ],
    ties: ['并列', '周期', '分组', '名次', '得分', '并列者', '变化'],
    lines: [
      '逐条对照',
      '周期',
      '名称',
      '日期',
      '标题',
      '现行条款',
      '现行得分',
      '现行说明',
      '拟行条款',
      '拟行得分',
      '拟行说明',
      '增减',
      '原因',
    ],
  },
  en: {
    about: ['Summary', 'What', 'Which'],
    owners: [
      'Points and places',
      'Period',
      'Kind',
      'Group',
      'Name',
      'Unit',
      'Points now',
      'Points proposed',
      'Change',
      'Place now',
      'Place proposed',
      'Places gained',
      'Because of',
      'Awards and marks',
    ],
    clauses: [
      'Clauses',
      'Period',
      'Rule',
      'Clause',
      'Kind',
      'Lines now',
      'Points now',
      'Lines proposed',
      'Points proposed',
      'Fires',
    ],
    ties: ['Ties', 'Period', 'Group', 'Place', 'Points', 'Who', 'Change'],
    lines: [
      'Line by line',
      'Period',
      'Name',
      'Date',
      'Title',
      'Rule now',
      'Points now',
      'Why now',
      'Rule proposed',
      'Points proposed',
      'Why proposed',
      'Change',
      'Because',
    ],
  },
} as const;

const WORDS = {
  zh: {
    unit: '单位',
    person: '个人',
    gone: '消失',
    new: '新出现',
    absent: '没有此条款',
    neverBoth: '两边都未触发',
    neverBefore: '现行未触发',
    neverAfter: '拟行未触发',
    fires: '触发',
    facts: '事实',
    none: '未参评',
    markGained: '新加标记',
    markLost: '不再有标记',
  },
  en: {
    unit: 'unit',
    person: 'person',
    gone: 'gone',
    new: 'new',
    absent: 'not in this scheme',
    neverBoth: 'never, under either',
    neverBefore: 'never under the current one',
    neverAfter: 'never under the proposed one',
    fires: 'fires',
    facts: 'facts',
    none: 'not considered',
    markGained: 'new mark',
    markLost: 'mark gone',
  },
} as const;

const OUTCOMES: Record<Language, Record<string, string>> = {
  zh: { seated: '评上', missed: '未评上', barred: '取消资格', last: '末位取消', apart: '另列' },
  en: { seated: 'awarded', missed: 'not awarded', barred: 'barred', last: 'last, barred', apart: 'apart' },
};

/** Five sheets: summary, points and places, clauses, ties, lines. Only what differs has a row among the lines. */
export function trialSheets({ periods, about, language }: TrialSheets): Sheet[] {
  const sheetOf = (id: keyof (typeof HEADS)['zh'], rows: string[][]): Sheet => {
    const [name, ...header] = HEADS[language][id];
    return { name: name ?? id, header, rows };
  };
  const headlines = periods.flatMap(({ period, comparison }) =>
    comparison.totals.map(({ kind }) => [
      `${period} ${WORDS[language][kind]}`,
      trialHeadline(comparison, kind)[language],
    ]),
  );
  return [
    sheetOf('about', [...about.map(row => [...row]), ...headlines]),
    sheetOf(
      'owners',
      periods.flatMap(({ period, comparison }) =>
        comparison.owners.map(owner => [period, ...ownerRow(owner, comparison, language)]),
      ),
    ),
    sheetOf(
      'clauses',
      periods.flatMap(({ period, comparison }) =>
        clauseRows(comparison, language).map(row => [period, ...row]),
      ),
    ),
    sheetOf(
      'ties',
      periods.flatMap(({ period, comparison }) => tieRows(comparison, language).map(row => [period, ...row])),
    ),
    sheetOf(
      'lines',
      periods.flatMap(({ period, lines }) =>
        [...lines].flatMap(({ owner, lines: own }) =>
          own.map(line => [period, owner.name, ...lineRow(line, language)]),
        ),
      ),
    ),
  ];
}

function ownerRow(owner: TrialOwner, { clauses }: TrialComparison, language: Language): string[] {
  const { before, after, change, shift } = owner;
  const causes = owner.clauses.map(
    cause => `${clauseName(cause.clause, clauses)[language]} ${cause.before} → ${cause.after}`,
  );
  return [
    WORDS[language][owner.owner.kind],
    owner.group,
    owner.name,
    owner.unit ?? '',
    before?.points ?? '',
    after?.points ?? '',
    change ?? '',
    before?.place?.toString() ?? '',
    after?.place?.toString() ?? '',
    shift?.toString() ?? '',
    causes.join(language === 'zh' ? '；' : '; '),
    verdicts(owner, language).join(language === 'zh' ? '；' : '; '),
  ];
}

function verdicts({ awards, marksGained, marksLost }: TrialOwner, language: Language): string[] {
  const words = WORDS[language];
  const said = (outcome: string | undefined) => (outcome ? OUTCOMES[language][outcome] : words.none);
  return [
    ...awards.map(
      ({ label, before, after }) => `${label[language]} ${said(before?.outcome)} → ${said(after?.outcome)}`,
    ),
    ...marksGained.map(mark => `${words.markGained} ${mark}`),
    ...marksLost.map(mark => `${words.markLost} ${mark}`),
  ];
}

function clauseRows({ clauses }: TrialComparison, language: Language): string[][] {
  const words = WORDS[language];
  const figures = (side: TrialClauseSide | null) =>
    side ? [String(side.lines), side.points] : [words.absent, ''];
  return clauses.map(clause => {
    const { before, after, owner } = clause;
    const [old, now] = [before && before.lines === 0, after && after.lines === 0];
    const fires =
      old && now ? words.neverBoth : old ? words.neverBefore : now ? words.neverAfter : words.fires;
    const { rule = '', text = { zh: clause.clause, en: clause.clause } as Label } = after ?? before ?? {};
    return [rule, text[language], words[owner], ...figures(before), ...figures(after), fires];
  });
}

function tieRows({ tiesGone, tiesNew, owners }: TrialComparison, language: Language): string[][] {
  const names = new Map(owners.map(({ owner, name }) => [`${owner.kind} ${owner.id}`, name]));
  const sharers = ({ kind, owners: ids, count }: Tie): string => {
    const named = ids.map(id => names.get(`${kind} ${id}`) ?? id).join(language === 'zh' ? '、' : ', ');
    if (count === ids.length) return named;
    return language === 'zh' ? `${named}等 ${count} 个` : `${named} and others, ${count} in all`;
  };
  const rowOf = (tie: Tie, change: string): string[] => [
    tie.among,
    String(tie.place),
    tie.points,
    sharers(tie),
    change,
  ];
  return [
    ...tiesGone.map(tie => rowOf(tie, WORDS[language].gone)),
    ...tiesNew.map(tie => rowOf(tie, WORDS[language].new)),
  ];
}

function lineRow({ before, after, change, why, date, label }: SaidPair, language: Language): string[] {
  const side = (of: SaidPair['before']) => (of ? [of.rule, of.points, of[language]] : ['', '', '']);
  return [date, label ?? '', ...side(before), ...side(after), change, why[language]];
}

/** "street-office 2013", as a scheme is named where there is no other name. */
export function schemeName({ title, version }: Scheme, language: Language): string {
  return `${title[language]}（${version}）`;
}
