/** The steps that bring several rows together: combine, credit, tally, target, bands. */
import { compare, parseDecimal } from './decimal.ts';
import { readExpression } from './expression.ts';
import { type Context, optionalDecimal, readAmount, readLimits, wordNames } from './parse-amounts.ts';
import { PERIOD_KINDS } from './periods.ts';
import {
  at,
  complain,
  expectMap,
  has,
  isMap,
  itemsOf,
  type Path,
  type Place,
  type Reading,
  readDecimal,
  readWhole,
  readWord,
} from './reading.ts';
import type { Amount, CombineStep, CreditStep, Step, TallyStep, TargetStep } from './scheme.ts';

const COMBINE_KEYS = ['key', 'count', 'by', 'one-of', 'rest', 'factors', 'later'];

export function readCombine(reading: Reading, place: Place, { names }: Context): CombineStep | undefined {
  if (!expectMap(reading, place, COMBINE_KEYS)) return undefined;
  const texts = wordNames(names);
  const keys = ['manuscript', 'lead', ...PERIOD_KINDS, ...texts];
  const key = has(place, 'key')
    ? itemsOf(reading, at(reading, place, 'key')).flatMap(item => readWord(reading, item, keys) ?? [])
    : ['manuscript'];
  const count = readCount(reading, at(reading, place, 'count'));
  const oneOf = has(place, 'one-of') ? readWord(reading, at(reading, place, 'one-of'), texts) : undefined;
  const words = Object.values(names.attributes).filter(attribute => attribute.values);
  const by = has(place, 'by')
    ? readWord(
        reading,
        at(reading, place, 'by'),
        words.map(attribute => attribute.id),
      )
    : undefined;
  const rest = optionalDecimal(reading, place, 'rest') ?? '0';
  const factors = has(place, 'factors')
    ? itemsOf(reading, at(reading, place, 'factors')).flatMap(item => readDecimal(reading, item) ?? [])
    : undefined;
  const later = has(place, 'later')
    ? readWord(reading, at(reading, place, 'later'), ['difference', 'reopen'])
    : 'difference';
  if (!count || !later) return undefined;
  return {
    do: 'combine',
    key,
    ...count,
    ...(oneOf && { oneOf }),
    ...(by && { by }),
    rest,
    ...(factors && { factors }),
    later,
  };
}

function readCount(reading: Reading, place: Place): Pick<CombineStep, 'best' | 'order'> | undefined {
  if (isMap(place.value)) {
    if (!expectMap(reading, place, ['best', 'first', 'last'])) return undefined;
    const form = (['best', 'first', 'last'] as const).find(key => has(place, key));
    const best = form && readWhole(reading, at(reading, place, form), 1);
    return best ? { best, order: form === 'best' ? 'highest' : form } : undefined;
  }
  const word =
    place.value === undefined ? 'highest' : readWord(reading, place, ['highest', 'all', 'first', 'last']);
  return word && { best: word === 'all' ? 'all' : 1, order: word === 'all' ? 'highest' : word };
}

export function readCredit(reading: Reading, place: Place, context: Context): CreditStep | undefined {
  if (!expectMap(reading, place, ['to', 'share'])) return undefined;
  const to = readWord(reading, at(reading, place, 'to'), [
    'unit',
    'units',
    'co-units',
    'first-person',
    'persons',
  ]);
  const sharePlace = at(reading, place, 'share');
  if (isMap(sharePlace.value)) {
    expectMap(reading, sharePlace, ['ratio', 'formula']);
    if (has(sharePlace, 'formula')) {
      const { environment } = context;
      const of = at(reading, sharePlace, 'formula');
      const formula = readExpression(reading, of, { environment, type: 'number' });
      return to && formula && { do: 'credit', to, share: { formula } };
    }
    const ratio = itemsOf(reading, at(reading, sharePlace, 'ratio')).flatMap(
      item => readDecimal(reading, item) ?? [],
    );
    return to && ratio.length > 0 ? { do: 'credit', to, share: { ratio } } : undefined;
  }
  const share = has(place, 'share')
    ? readWord(reading, sharePlace, ['full', 'equal', 'half', 'stated'])
    : 'full';
  return to && share ? { do: 'credit', to, share } : undefined;
}

const TALLY_KEYS = ['of', 'distinct', 'per', 'for-each', 'best', 'drop', 'divided-by'];
const TALLIES = ['sum', 'count', 'distinct', 'average', 'highest', 'lowest'] as const;

export function readTally(reading: Reading, place: Place, context: Context): TallyStep | undefined {
  if (!expectMap(reading, place, TALLY_KEYS)) return undefined;
  const { names, environments } = context;
  const words = wordNames(names);
  const of = has(place, 'of') ? readWord(reading, at(reading, place, 'of'), TALLIES) : 'sum';
  if (!has(place, 'per'))
    complain(reading, place.path, {
      code: 'target-without-period',
      zh: '计数和任务须写 per（按什么期，如 month、quarter、year）',
      en: 'A tally and its target need "per", the period (month, quarter, year …)',
    });
  const per = has(place, 'per') ? readWord(reading, at(reading, place, 'per'), PERIOD_KINDS) : undefined;
  const distinct =
    of === 'distinct'
      ? readWord(reading, at(reading, place, 'distinct'), ['manuscript', 'lead', 'day', ...words])
      : undefined;
  const forEach = has(place, 'for-each')
    ? readWord(reading, at(reading, place, 'for-each'), words)
    : undefined;
  const best = has(place, 'best') ? readWhole(reading, at(reading, place, 'best'), 1) : undefined;
  const drop = readDrop(reading, at(reading, place, 'drop'));
  const environment = environments.owner;
  const dividedBy = has(place, 'divided-by')
    ? readExpression(reading, at(reading, place, 'divided-by'), { environment, type: 'number' })
    : undefined;
  if (!of || !per || (of === 'distinct' && !distinct)) return undefined;
  return {
    do: 'tally',
    of,
    per,
    ...(distinct && { distinct }),
    ...(forEach && { forEach }),
    ...(best && { best }),
    ...(drop && { drop }),
    ...(dividedBy && { dividedBy }),
  };
}

function readDrop(reading: Reading, place: Place): TallyStep['drop'] {
  if (place.value === undefined || place.value === null) return undefined;
  if (!expectMap(reading, place, ['highest', 'lowest'])) return undefined;
  const of = (key: 'highest' | 'lowest') =>
    has(place, key) ? (readWhole(reading, at(reading, place, key), 0) ?? 0) : 0;
  return { highest: of('highest'), lowest: of('lowest') };
}

const TARGET_RATES = ['met', 'unmet', 'missing', 'extra', 'proportion'] as const;

export function readTarget(reading: Reading, place: Place, context: Context): TargetStep | undefined {
  if (!expectMap(reading, place, ['number', ...TARGET_RATES, 'least', 'most', 'settle', 'nothing-owed']))
    return undefined;
  if (!has(place, 'number')) {
    complain(reading, place.path, {
      code: 'target-without-number',
      zh: '任务须写 number（任务数）',
      en: 'A target needs its number',
    });
    return undefined;
  }
  const number = readAmount(reading, at(reading, place, 'number'), context);
  const rates: Partial<Record<(typeof TARGET_RATES)[number], Amount>> = {};
  for (const rate of TARGET_RATES) {
    const amount = has(place, rate) ? readAmount(reading, at(reading, place, rate), context) : undefined;
    if (amount) rates[rate] = amount;
  }
  const limits = has(place, 'least') || has(place, 'most') ? readLimits(reading, place, context) : {};
  const settle = has(place, 'settle')
    ? readWord(reading, at(reading, place, 'settle'), ['at-end', 'running'])
    : 'at-end';
  const nothingOwed = has(place, 'nothing-owed')
    ? readWord(reading, at(reading, place, 'nothing-owed'), ['skip', 'met', 'count'])
    : 'skip';
  if (!number || !settle || !nothingOwed) return undefined;
  return { do: 'target', number, ...rates, ...limits, settle, nothingOwed };
}

export function readBands(reading: Reading, place: Place, context: Context): Step | undefined {
  if (!expectMap(reading, place, ['bands', 'bounds'])) return undefined;
  const bands = itemsOf(reading, at(reading, place, 'bands')).flatMap(item => {
    if (!expectMap(reading, item, ['from', 'gives'])) return [];
    const from = readDecimal(reading, at(reading, item, 'from'));
    const gives = readAmount(reading, at(reading, item, 'gives'), context);
    return from !== undefined && gives ? [{ from, gives }] : [];
  });
  const bounds = has(place, 'bounds')
    ? readWord(reading, at(reading, place, 'bounds'), ['from', 'above'])
    : 'from';
  checkAscending(
    reading,
    place.path,
    bands.map(band => band.from),
  );
  return bounds && bands.length > 0 ? { do: 'bands', bands, bounds } : undefined;
}

/** Bands are written from low to high; equal or falling bounds overlap. */
export function checkAscending(reading: Reading, path: Path, bounds: readonly string[]): void {
  for (const [i, bound] of bounds.entries()) {
    const before = bounds[i - 1];
    if (before === undefined || compare(parseDecimal(bound) ?? 0, parseDecimal(before) ?? 0) > 0) continue;
    complain(reading, path, {
      code: 'bands-overlap',
      zh: `分档须由低到高：${bound} 写在 ${before} 之后`,
      en: `Bands go from low to high: ${bound} stands after ${before}`,
    });
  }
}
