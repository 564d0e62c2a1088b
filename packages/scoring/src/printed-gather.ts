/** Items that bring several rows together: combine, credit, tally, target and bands. */
import type { PeriodKind } from './periods.ts';
import { PERIOD_KINDS } from './periods.ts';
import {
  boundTables,
  type ClauseSpeech,
  capital,
  gives,
  type Said,
  said,
  sayAmount,
  sayBounds,
  tablesOf,
} from './printed-amounts.ts';
import { sayFormula } from './printed-conditions.ts';
import {
  dimensionName,
  every,
  figure,
  joined,
  label,
  listed,
  NOTHING,
  number,
  ONE,
  type Speech,
  sayBand,
} from './printed-language.ts';
import type { PrintedCell } from './printed-tables.ts';
import type {
  Clause,
  CombineStep,
  CreditStep,
  Label,
  Scheme,
  Step,
  TallyStep,
  TargetStep,
} from './scheme.ts';

export function sayCombine(step: CombineStep, { speech, clause }: ClauseSpeech): Said {
  const same = listed(step.key.map(key => sayKey(key, speech)));
  const count = step.factors ? sayFactors(step.factors, step, speech) : sayCount(step, speech);
  const rest = step.factors ? NOTHING : sayRest(step);
  const later = sayLater(step, clause, speech.scheme);
  const oneOf = step.oneOf === undefined ? NOTHING : dimensionName(speech.scheme, step.oneOf);
  const entry =
    oneOf.zh === ''
      ? NOTHING
      : label(`每一${oneOf.zh}只有最高的一件参加取舍`, `only the highest of each ${oneOf.en} competes`);
  return said(
    `${joined([label(`${same.zh}的各件中，${entry.zh === '' ? count.zh : `${entry.zh}，${count.zh}`}`, ''), rest, later], '；', '').zh}。`,
    `${joined([label('', `Among what shares ${same.en}: ${entry.en === '' ? '' : `${entry.en}, `}${count.en}`), rest, later], '', '; ').en}.`,
  );
}

function sayKey(key: string, { scheme }: Speech): Label {
  if (PERIOD_KINDS.includes(key as PeriodKind) && !Object.hasOwn(scheme.attributes, key)) {
    const { zh, en } = ONE[key as PeriodKind];
    return label(`同一${zh}`, `the ${en}`);
  }
  const { zh, en } = dimensionName(scheme, key);
  return label(`同一${zh}`, `the ${en}`);
}

function sayCount({ best, order, by }: CombineStep, { scheme }: Speech): Label {
  if (best === 'all') return label('各件都计', 'all count');
  const { zh, en } = ENDS[order];
  const how = by === undefined ? NOTHING : dimensionName(scheme, by);
  const compared =
    order !== 'highest'
      ? NOTHING
      : by === undefined
        ? label('（按分值比）', ' (by value)')
        : label(`（先比${how.zh}，相同的再比分值）`, ` (by ${how.en} first, then by value)`);
  return label(
    `只计${zh}的${best}件${compared.zh}`,
    `only the ${en} ${best === 1 ? 'one' : best} counts${compared.en}`,
  );
}

const ENDS: Record<CombineStep['order'], Label> = {
  highest: label('最高', 'highest'),
  first: label('最早', 'first'),
  last: label('最晚', 'last'),
};

/** With factors all count, each by its place in the order. */
function sayFactors(factors: readonly string[], { order, by }: CombineStep, { scheme }: Speech): Label {
  const list = listed(factors.map(number));
  const last = figure(factors.at(-1) ?? '1');
  const way: Record<CombineStep['order'], Label> = {
    highest: label('由高到低', 'from the highest down'),
    first: label('由早到晚', 'from the earliest on'),
    last: label('由晚到早', 'from the latest back'),
  };
  const how = by === undefined || order !== 'highest' ? NOTHING : dimensionName(scheme, by);
  const compared =
    how.zh === '' ? NOTHING : label(`（先比${how.zh}，相同的再比分值）`, ` (by ${how.en} first)`);
  return label(
    `${way[order].zh}排列${compared.zh}，依次乘以${list.zh}，再往后的都乘以${last}`,
    `taken ${way[order].en}${compared.en}, they are multiplied by ${list.en}, all further ones by ${last}`,
  );
}

function sayRest({ rest, best }: CombineStep): Label {
  if (best === 'all') return NOTHING;
  return rest === '0'
    ? label('其余不计', 'the others count 0')
    : label(`其余各件乘以${figure(rest)}后计入`, `each of the others counts multiplied by ${figure(rest)}`);
}

/** Only where something better may still come once a period is published. */
function sayLater({ best, order, key, later }: CombineStep, clause: Clause, scheme: Scheme): Label {
  const ledger = clause.ledger === undefined ? undefined : scheme.ledgers[clause.ledger];
  const isWithinPeriod = key.some(each => PERIOD_KINDS.includes(each as PeriodKind));
  if (!ledger || best === 'all' || order === 'first' || isWithinPeriod) return NOTHING;
  const { zh, en } = ONE[ledger.closes];
  const [more, higher] = order === 'last' ? ['更晚的', 'later one'] : ['更高的', 'higher one'];
  return later === 'difference'
    ? label(
        `按${zh}公布以后又有${more}，后一期只补记差额，已公布的不变`,
        `once a ${en} is published, a ${higher} books only the difference in the later ${en}`,
      )
    : label(
        `按${zh}公布以后又有${more}，改记在后一期，原来的一件改计0`,
        `once a ${en} is published, a ${higher} counts in the later ${en} and the earlier line becomes 0`,
      );
}

const RECEIVERS: Record<CreditStep['to'], Label> = {
  unit: label('报送单位', 'the reporting unit'),
  units: label('报送单位和协作单位', 'the reporting unit and its co-units'),
  'co-units': label('协作单位', 'the co-units'),
  'first-person': label('第一作者', 'the first author'),
  persons: label('各位作者', 'the authors'),
};

export function sayCredit({ to, share }: CreditStep, { speech }: ClauseSpeech): Said {
  const { zh, en } = RECEIVERS[to];
  if (typeof share === 'object' && 'formula' in share) {
    const part = sayFormula(share.formula, speech);
    return said(
      `记给${zh}，每方所得的份额为${part.zh}。`,
      `Booked for ${en}, each with the share ${part.en}.`,
    );
  }
  if (typeof share === 'object') {
    const ratio = share.ratio.map(figure).join('∶');
    return said(
      `记给${zh}，按次序以${ratio}分，再往后的没有；只有一方时全归其所有。`,
      `Booked for ${en}, shared ${ratio} in their order, nothing for those after them; all of it when there is one.`,
    );
  }
  const how: Record<Exclude<CreditStep['share'], object>, Label> = {
    full: label('各计全额', 'in full'),
    equal: label('均分', 'in equal parts'),
    half: label('合作的各计一半', 'half each when there are several'),
    stated: label('按写明的比例分', 'by the shares stated'),
  };
  return said(`记给${zh}，${how[share].zh}。`, `Booked for ${en}, ${how[share].en}.`);
}

export function sayTally(step: TallyStep, { speech }: ClauseSpeech): Said {
  const period = every(step.per);
  const each = step.forEach === undefined ? NOTHING : dimensionName(speech.scheme, step.forEach);
  const span = each.zh === '' ? period : label(`${period.zh}按${each.zh}分别`, `${period.en} and ${each.en}`);
  const distinct = dimensionName(speech.scheme, step.distinct ?? 'day');
  const what: Record<TallyStep['of'], Label> = {
    sum: step.best
      ? label(`取最高的${step.best}件相加`, `the sum of the highest ${step.best}`)
      : label('合计', 'the sum'),
    count: label('计件数', 'the number of items'),
    distinct: label(`计不重复的${distinct.zh}数`, `the number of different ${distinct.en}s`),
    average: label('取平均数', 'the average'),
    highest: label('取最高的一个', 'the highest'),
    lowest: label('取最低的一个', 'the lowest'),
  };
  const { drop } = step;
  const dropped = drop
    ? label(
        `去掉最高的${drop.highest}个和最低的${drop.lowest}个以后，`,
        `, once the highest ${drop.highest} and the lowest ${drop.lowest} are left out`,
      )
    : NOTHING;
  const divided = step.dividedBy ? sayFormula(step.dividedBy, speech) : undefined;
  return said(
    `${span.zh}${dropped.zh}${what[step.of].zh}${divided ? `，再除以${divided.zh}（除数为0的得0）` : ''}。`,
    `For ${span.en}: ${what[step.of].en}${dropped.en}${divided ? `, divided by ${divided.en} (0 when that is 0)` : ''}.`,
  );
}

const RATES = {
  met: [label('完成任务的', 'when met'), label('完成任务', 'When met')],
  unmet: [label('没有完成的', 'when not met'), label('没有完成任务', 'When not met')],
  missing: [label('每少1', 'for each 1 missing'), label('每少1', 'For each 1 missing')],
  extra: [label('每多1', 'for each 1 above it'), label('每多1', 'For each 1 above it')],
} as const;

export function sayTarget(step: TargetStep, { speech, unit, row }: ClauseSpeech): Said {
  const owed = { speech, unit: NOTHING };
  const context = { speech, unit };
  const rates = Object.entries(RATES) as [keyof typeof RATES, (typeof RATES)['met']][];
  const said1 = rates.flatMap(([rate, [words]]) => {
    const amount = step[rate];
    if (!amount) return [];
    const worth = gives(amount, context);
    return [label(`${words.zh}${worth.zh}`, `${words.en} ${worth.en}`)];
  });
  const whole = step.proportion ? sayAmount(step.proportion, context) : undefined;
  if (whole)
    said1.push(
      label(
        `完成任务的计${whole.zh}，没有完成的按完成的比例计`,
        `when met ${whole.en}, a part done gives the part`,
      ),
    );
  if (step.least || step.most) {
    const bounds = sayBounds(step, context);
    said1.push(label(`本项${bounds.zh}`, `this comes to ${bounds.en}`));
  }
  const isProgress = said1.length === 0;
  const worth = isProgress
    ? label('只看进度，不计分', 'progress only, no points')
    : joined(said1, '，', ', ');
  const settled = isProgress ? NOTHING : sayWhen(step);
  const nothing = NOTHING_OWED[step.nothingOwed];
  const number = sayAmount(step.number, owed);
  const list = joined([worth, settled, nothing], '；', '; ');
  return said(
    `${row.zh}的任务数：${number.zh}。${list.zh}。`,
    `Target of ${row.en}: ${number.en}. ${capital(list.en)}.`,
    [
      ...tablesOf(step.number, label('任务数', 'Targets'), owed),
      ...rates.flatMap(([rate, [, caption]]) => tablesOf(step[rate], caption, context)),
      ...tablesOf(step.proportion, label('完成任务', 'When met'), context),
      ...boundTables(step, context),
    ],
  );
}

const NOTHING_OWED: Record<TargetStep['nothingOwed'], Label> = {
  skip: label('任务数为0的不计', 'whoever owes nothing gets no line'),
  met: label('任务数为0的视同完成', 'whoever owes nothing counts as having met it'),
  count: label('任务数为0的，只计多出的', 'of whoever owes nothing only what is above counts'),
};

function sayWhen({ settle }: TargetStep): Label {
  return settle === 'at-end'
    ? label('期末结算，期中只看进度', 'settled when the period ends')
    : label(
        '达标和超额随时记入，少的期末结算',
        'what is met or above is booked at once, what is missing at the end',
      );
}

export function sayBands(
  { bands, bounds }: Extract<Step, { do: 'bands' }>,
  { speech, unit, row }: ClauseSpeech,
): Said {
  const isFrom = bounds === 'from';
  const worth = unit.zh === '' ? label('计', 'gives') : label(`计（${unit.zh}）`, `gives (${unit.en})`);
  const head: PrintedCell[] = [{ text: label('数', 'number') }, { text: worth }];
  const rows = bands.map(({ from, gives: amount }, i): PrintedCell[] => {
    const next = bands[i + 1]?.from;
    const words = sayAmount(amount, { speech, unit: NOTHING });
    return [
      { text: sayBand(from, next, isFrom) },
      { text: words, ...('number' in amount && { figure: true as const }) },
    ];
  });
  const [lowest] = bands;
  const bound = figure(lowest?.from ?? '0');
  const below = isFrom
    ? label(`不足${bound}的计0`, `below ${bound} gives 0`)
    : label(`不超过${bound}的计0`, `up to ${bound} gives 0`);
  const tables = bands.flatMap(({ from, gives: amount }) =>
    tablesOf(amount, label(`数达${figure(from)}档`, `From ${figure(from)}`), { speech, unit }),
  );
  return said(
    `${row.zh}的数按所在的档计，见下表；界限本身${isFrom ? '属于高一档' : '属于低一档'}，${below.zh}。`,
    `The number of ${row.en} gives what its band says; a bound belongs to the ${isFrom ? 'higher' : 'lower'} band, ${below.en}.`,
    [{ kind: 'table', caption: label('分档', 'Bands'), heads: 1, rows: [head, ...rows] }, ...tables],
  );
}
