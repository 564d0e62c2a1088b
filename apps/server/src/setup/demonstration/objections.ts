import type { Outcome } from '@xinxuan/contract';

/** An objection of the demonstration: what is objected to, what was answered, and what came of it. All invented. */
export type PlannedObjection = {
  /** Which of the units below: 0 is the one whose people sign in, the others follow in the order of the network. */
  unit: number;
  about: 'line' | 'missing' | 'place';
  /** Of a line: one that cost points, and not one that brought them. */
  costs?: true;
  text: string;
  answer?: { outcome: Outcome; reason: string; points?: string };
  reopened?: string;
  decided?: { outcome: Outcome; reason: string; points?: string };
};

/** Of the quarters that are closed, in their order, and of the one that is being published. */
export const CLOSED_QUARTERS: readonly (readonly PlannedObjection[])[] = [
  [
    {
      unit: 1,
      about: 'missing',
      text: '2月下旬区城管月刊整版刊发我单位“门前三包”做法，系统载体名录没有这份刊物，台账里找不到，随附样刊。',
      answer: {
        outcome: 'upheld',
        reason: '样刊核对属实，按区级长篇核定。刊物已补登到载体名录，今后直接申报。',
        points: '40',
      },
    },
    {
      unit: 2,
      about: 'line',
      text: '这一笔与同组单位的同类稿件相比少计20分，内容和篇幅都差不多，请按同一标准核对。',
      answer: {
        outcome: 'rejected',
        reason: '对方稿件由省级媒体采用，本件为市级，级别不同，分值按办法第五条执行，计分无误。',
      },
    },
    {
      unit: 3,
      about: 'line',
      text: '这篇稿件刊在版面头条，台账按一般位置计分，请按头条加分，版面截图已交宣传科。',
      answer: {
        outcome: 'partly',
        reason: '经核报纸电子版，稿件为本版头条而非头版头条，补计版面头条加分10分。',
        points: '10',
      },
    },
    {
      unit: 4,
      about: 'place',
      text: '我单位与前一名只差2分，3月最后一周因系统升级晚报一天被记迟报，名次应并列。',
      answer: {
        outcome: 'rejected',
        reason: '系统升级公告早于截止时间三天，其他单位均按时报送，迟报认定不变。',
      },
      reopened: '升级当日我单位专网整日中断，信息中心有故障单可以证明，与公告时段不同，请领导复核。',
      decided: {
        outcome: 'upheld',
        reason: '故障单核实，非本单位责任，该笔迟报扣分予以补回。',
        points: '2',
      },
    },
  ],
  [
    {
      unit: 5,
      about: 'missing',
      text: '5月份两篇舆情专报已报送并被采纳，台账只见一篇，请补计。',
      answer: {
        outcome: 'rejected',
        reason: '另一篇与前报为同一事件的续报，按办法同一事件计一次，不另计分。',
      },
    },
    {
      unit: 1,
      about: 'line',
      costs: true,
      text: '二季度任务按两名信息员核算，其中一名自4月起借调市里，请按一名核减任务。',
      answer: {
        outcome: 'partly',
        reason: '借调函自5月起生效，核减两个月的任务，补回相应扣分。',
        points: '8',
      },
    },
  ],
];

export const PUBLISHED_QUARTER: readonly PlannedObjection[] = [
  {
    unit: 0,
    about: 'line',
    text: '这篇稿件刊发当天为版面头条，台账按一般位置计分，请按头条加分，版面照片已交宣传科。',
    answer: {
      outcome: 'rejected',
      reason: '经核电子版，该版头条为另一篇消息，本件在下半版，按一般位置计分无误。',
    },
  },
  {
    unit: 3,
    about: 'missing',
    text: '9月12日市电视台新闻播出我单位夜间占道整治，台账没有这一笔，视频链接和播出单已备好。',
  },
  {
    unit: 2,
    about: 'place',
    text: '同组单位的一篇稿件与我单位联合署名，只给对方计了分，名次因此落后一位。',
    answer: { outcome: 'rejected', reason: '报送时署名只有对方单位，没有登记联合报送，按报送记录计分。' },
    reopened: '联合署名在定稿时被误删，编辑部留有修改稿可以核对，请领导看修改稿后再定。',
  },
];
