/** The steps of a clause as the items of an article, in the order in which they are worked. */
import type { RoundingMode } from './decimal.ts';
import type { PeriodKind } from './periods.ts';
import {
  type AmountSpeech,
  boundTables,
  type ClauseSpeech,
  capital,
  gives,
  restOf,
  type Said,
  said,
  sayAmount,
  sayBounds,
  tablesOf,
} from './printed-amounts.ts';
import { sayCondition } from './printed-conditions.ts';
import { sayBands, sayCombine, sayCredit, sayTally, sayTarget } from './printed-gather.ts';
import {
  dimensionName,
  every,
  joined,
  label,
  listed,
  NOTHING,
  OWN,
  quoted,
  type Speech,
} from './printed-language.ts';
import { dimensionsOf } from './printed-tables.ts';
import type { Bounds, Clause, Label, LimitStep, SelectStep, Step } from './scheme.ts';

/** One item for each step; a plain value joins the plain selection before it: 报送，每件计1分. */
export function saySteps(clause: Clause, context: AmountSpeech): Said[] {
  const [first, second] = clause.steps;
  const items = sayEachStep(clause, context);
  const speech = { ...context.speech, own: OWN[clause.owner] };
  const plain = sayPlain([first, second], { speech, unit: unitAt(clause, 1, context.unit) });
  return plain ? [plain, ...items.slice(2)] : items;
}

/** Exactly one item for each step. */
export function sayEachStep(clause: Clause, { speech: general, unit }: AmountSpeech): Said[] {
  const speech = { ...general, own: OWN[clause.owner] };
  let row = label('每件', 'each');
  return clause.steps.map((step, i) => {
    const item = guarded(step, sayStep(step, { speech, unit: unitAt(clause, i, unit), clause, row }), speech);
    if (step.do === 'tally') row = rowOf(step.per, step.forEach, speech);
    if (step.do === 'select' && step.each) row = rowOf(step.each, undefined, speech);
    return item;
  });
}

/** What comes after makes points of the number: before it, it is a count of pieces. */
const COUNTS: readonly Step['do'][] = ['target', 'bands', 'value'];
const PIECES = label('件', '');

function unitAt({ steps }: Clause, i: number, unit: Label): Label {
  const tally = steps.findIndex(step => step.do === 'tally');
  const isCounted = steps.slice(tally).some(step => COUNTS.includes(step.do));
  return i < tally && isCounted ? PIECES : unit;
}

/** A step with a condition is worked on the rows for which it holds. */
function guarded(step: Step, item: Said, speech: Speech): Said {
  const isGuarded =
    step.do === 'limit' || step.do === 'round' || step.do === 'combine' || step.do === 'credit';
  if (!isGuarded || !step.when) return item;
  const when = sayCondition(step.when, speech);
  const { zh, en } = item.text;
  return {
    ...item,
    text: label(
      `只对${when.zh}的：${zh.replace(/。$/u, '')}；其余的不经这一步。`,
      `Only where ${when.en}: ${en.charAt(0).toLowerCase()}${en.slice(1).replace(/\.$/u, '')}; the others pass this step by.`,
    ),
  };
}

/** A selection of kinds alone, with the value that follows it. */
function sayPlain(
  [select, value]: readonly (Step | undefined)[],
  { speech, unit }: AmountSpeech,
): Said | undefined {
  if (select?.do !== 'select' || value?.do !== 'value') return undefined;
  const isLong = select.where !== undefined && !('number' in value.amount);
  if (select.kinds.length === 0 || select.leaveOut.length > 0 || isLong) return undefined;
  const what = kindsOf(select.kinds, speech);
  const where = select.where ? sayCondition(select.where, speech) : undefined;
  const { text, tables } = sayValue(value.amount, { speech, unit, row: label('每件', 'each') });
  return said(
    `${what.zh}${where ? `，限于${where.zh}的` : ''}，${text.zh}`,
    `${capital(what.en)}${where ? `, where ${where.en}` : ''}: ${text.en.charAt(0).toLowerCase()}${text.en.slice(1)}`,
    tables,
  );
}

function kindsOf(kinds: readonly string[], { scheme }: Speech): Label {
  return listed(kinds.map(kind => scheme.kinds[kind] ?? label(kind, kind)));
}

function rowOf(per: PeriodKind, forEach: string | undefined, { scheme }: Speech): Label {
  const period = every(per);
  if (forEach === undefined) return period;
  const name = dimensionName(scheme, forEach);
  return label(`${period.zh}每一${name.zh}`, `${period.en} and ${name.en}`);
}

function sayStep(step: Step, context: ClauseSpeech): Said {
  switch (step.do) {
    case 'select':
      return saySelect(step, context);
    case 'value':
      return sayValue(step.amount, context);
    case 'judged':
      return sayJudged(step, context);
    case 'add':
    case 'times':
    case 'set':
      return sayModifier(step, context);
    case 'limit':
      return sayLimit(step, context);
    case 'round':
      return { text: sayRound(step), tables: [] };
    case 'combine':
      return sayCombine(step, context);
    case 'credit':
      return sayCredit(step, context);
    case 'tally':
      return sayTally(step, context);
    case 'target':
      return sayTarget(step, context);
    case 'bands':
      return sayBands(step, context);
    default:
      return step satisfies never;
  }
}

function saySelect({ kinds, lines, each, where, leaveOut }: SelectStep, { speech }: ClauseSpeech): Said {
  const what = each
    ? label(`${every(each).zh}计算一次`, `worked once for ${every(each).en}`)
    : lines.length > 0
      ? label(
          `取${listed(lines.map(speech.nameOf)).zh}计得的各行`,
          `the lines of ${listed(lines.map(speech.nameOf)).en}`,
        )
      : kindsOf(kinds, speech);
  const limits = where ? sayCondition(where, speech) : undefined;
  const scope = limits ? label(`${what.zh}，限于${limits.zh}的`, `${what.en}, where ${limits.en}`) : what;
  const out = sayLeftOut(leaveOut, speech);
  return said(`计分范围：${scope.zh}。${out.zh}`, `What counts: ${scope.en}.${out.en}`);
}

function sayLeftOut(leaveOut: SelectStep['leaveOut'], speech: Speech): Label {
  if (leaveOut.length === 0) return NOTHING;
  const reasons = leaveOut.map(({ when, because }) => {
    const words = sayCondition(when, speech);
    const own = because.zh !== when.source;
    if (!own || words.zh === `属于${quoted(because).zh}`) return own ? because : words;
    return label(`${because.zh}（即${words.zh}）`, `${because.en} (that is, ${words.en})`);
  });
  const list = joined(reasons, '；', '; ');
  return label(`有下列情形的列出而不计：${list.zh}。`, ` Listed but not counted: ${list.en}.`);
}

function sayValue(
  amount: Parameters<typeof gives>[0],
  { speech, unit, row }: Omit<ClauseSpeech, 'clause'>,
): Said {
  if (!('table' in amount)) {
    const words = gives(amount, { speech, unit });
    return said(`${row.zh}${words.zh}。`, `${capital(row.en)} ${words.en}.`);
  }
  const dimensions = dimensionsOf(amount, speech);
  const words = sayAmount(amount, { speech, unit });
  const how =
    amount.percent || amount.each
      ? label(`计${words.zh}`, `gives ${words.en}`)
      : label(`按${dimensions.zh}计，分值见下表`, `gives what the table below has for its ${dimensions.en}`);
  const rest = restOf(
    amount,
    label('表中未列的不计，并写明理由', 'what the table does not list is not counted, and the line says so'),
  );
  const tail = rest.zh === '' ? NOTHING : label(`；${rest.zh}`, `; ${rest.en}`);
  return said(
    `${row.zh}${how.zh}${tail.zh}。`,
    `${capital(row.en)} ${how.en}${tail.en}.`,
    tablesOf(amount, label('分值', 'Values'), { speech, unit }),
  );
}

function sayJudged(step: Extract<Step, { do: 'judged' }>, { speech, unit }: ClauseSpeech): Said {
  const name = (id: string) => quoted(dimensionName(speech.scheme, id));
  const [mark, judge, reason] = [name(step.number), name(step.judge), name(step.reason)];
  const context = { speech, unit };
  const least = sayAmount(step.least, context);
  const most = sayAmount(step.most, context);
  return said(
    `由人评定：填写${mark.zh}，不低于${least.zh}，不高于${most.zh}，并写明${judge.zh}和${reason.zh}；超出上下限或者缺少一项的不计，不自动改成界限。`,
    `Judged by a person: ${mark.en}, at least ${least.en} and at most ${most.en}, with ${judge.en} and ${reason.en}; a number outside the bounds, or without one of them, is not counted and never trimmed.`,
    [
      ...tablesOf(step.least, label('评定下限', 'Least that may be given'), context),
      ...tablesOf(step.most, label('评定上限', 'Most that may be given'), context),
    ],
  );
}

type Modifier = Extract<Step, { do: 'add' | 'times' | 'set' }>;
const MODIFIERS: Record<Modifier['do'], { verb: Label; caption: Label; missing: Label }> = {
  add: {
    verb: label('另加', 'add'),
    caption: label('另加的数', 'Additions'),
    missing: label('表中未列的不加', 'what the table does not list adds nothing'),
  },
  times: {
    verb: label('乘以', 'multiply by'),
    caption: label('系数', 'Factors'),
    missing: label('表中未列的不乘', 'what the table does not list stays as it is'),
  },
  set: {
    verb: label('改计', 'set to'),
    caption: label('改计的数', 'Values that replace it'),
    missing: label('表中未列的不改', 'what the table does not list stays as it is'),
  },
};

/** Also what a ledger does when a period closes: another number is added, multiplied or set. */
export function sayModifier(step: Modifier, { speech, unit }: AmountSpeech): Said {
  const { verb, caption, missing } = MODIFIERS[step.do];
  const context = { speech, unit: step.do === 'times' ? NOTHING : unit };
  const { amount } = step;
  const isCut = step.do === 'add' && 'number' in amount && amount.number.startsWith('-');
  const words = sayAmount(isCut ? { ...amount, number: amount.number.slice(1) } : amount, context);
  const done = isCut
    ? label(`扣${words.zh}`, `subtract ${words.en}`)
    : label(`${verb.zh}${words.zh}`, `${verb.en} ${words.en}`);
  const when = step.when ? sayCondition(step.when, speech) : undefined;
  const because = step.because ?? NOTHING;
  const rest = restOf(amount, missing);
  const [head, tail] = [
    because.zh === '' ? NOTHING : label(`${because.zh}：`, `${capital(because.en)}: `),
    rest,
  ];
  return said(
    `${head.zh}${when ? `${when.zh}的，` : ''}${done.zh}${tail.zh === '' ? '' : `；${tail.zh}`}。`,
    `${head.en}${when ? `where ${when.en}, ` : ''}${head.en === '' && !when ? capital(done.en) : done.en}${tail.en === '' ? '' : `; ${tail.en}`}.`,
    tablesOf(amount, caption, context),
  );
}

function sayLimit(step: LimitStep, { speech, unit, row, clause }: ClauseSpeech): Said {
  const owner = clause.owner === 'person' ? label('每人', 'each person') : label('每个单位', 'each unit');
  const name = step.forEach === undefined ? NOTHING : dimensionName(speech.scheme, step.forEach);
  const each = name.zh === '' ? NOTHING : label(`、每一${name.zh}`, ` and ${name.en}`);
  const whose = step.per
    ? label(
        `${owner.zh}${every(step.per).zh}${each.zh}合计`,
        `the sum of ${owner.en}, ${every(step.per).en}${each.en}`,
      )
    : row;
  const percent = (amount: Bounds['most']) => (amount && step.of ? { ...amount, percent: step.of } : amount);
  const bounds = { least: percent(step.least), most: percent(step.most) };
  const words = sayBounds(bounds, { speech, unit });
  const because = step.because ? label(`（${step.because.zh}）`, ` (${step.because.en})`) : NOTHING;
  const tail = step.per
    ? label(
        '；与此不合的部分另列一行加减，原来的各行不动',
        '; the difference is a line of its own, the lines before it stay',
      )
    : NOTHING;
  return said(
    `${whose.zh}${words.zh}${because.zh}${tail.zh}。`,
    `${capital(whose.en)}: ${words.en}${because.en}${tail.en}.`,
    boundTables(bounds, { speech, unit }),
  );
}

export const MODES: Record<RoundingMode, Label> = {
  'half-up': label('四舍五入', 'half up'),
  'half-down': label('五舍六入（恰为一半的舍去）', 'half down'),
  'half-even': label('四舍六入五成双', 'half to even'),
  down: label('其余舍去', 'cut off'),
  up: label('有余即进一', 'any rest up'),
};

export function sayRound({ places, mode }: { places: number; mode: RoundingMode }): Label {
  return places === 0
    ? label(
        `取整数（保留0位小数），${MODES[mode].zh}。`,
        `Rounded to a whole number (0 decimals), ${MODES[mode].en}.`,
      )
    : label(`保留${places}位小数，${MODES[mode].zh}。`, `Rounded to ${places} decimals, ${MODES[mode].en}.`);
}
