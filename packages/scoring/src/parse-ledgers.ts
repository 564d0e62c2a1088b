/** Ledgers with their closing steps, rankings and awards. */
import { ROUNDING_MODES } from './decimal.ts';
import { readExpression } from './expression.ts';
import {
  optionalDecimal,
  optionalText,
  readAmount,
  readLimits,
  readRound,
  type StepContext,
} from './parse-amounts.ts';
import { PERIOD_KINDS } from './periods.ts';
import {
  at,
  complain,
  entriesOf,
  expectMap,
  has,
  itemsOf,
  type Place,
  type Reading,
  readDecimal,
  readLabel,
  readText,
  readWhole,
  readWord,
} from './reading.ts';
import type { Award, ClosingStep, LedgerRule, Ranking } from './scheme.ts';

const LEDGER_KEYS = ['label', 'owner', 'measure', 'dates', 'closes', 'who', 'per', 'steps'];
type Context = StepContext & {
  measures: readonly string[];
  ledgers: readonly string[];
  /** Switches met in each place of the document. */
  used: ReadonlyMap<string, ReadonlySet<string>>;
};

export function readLedgers(reading: Reading, place: Place, context: Context): Record<string, LedgerRule> {
  const ledgers: Record<string, LedgerRule> = {};
  if (!expectMap(reading, place, null)) return ledgers;
  for (const [id, entry] of entriesOf(reading, place)) {
    if (!expectMap(reading, entry, LEDGER_KEYS)) continue;
    const environment = context.environments.owner;
    const word = <W extends string>(key: string, words: readonly W[], fallback: W): W =>
      has(entry, key) ? (readWord(reading, at(reading, entry, key), words) ?? fallback) : fallback;
    const who = has(entry, 'who')
      ? readExpression(reading, at(reading, entry, 'who'), { environment, type: 'yes-no' })
      : undefined;
    ledgers[id] = {
      id,
      label: readLabel(reading, at(reading, entry, 'label'), id),
      owner: word('owner', ['unit', 'person'], 'unit'),
      measure: word('measure', context.measures, 'points'),
      dates: word('dates', ['on', 'bookedOn'], 'on'),
      closes: word('closes', PERIOD_KINDS, 'year'),
      per: word('per', PERIOD_KINDS, 'year'),
      ...(who && { who }),
      switches: [...(context.used.get(`ledgers.${id}`) ?? [])],
      steps: itemsOf(reading, at(reading, entry, 'steps')).flatMap(
        item => readClosingStep(reading, item, context) ?? [],
      ),
    };
  }
  return ledgers;
}

const CLOSING_NAMES = ['start', 'part', 'add', 'times', 'set', 'limit', 'round', 'gate'] as const;

function readClosingStep(reading: Reading, place: Place, context: Context): ClosingStep | undefined {
  if (!expectMap(reading, place, [...CLOSING_NAMES, 'when', 'because'])) return undefined;
  const names = CLOSING_NAMES.filter(name => has(place, name));
  const [name] = names;
  if (!name || names.length > 1) {
    complain(reading, place.path, {
      code: 'step-name',
      zh: `每一步写一个动作：${CLOSING_NAMES.join('、')}`,
      en: `Each step has exactly one of: ${CLOSING_NAMES.join(', ')}`,
    });
    return undefined;
  }
  const inner = at(reading, place, name);
  const because = has(place, 'because')
    ? { because: readLabel(reading, at(reading, place, 'because'), '') }
    : {};
  if (name === 'round') return readRound(reading, inner);
  if (name === 'part') return readPart(reading, inner, context);
  if (name === 'gate') {
    const gate = readGate(reading, inner, context);
    return gate && { ...gate, ...because };
  }
  // what a period comes to is not about any one fact
  const ofPeriods = { ...context.names, attributes: {} };
  const amounts = { names: ofPeriods, environment: context.environments.owner };
  if (name === 'start') {
    const amount = readAmount(reading, inner, amounts);
    return amount && { do: 'start', amount };
  }
  if (name === 'add' || name === 'times' || name === 'set') {
    const amount = readAmount(reading, inner, amounts);
    const when = has(place, 'when')
      ? readExpression(reading, at(reading, place, 'when'), {
          environment: context.environments.owner,
          type: 'yes-no',
        })
      : undefined;
    return amount && { do: name, amount, ...(when && { when }), ...because };
  }
  if (!expectMap(reading, inner, ['least', 'most'])) return undefined;
  return { do: 'limit', ...readLimits(reading, inner, amounts), ...because };
}

function readPart(reading: Reading, place: Place, context: Context): ClosingStep | undefined {
  if (!expectMap(reading, place, ['ledger', 'weight'])) return undefined;
  const ledger = readWord(reading, at(reading, place, 'ledger'), context.ledgers);
  const weight = optionalDecimal(reading, place, 'weight');
  return ledger === undefined ? undefined : { do: 'part', ledger, ...(weight !== undefined && { weight }) };
}

function readGate(
  reading: Reading,
  place: Place,
  context: Context,
): Extract<ClosingStep, { do: 'gate' }> | undefined {
  if (!expectMap(reading, place, ['when', 'then', 'to', 'mark', 'running'])) return undefined;
  const environment = context.environments.owner;
  const when = readExpression(reading, at(reading, place, 'when'), { environment, type: 'yes-no' });
  const then = readWord(reading, at(reading, place, 'then'), ['zero', 'set', 'stop', 'mark']);
  const to = optionalDecimal(reading, place, 'to');
  const mark = optionalText(reading, place, 'mark');
  const running = has(place, 'running') ? readWhole(reading, at(reading, place, 'running'), 1) : 1;
  if (then === 'set' && to === undefined) {
    complain(reading, place.path, {
      code: 'gate-without-value',
      zh: 'then: set 须写 to（定为多少）',
      en: 'then: set needs "to"',
    });
  }
  if (then === 'mark' && mark === undefined) {
    complain(reading, place.path, {
      code: 'gate-without-mark',
      zh: 'then: mark 须写 mark（标记）',
      en: 'then: mark needs its mark',
    });
  }
  if (!when || !then || !running) return undefined;
  return {
    do: 'gate',
    when,
    then,
    running,
    ...(to !== undefined && { to }),
    ...(mark !== undefined && { mark }),
  };
}

const RANKING_KEYS = ['id', 'label', 'ledger', 'by', 'breakers', 'ties', 'apart', 'gives', 'convert'];

export function readRankings(reading: Reading, place: Place, context: Context): Ranking[] {
  return itemsOf(reading, place).flatMap(item => {
    if (!expectMap(reading, item, RANKING_KEYS)) return [];
    const id = readText(reading, at(reading, item, 'id'));
    const ledger = readWord(reading, at(reading, item, 'ledger'), context.ledgers);
    const by = has(item, 'by')
      ? readWord(reading, at(reading, item, 'by'), ['group', 'class', 'all'])
      : 'all';
    const ties = has(item, 'ties')
      ? readWord(reading, at(reading, item, 'ties'), ['shared', 'dense'])
      : 'shared';
    const environment = context.environments.owner;
    const apart = has(item, 'apart')
      ? readExpression(reading, at(reading, item, 'apart'), { environment, type: 'yes-no' })
      : undefined;
    const breakers = itemsOf(reading, at(reading, item, 'breakers')).flatMap(breaker => {
      if (!expectMap(reading, breaker, ['of', 'order'])) return [];
      const of = readWord(reading, at(reading, breaker, 'of'), context.sources);
      const order = has(breaker, 'order')
        ? readWord(reading, at(reading, breaker, 'order'), ['more', 'less'])
        : 'more';
      return of && order ? [{ of, order }] : [];
    });
    if (!id || !ledger || !by || !ties) return [];
    const label = readLabel(reading, at(reading, item, 'label'), id);
    const worth = readWorth(reading, item);
    return [{ id, label, ledger, by, breakers, ties, ...(apart && { apart }), ...worth }];
  });
}

/** What a place is worth, or how totals become shares of the highest. */
function readWorth(reading: Reading, place: Place): Pick<Ranking, 'gives' | 'convert'> {
  const given = at(reading, place, 'gives');
  const convert = at(reading, place, 'convert');
  const worth: { gives?: Ranking['gives']; convert?: Ranking['convert'] } = {};
  if (has(place, 'gives') && expectMap(reading, given, ['places', 'others'])) {
    const places = itemsOf(reading, at(reading, given, 'places')).flatMap(
      item => readDecimal(reading, item) ?? [],
    );
    worth.gives = { places, others: optionalDecimal(reading, given, 'others') ?? '0' };
  }
  if (has(place, 'convert') && expectMap(reading, convert, ['full', 'places', 'mode'])) {
    const full = readDecimal(reading, at(reading, convert, 'full'));
    const rounding = readRound(reading, { ...convert, value: withoutFull(convert.value) });
    if (full !== undefined && rounding)
      worth.convert = { full, places: rounding.places, mode: rounding.mode };
  }
  return worth;
}

function withoutFull(value: unknown): unknown {
  const { full: _, ...rest } = value as Record<string, unknown>;
  return rest;
}

const AWARD_KEYS = [
  'id',
  'label',
  'ranking',
  'seats',
  'at-least',
  'barred',
  'except',
  'last-lose',
  'ties-at-last',
  'money',
];

export function readAwards(reading: Reading, place: Place, rankings: readonly string[]): Award[] {
  /** Awards named so far: an award may leave out who has one of these. */
  const before: string[] = [];
  return itemsOf(reading, place).flatMap(item => {
    if (!expectMap(reading, item, AWARD_KEYS)) return [];
    const id = readText(reading, at(reading, item, 'id'));
    const ranking = readWord(reading, at(reading, item, 'ranking'), rankings);
    const seats = readSeats(reading, at(reading, item, 'seats'));
    const barred = itemsOf(reading, at(reading, item, 'barred')).flatMap(
      mark => readText(reading, mark) ?? [],
    );
    const ties = has(item, 'ties-at-last')
      ? readWord(reading, at(reading, item, 'ties-at-last'), ['all', 'none'])
      : 'all';
    const money = optionalDecimal(reading, item, 'money');
    const lastLose = has(item, 'last-lose') ? readWhole(reading, at(reading, item, 'last-lose'), 0) : 0;
    const atLeast = optionalDecimal(reading, item, 'at-least');
    const except = itemsOf(reading, at(reading, item, 'except')).flatMap(
      other => readWord(reading, other, before) ?? [],
    );
    if (!id || !ranking || !seats || !ties || lastLose === undefined) return [];
    before.push(id);
    const label = readLabel(reading, at(reading, item, 'label'), id);
    const more = { ...(atLeast !== undefined && { atLeast }), ...(money !== undefined && { money }) };
    return [{ id, label, ranking, seats, barred, except, lastLose, tiesAtLast: ties, ...more }];
  });
}

function readSeats(reading: Reading, place: Place): Award['seats'] | undefined {
  if (!expectMap(reading, place, ['each-group', 'groups', 'share', 'rounding', 'from'])) return undefined;
  if (has(place, 'each-group')) {
    const number = readWhole(reading, at(reading, place, 'each-group'), 1);
    return number === undefined ? undefined : { eachGroup: number };
  }
  if (has(place, 'groups')) {
    const groups = at(reading, place, 'groups');
    if (!expectMap(reading, groups, null)) return undefined;
    return {
      groups: Object.fromEntries(
        entriesOf(reading, groups).map(([id, seat]) => [id, readWhole(reading, seat, 0) ?? 0]),
      ),
    };
  }
  if (has(place, 'share')) {
    const share = readDecimal(reading, at(reading, place, 'share'));
    const rounding = has(place, 'rounding')
      ? readWord(reading, at(reading, place, 'rounding'), ROUNDING_MODES)
      : 'half-up';
    return share !== undefined && rounding ? { share, rounding } : undefined;
  }
  const from = readDecimal(reading, at(reading, place, 'from'));
  return from === undefined ? undefined : { from };
}
