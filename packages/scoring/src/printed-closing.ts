/** 汇总与名次, 奖惩: ledgers with what happens when a period closes, rankings and awards. */
import {
  type AmountSpeech,
  boundTables,
  type Said,
  said,
  sayAmount,
  sayBounds,
  tablesOf,
} from './printed-amounts.ts';
import { sayCondition } from './printed-conditions.ts';
import {
  figure,
  joined,
  label,
  ledgerName,
  listed,
  measureOf,
  NOTHING,
  number,
  ONE,
  quoted,
  type Speech,
} from './printed-language.ts';
import { MODES, sayModifier, sayRound } from './printed-steps.ts';
import type { PrintedCell, PrintedTable } from './printed-tables.ts';
import type { Award, ClosingStep, Label, LedgerRule, Ranking } from './scheme.ts';

/** One row for each ledger: whose it is, in what it counts, by which periods it closes and is published. */
export function ledgerTable(speech: Speech): PrintedTable {
  const heads = [
    label('台账', 'ledger'),
    label('记在谁名下', 'whose'),
    label('计量', 'measure'),
    label('归期', 'dated by'),
    label('结算', 'closes'),
    label('公布后不再改动', 'published'),
    label('范围', 'for'),
  ];
  const rows = Object.values(speech.scheme.ledgers).map((ledger): PrintedCell[] =>
    [
      ledger.label,
      ledger.owner === 'person' ? label('个人', 'a person') : label('单位', 'a unit'),
      measureOf(speech, ledger.id),
      ledger.dates === 'on' ? label('发生日', 'day of the fact') : label('登记日', 'day of booking'),
      label(`按${ONE[ledger.per].zh}`, `by ${ONE[ledger.per].en}`),
      label(`按${ONE[ledger.closes].zh}`, `by ${ONE[ledger.closes].en}`),
      whoHas(ledger, speech),
    ].map(text => ({ text })),
  );
  return {
    kind: 'table',
    caption: label('台账', 'Ledgers'),
    heads: 1,
    rows: [heads.map(text => ({ text })), ...rows],
  };
}

function whoHas({ who, owner }: LedgerRule, speech: Speech): Label {
  if (who) return sayCondition(who, speech);
  return owner === 'person' ? label('全体人员', 'everybody') : label('全部单位', 'all units');
}

/** The steps of a ledger, in their order. */
export function sayClosing(ledger: LedgerRule, speech: Speech): Said[] {
  const now = label('此时的合计', 'the total so far');
  const context = { speech: { ...speech, now }, unit: measureOf(speech, ledger.id) };
  return ledger.steps.map(step => sayClosingStep(step, context));
}

function sayClosingStep(step: ClosingStep, context: AmountSpeech): Said {
  const { speech } = context;
  switch (step.do) {
    case 'start': {
      const words = sayAmount(step.amount, context);
      return said(
        `起始分为${words.zh}。`,
        `The start value is ${words.en}.`,
        tablesOf(step.amount, label('起始分', 'Start values'), context),
      );
    }
    case 'part': {
      const { zh, en } = ledgerName(speech.scheme, step.ledger);
      const weight = step.weight === undefined ? NOTHING : number(step.weight);
      return said(
        `并入${zh}本期合计${weight.zh === '' ? '' : `，乘以${weight.zh}`}。`,
        `Takes in ${en} of the period${weight.en === '' ? '' : `, multiplied by ${weight.en}`}.`,
      );
    }
    case 'add':
    case 'times':
    case 'set':
      return sayModifier(step, context);
    case 'limit': {
      const words = sayBounds(step, context);
      const because = step.because ? label(`（${step.because.zh}）`, ` (${step.because.en})`) : NOTHING;
      return said(
        `本期合计${words.zh}${because.zh}。`,
        `The total of the period: ${words.en}${because.en}.`,
        boundTables(step, context),
      );
    }
    case 'round': {
      const words = sayRound(step);
      return said(`本期合计${words.zh}`, `The total of the period. ${words.en}`);
    }
    case 'gate':
      return sayGate(step, context);
    default:
      return step satisfies never;
  }
}

function sayGate(step: Extract<ClosingStep, { do: 'gate' }>, { speech, unit }: AmountSpeech): Said {
  const when = sayCondition(step.when, speech);
  const running =
    step.running > 1
      ? label(`连续${step.running}期有此情形的，`, `in ${step.running} periods running, `)
      : NOTHING;
  const to = number(step.to ?? '0');
  const acts: Record<typeof step.then, Label> = {
    zero: label('本期合计改为0', 'the total of the period becomes 0'),
    set: label(`本期合计定为${to.zh}${unit.zh}`, `the total of the period becomes ${to.en}`),
    stop: label('以下各步不再进行', 'the steps below are left out'),
    mark: NOTHING,
  };
  const mark =
    step.mark === undefined
      ? NOTHING
      : label(`记“${step.mark}”`, `the mark “${step.mark}” is put on the account`);
  const done = joined([acts[step.then], mark], '，并', ', and ');
  const because = step.because ? label(`（${step.because.zh}）`, ` (${step.because.en})`) : NOTHING;
  return said(
    `${when.zh}的${because.zh}，${running.zh}${done.zh}。`,
    `Where ${when.en}${because.en}, ${running.en}${done.en}.`,
  );
}

export function sayRanking(ranking: Ranking, speech: Speech): Said[] {
  const { zh, en } = ledgerName(speech.scheme, ranking.ledger);
  const how: Record<Ranking['by'], Label> = {
    group: label('各组分别排名', 'each group by itself'),
    class: label('各类分别排名', 'each class by itself'),
    all: label('全体一起排名', 'all together'),
  };
  const items = [
    said(
      `以${zh}的合计由高到低排名，${how[ranking.by].zh}。`,
      `By the total of ${en}, highest first, ${how[ranking.by].en}.`,
    ),
    sayTies(ranking, speech),
  ];
  if (ranking.apart) {
    const apart = sayCondition(ranking.apart, speech);
    items.push(said(`${apart.zh}的另列，不排名次。`, `Listed apart, without a place: where ${apart.en}.`));
  }
  if (ranking.gives) items.push(sayPlaces(ranking.gives));
  if (ranking.convert) {
    const { full, places, mode } = ranking.convert;
    items.push(
      said(
        `组内最高的折为${figure(full)}，其余按比例折算，保留${places}位小数，${MODES[mode].zh}。`,
        `The highest of a group becomes ${figure(full)}, the others in proportion, to ${places} decimals, ${MODES[mode].en}.`,
      ),
    );
  }
  return items;
}

function sayTies({ breakers, ties }: Ranking, speech: Speech): Said {
  const list = breakers.map(({ of, order }) => {
    const name = speech.nameOf(of);
    return order === 'more'
      ? label(`${name.zh}多的在前`, `more of ${name.en}`)
      : label(`${name.zh}少的在前`, `less of ${name.en}`);
  });
  const compared =
    list.length === 0
      ? NOTHING
      : label(
          `得分相同的，依次比较：${list.map(each => each.zh).join('；')}。仍相同的并列，`,
          `Equal totals are compared by ${list.map(each => each.en).join(', then ')}. Who is still equal shares a place, `,
        );
  const shared = list.length === 0 ? label('得分相同的并列，', 'Equal totals share a place, ') : compared;
  return ties === 'shared'
    ? said(
        `${shared.zh}其后空出名次（1、2、2、4）。`,
        `${shared.en}and places after it are left out (1, 2, 2, 4).`,
      )
    : said(
        `${shared.zh}其后不空名次（1、2、2、3）。`,
        `${shared.en}and the next place follows (1, 2, 2, 3).`,
      );
}

function sayPlaces({ places, others }: NonNullable<Ranking['gives']>): Said {
  const heads = [label('名次', 'place'), label('折分', 'worth')];
  const rows = places.map((worth, i): PrintedCell[] => [
    { text: label(`第${i + 1}名`, `${i + 1}`) },
    { text: number(worth), figure: true },
  ]);
  const last: PrintedCell[] = [{ text: label('其余', 'all others') }, { text: number(others), figure: true }];
  const table: PrintedTable = {
    kind: 'table',
    caption: label('名次折分', 'What places are worth'),
    heads: 1,
    rows: [heads.map(text => ({ text })), ...rows, last],
  };
  return said('名次按下表折分。', 'Places are worth what the table says.', [table]);
}

export function sayAward(award: Award, speech: Speech): Said[] {
  const ranking =
    speech.scheme.rankings.find(each => each.id === award.ranking)?.label ??
    label(award.ranking, award.ranking);
  const seats = saySeats(award.seats);
  const items = [
    said(
      `按${quoted(ranking).zh}由前往后评定，名额为${seats.zh}。`,
      `From the top of ${quoted(ranking).en}; seats: ${seats.en}.`,
    ),
  ];
  const marks = listed(award.barred.map(mark => label(`“${mark}”`, `“${mark}”`)));
  if (award.barred.length > 0)
    items.push(
      said(
        `记有${marks.zh}的不评，名额给下一名，并列出本应评上而被取消的。`,
        `Whoever carries ${marks.en} gets nothing; the seat goes to the next, and the notice names who lost it.`,
      ),
    );
  if (award.lastLose > 0)
    items.push(
      said(
        `每组最后${award.lastLose}名不评。`,
        `The last ${award.lastLose} of each group ${award.lastLose === 1 ? 'gets' : 'get'} nothing.`,
      ),
    );
  if (award.except.length > 0) {
    const others = listed(award.except.map(id => quoted(awardName(speech, id))));
    items.push(said(`已评${others.zh}的不再评。`, `Whoever has ${others.en} does not get it as well.`));
  }
  if (award.atLeast !== undefined)
    items.push(
      said(`合计不足${figure(award.atLeast)}的不评。`, `Nobody below ${figure(award.atLeast)} gets it.`),
    );
  items.push(
    award.tiesAtLast === 'all'
      ? said('最后一个名额并列的，都评。', 'Equals at the last seat all get it.')
      : said('最后一个名额并列的，都不评。', 'Equals at the last seat: none of them gets it.'),
  );
  if (award.money !== undefined)
    items.push(said(`每个奖励${figure(award.money)}元。`, `Each is given ${figure(award.money)} yuan.`));
  return items;
}

function awardName({ scheme }: Speech, id: string): Label {
  return scheme.awards.find(each => each.id === id)?.label ?? label(id, id);
}

function saySeats(seats: Award['seats']): Label {
  if ('eachGroup' in seats) return label(`每组${seats.eachGroup}个`, `${seats.eachGroup} in each group`);
  if ('groups' in seats) {
    const list = Object.entries(seats.groups).map(([group, count]) =>
      label(`${group}${count}个`, `${group} ${count}`),
    );
    return listed(list);
  }
  if ('share' in seats)
    return label(
      `参评数乘以${figure(seats.share)}（不是整数的，${MODES[seats.rounding].zh}）`,
      `${figure(seats.share)} of those who take part (${MODES[seats.rounding].en})`,
    );
  return label(`${figure(seats.from)}分以上的都评`, `all from ${figure(seats.from)} on`);
}
