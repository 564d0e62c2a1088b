/** The steps of a clause, in the order written. One function per primitive. */

import { readExpression } from './expression.ts';
import { rememberWords, wordsBehind } from './expression-literals.ts';
import {
  type Context,
  readAmount,
  readLimits,
  readNamed,
  readRound,
  type StepContext,
  wordNames,
} from './parse-amounts.ts';
import { readBands, readCombine, readCredit, readTally, readTarget } from './parse-gather.ts';
import { PERIOD_KINDS } from './periods.ts';
import {
  at,
  complain,
  expectMap,
  has,
  itemsOf,
  type Path,
  type Place,
  type Reading,
  readLabel,
  readWord,
} from './reading.ts';
import type { Label, SelectStep, Step } from './scheme.ts';

const STEP_NAMES = [
  'select',
  'value',
  'judged',
  'add',
  'times',
  'set',
  'limit',
  'round',
  'combine',
  'credit',
  'tally',
  'target',
  'bands',
] as const;
type StepName = (typeof STEP_NAMES)[number];

/** Reads the steps of a clause. From a tally (or `each`) on, expressions speak about the owner's period. */
export function readSteps(reading: Reading, place: Place, outer: StepContext): Step[] {
  const steps: Step[] = [];
  let context: Context = { ...outer, environment: outer.environments.fact };
  const items = itemsOf(reading, place);
  for (const item of items) {
    const step = readStep(reading, item, context);
    if (!step) continue;
    steps.push(step);
    const aboutPeriods = step.do === 'tally' || (step.do === 'select' && step.each);
    if (aboutPeriods) context = periodContext(outer, step.do === 'tally' ? step.forEach : undefined);
  }
  // a step that could not be read would only cause further complaints about the others
  if (steps.length === items.length) checkOrder(reading, place.path, steps);
  return steps;
}

/** A period has none of the facts' attributes, but the one that `for-each` parts the rows by. */
function periodContext(outer: StepContext, forEach: string | undefined): Context {
  const { names, environments } = outer;
  const attribute = forEach === undefined ? undefined : names.attributes[forEach];
  return {
    ...outer,
    names: { ...names, attributes: attribute ? { [attribute.id]: attribute } : {} },
    environment:
      attribute || forEach === 'kind'
        ? rememberWords(
            environments.owner.clone().registerVariable(forEach ?? '', 'string'),
            wordsBehind(environments.owner),
          )
        : environments.owner,
  };
}

function readStep(reading: Reading, place: Place, context: Context): Step | undefined {
  if (!expectMap(reading, place, [...STEP_NAMES, 'when', 'because'])) return undefined;
  const names = STEP_NAMES.filter(name => Object.hasOwn(place.value as object, name));
  const [name] = names;
  if (!name || names.length > 1) {
    complain(reading, place.path, {
      code: 'step-name',
      zh: `每一步写一个动作：${STEP_NAMES.join('、')}`,
      en: `Each step has exactly one of: ${STEP_NAMES.join(', ')}`,
    });
    return undefined;
  }
  if (has(place, 'when') && !GUARDED.includes(name)) {
    complain(reading, [...place.path, 'when'], {
      code: 'unknown-key',
      zh: `when 只用于 ${GUARDED.join('、')}；${name} 的条件请写在 select 里`,
      en: `"when" goes with ${GUARDED.join(', ')}; write the condition of ${name} in select`,
    });
  }
  const step = READERS[name](reading, at(reading, place, name), { ...context, step: place });
  if (!step || !has(place, 'when')) return step;
  if (step.do !== 'limit' && step.do !== 'round' && step.do !== 'combine' && step.do !== 'credit')
    return step;
  const { environment } = context;
  const when = readExpression(reading, at(reading, place, 'when'), { environment, type: 'yes-no' });
  return when && { ...step, when };
}

/** Steps that may hold for some rows only. */
const GUARDED = ['add', 'times', 'set', 'limit', 'round', 'combine', 'credit'];

type StepReader = (reading: Reading, place: Place, context: Context & { step: Place }) => Step | undefined;

const READERS: Record<StepName, StepReader> = {
  select: readSelect,
  value: (reading, place, context) => {
    const amount = readAmount(reading, place, context);
    return amount && { do: 'value', amount, ...becauseOf(reading, context.step) };
  },
  judged: readJudged,
  add: (reading, place, context) => readModifier(reading, place, { ...context, name: 'add' }),
  times: (reading, place, context) => readModifier(reading, place, { ...context, name: 'times' }),
  set: (reading, place, context) => readModifier(reading, place, { ...context, name: 'set' }),
  limit: readLimit,
  round: readRound,
  combine: readCombine,
  credit: readCredit,
  tally: readTally,
  target: readTarget,
  bands: readBands,
};

function readModifier(
  reading: Reading,
  place: Place,
  context: Context & { step: Place; name: 'add' | 'times' | 'set' },
): Step | undefined {
  const amount = readAmount(reading, place, context);
  const { step, environment, name } = context;
  const when = has(step, 'when')
    ? readExpression(reading, at(reading, step, 'when'), { environment, type: 'yes-no' })
    : undefined;
  return amount && { do: name, amount, ...(when && { when }), ...becauseOf(reading, step) };
}

function becauseOf(reading: Reading, place: Place): { because?: Label } {
  return has(place, 'because') ? { because: readLabel(reading, at(reading, place, 'because'), '') } : {};
}

function readSelect(reading: Reading, place: Place, context: Context): SelectStep | undefined {
  if (!expectMap(reading, place, ['kind', 'lines', 'each', 'where', 'leave-out'])) return undefined;
  const forms = ['kind', 'lines', 'each'].filter(key => has(place, key));
  if (forms.length !== 1) {
    complain(reading, place.path, {
      code: 'select-form',
      zh: 'select 须写 kind（事实种类）、lines（读其他条款的台账行）或 each（每期一行）之一',
      en: 'select needs exactly one of kind (kinds of facts), lines (lines of other clauses) and each (a row per period)',
    });
    return undefined;
  }
  const each = has(place, 'each') ? readWord(reading, at(reading, place, 'each'), PERIOD_KINDS) : undefined;
  const environment = each ? context.environments.owner : context.environments.fact;
  const where = has(place, 'where')
    ? readExpression(reading, at(reading, place, 'where'), { environment, type: 'yes-no' })
    : undefined;
  const leaveOut = itemsOf(reading, at(reading, place, 'leave-out')).flatMap(item => {
    if (!expectMap(reading, item, ['when', 'because'])) return [];
    const when = readExpression(reading, at(reading, item, 'when'), { environment, type: 'yes-no' });
    return when ? [{ when, because: readLabel(reading, at(reading, item, 'because'), when.source) }] : [];
  });
  return {
    do: 'select',
    kinds: itemsOf(reading, at(reading, place, 'kind')).flatMap(
      item => readNamed(reading, item, context.names.kinds) ?? [],
    ),
    lines: itemsOf(reading, at(reading, place, 'lines')).flatMap(
      item => readWord(reading, item, context.sources) ?? [],
    ),
    ...(each && { each }),
    ...(where && { where }),
    leaveOut,
  };
}

function readJudged(reading: Reading, place: Place, context: Context): Step | undefined {
  const { names } = context;
  if (!expectMap(reading, place, ['number', 'least', 'most', 'judge', 'reason'])) return undefined;
  const named = (key: string, type: 'number' | 'text') => {
    const possible = Object.values(names.attributes).filter(attribute => attribute.type === type);
    return readWord(
      reading,
      at(reading, place, key),
      possible.map(attribute => attribute.id),
    );
  };
  const [number, judge, reason] = [
    named('number', 'number'),
    named('judge', 'text'),
    named('reason', 'text'),
  ];
  const { least = { number: '0' }, most } = readLimits(reading, place, context);
  if (most === undefined) {
    complain(reading, place.path, {
      code: 'judged-without-bounds',
      zh: '评定分须写 most（最高可评多少）',
      en: 'A judged number needs "most", the highest that can be given',
    });
    return undefined;
  }
  return number && judge && reason ? { do: 'judged', number, least, most, judge, reason } : undefined;
}

function readLimit(reading: Reading, place: Place, context: Context & { step: Place }): Step | undefined {
  if (!expectMap(reading, place, ['least', 'most', 'per', 'for-each', 'of'])) return undefined;
  const limits = readLimits(reading, place, context);
  const per = has(place, 'per') ? readWord(reading, at(reading, place, 'per'), PERIOD_KINDS) : undefined;
  const of = has(place, 'of') ? readWord(reading, at(reading, place, 'of'), ['base']) : undefined;
  const forEach = has(place, 'for-each')
    ? readWord(reading, at(reading, place, 'for-each'), wordNames(context.names))
    : undefined;
  if (forEach && !per) {
    complain(reading, place.path, {
      code: 'limit-without-per',
      zh: '写了 for-each 的 limit 还须写 per（按什么期合计）',
      en: 'A limit with for-each needs "per", the period that it sums up',
    });
  }
  return {
    do: 'limit',
    ...limits,
    ...(per && { per }),
    ...(forEach && { forEach }),
    ...(of && { of }),
    ...becauseOf(reading, context.step),
  };
}

/** Rules of order that hold for every clause, whatever it says. */
function checkOrder(reading: Reading, path: Path, steps: readonly Step[]): void {
  const say = sayAt(reading, path);
  const [first] = steps;
  if (steps.length === 0) return;
  if (first?.do !== 'select' || steps.filter(step => step.do === 'select').length !== 1) {
    say('select-first', '条款第一步须为 select，且只有一步', 'A clause begins with select, and has only one');
    return;
  }
  const tally = steps.findIndex(step => step.do === 'tally');
  const valued = steps.findIndex(step => step.do === 'value' || step.do === 'judged');
  const periodsFrom = first.each ? 0 : tally;
  if (steps.filter(step => step.do === 'credit').length > 1)
    say(
      'one-credit',
      '一个条款只能有一次 credit；两次分成请写成一个公式',
      'A clause has at most one credit; write two splits as one formula',
    );
  if (steps.filter(step => step.do === 'tally').length > 1)
    say('one-tally', '一个条款只能有一次 tally', 'A clause has at most one tally');
  if (first.each && tally >= 0) say('one-tally', 'each 之后不再 tally', 'There is no tally after each');
  const needsValue = first.lines.length === 0 && tally < 0 && valued < 0;
  if (needsValue)
    say('no-value', '条款没有写分值（value 或 tally）', 'The clause says no value (value or tally)');
  checkPlaces(reading, path, { steps, periodsFrom });
}

function sayAt(reading: Reading, path: Path) {
  return (code: string, zh: string, en: string) => complain(reading, path, { code, zh, en });
}

type Ordered = { steps: readonly Step[]; periodsFrom: number };

/** Some steps look at facts, others at periods: a tally stands between them. */
function checkPlaces(reading: Reading, path: Path, { steps, periodsFrom }: Ordered): void {
  const say = sayAt(reading, path);
  for (const [i, step] of steps.entries()) {
    const onPeriods = periodsFrom >= 0 && i > periodsFrom;
    if (['target', 'bands'].includes(step.do) && !onPeriods) {
      say('needs-tally', `${step.do} 之前须先 tally（计数或求和）`, `${step.do} needs a tally before it`);
    }
    if (['combine', 'credit'].includes(step.do) && onPeriods) {
      say('before-tally', `${step.do} 须写在 tally 之前`, `${step.do} has to stand before tally`);
    }
    if (step.do === 'limit' && step.per && onPeriods) {
      say('before-tally', 'tally 之后的 limit 不写 per', 'A limit after tally takes no per');
    }
  }
}
