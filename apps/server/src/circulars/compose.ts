import type { CircularBlock, OutletLevel, Standing } from '@xinxuan/contract';
import { periodName } from '../standings/period.ts';
import { grouped } from '../standings/periods/canonical.ts';
import { plain } from '../standings/plain.ts';

/** The figures that a circular is made of; every one of them opens its list on the standings page. */
export type Figures = {
  period: string;
  bodyName: string;
  deskName: string;
  schemeName: string | null;
  groups: { name: string; rows: Standing[] }[];
  submitted: number;
  counted: number;
  adopted: number;
  byLevel: { level: OutletLevel; items: number }[];
  before: { submitted: number; adopted: number } | null;
  /** What was granted for the period, and who lost eligibility; null while nothing has been granted. */
  honours: Honours | null;
  /** Late corrections of earlier, closed periods that are booked in this one. */
  late: { owner: string; origin: string; points: string; zh: string }[];
  /** Printed so that anybody can check the closed ledger against it. */
  hash: string | null;
  previousHash: string | null;
  signedOn: string;
};

export type Honours = {
  awards: { title: string; owners: string[] }[];
  lost: { owner: string; reason: string }[];
};

export type Composed = { title: string; addressee: string; body: CircularBlock[]; signOff: string };

const LEVELS: Record<OutletLevel, string> = {
  national: '国家级',
  provincial: '省级',
  municipal: '市级',
  district: '区级',
  upper_bulletin: '上级刊物',
  inhouse: '本单位刊物',
};

/** Drafts the notice of a period's results (通报); what it says of the work itself is for a person to add. */
export function composeCircular(figures: Figures): Composed {
  const { zh } = periodName(figures.period);
  return {
    title: `关于${zh}信息宣传工作情况的通报`,
    addressee: addresseeOf(figures),
    body: [
      text(`现将${zh}信息宣传工作情况通报如下。`),
      heading('一、总体情况'),
      text(overall(figures, zh)),
      ...levels(figures),
      heading('二、考核排名'),
      text(
        `按照${figures.schemeName ? `《${figures.schemeName}》` : '现行计分办法'}，各考核分组得分及名次如下。`,
      ),
      ...figures.groups.flatMap((group, index) => ranking(group, index)),
      ...lateCorrections(figures),
      heading('三、表扬与批评'),
      ...(figures.honours ? honoured(figures.honours) : []),
      ...judgement(figures),
      heading('四、下一步要求'),
      text(
        '各单位要对照任务指标查找差距，把报送质量放在首位，做到事实准确、数据翔实、报送及时；对连续落后的单位，由分管领导约谈提醒。',
      ),
      ...closing(figures),
    ],
    signOff: `${figures.bodyName}${figures.deskName}`,
  };
}

function text(content: string): CircularBlock {
  return { kind: 'paragraph', level: 0, text: content };
}

function heading(content: string, level: 1 | 2 = 1): CircularBlock {
  return { kind: 'paragraph', level, text: content };
}

/** What closed periods are corrected by; their own places stay as they were. */
function lateCorrections({ late }: Figures): CircularBlock[] {
  if (late.length === 0) return [];
  const rows = late.map(each => [each.owner, periodName(each.origin).zh, plain(each.points), each.zh]);
  return [
    text('已关账各期的名次和得分不变，下列补记计入本期。'),
    { kind: 'table', caption: '补记与更正', rows: [['单位', '所属期', '分值', '事由'], ...rows] },
  ];
}

/** The whole hash in groups of four, so that it can be read out and compared on the telephone. */
function closing({ hash, previousHash }: Figures): CircularBlock[] {
  if (!hash) return [];
  const before = previousHash ? `；上一次关账的校验码：${grouped(previousHash)}` : '';
  return [text(`本期台账已关账，校验码：${grouped(hash)}${before}。`)];
}

function addresseeOf({ groups }: Figures): string {
  const names = groups.map(group => group.name).filter(Boolean);
  return names.length > 0 ? `各${names.join('、')}` : '各单位';
}

function overall({ submitted, counted, adopted, before }: Figures, period: string): string {
  const change = before ? `，与上期相比${difference(before.submitted, submitted)}` : '';
  const adoptedChange = before ? `，${difference(before.adopted, adopted)}` : '';
  return `${period}，各单位共报送信息${submitted}条${change}，其中有效${counted}条；被各级采用${adopted}条（次）${adoptedChange}。`;
}

function difference(before: number, now: number): string {
  if (now === before) return '持平';
  return now > before ? `增加${now - before}条` : `减少${before - now}条`;
}

function levels({ byLevel, adopted }: Figures): CircularBlock[] {
  if (adopted === 0) return [];
  const rows = byLevel.map(({ level, items }) => [LEVELS[level], String(items)]);
  return [
    {
      kind: 'table',
      caption: '采用情况（按载体级别）',
      rows: [['载体级别', '采用（条次）'], ...rows, ['合计', String(adopted)]],
    },
  ];
}

function ranking(group: { name: string; rows: Standing[] }, index: number): CircularBlock[] {
  const rows = group.rows.map(row => [
    `${row.place}${row.tied ? '（并列）' : ''}`,
    row.owner.name,
    String(row.submitted),
    String(row.counted),
    String(row.adopted),
    row.points,
  ]);
  return [
    heading(`（${'一二三四五六七八九十'[index] ?? index + 1}）${group.name || '未分组单位'}`, 2),
    { kind: 'table', caption: '', rows: [['名次', '单位', '报送', '有效', '采用', '得分'], ...rows] },
  ];
}

/** Granted awards are commended by name; whoever lost eligibility is named with the reason. */
function honoured({ awards, lost }: Honours): CircularBlock[] {
  const blocks = awards.map(({ title, owners }) =>
    text(`授予${owners.join('、')}“${title}”称号，予以通报表扬。`),
  );
  if (lost.length === 0) return blocks;
  const rows = lost.map(({ owner, reason }) => [owner, reason]);
  return [
    ...blocks,
    { kind: 'table', caption: '取消本期评先资格的情况', rows: [['单位（人员）', '原因'], ...rows] },
  ];
}

/** First and last places count only where somebody is really ahead: a group of equals has neither. */
function judgement({ groups }: Figures): CircularBlock[] {
  const first = groups.flatMap(({ rows }) => (distinct(rows) ? rows.filter(row => row.place === 1) : []));
  const lastPlace = (rows: Standing[]): number => Math.max(...rows.map(row => row.place));
  const last = groups.flatMap(({ rows }) =>
    distinct(rows) && rows.length > 2 ? rows.filter(row => row.place === lastPlace(rows)) : [],
  );
  const silent = groups.flatMap(({ rows }) => rows.filter(row => row.submitted === 0));
  const blocks: CircularBlock[] = [];
  if (first.length > 0) blocks.push(text(`对各组排名第一的${names(first)}予以通报表扬。`));
  if (last.length > 0)
    blocks.push(text(`对各组排名末位的${names(last)}提出通报批评，请认真查找原因，限期改进。`));
  if (silent.length > 0) blocks.push(text(`本期未报送信息的单位：${names(silent)}。`));
  if (blocks.length === 0) blocks.push(text('本期各组得分没有拉开差距，不作表扬与批评。'));
  return blocks;
}

function distinct(rows: Standing[]): boolean {
  return new Set(rows.map(row => row.points)).size > 1;
}

function names(rows: Standing[]): string {
  return rows.map(row => row.owner.name).join('、');
}
