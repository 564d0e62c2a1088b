/** Numbers, tables and formulas: everything that says how much. */
import type { Environment } from '@marcbachmann/cel-js';
import { compare, parseDecimal, parseQuantity, ROUNDING_MODES } from './decimal.ts';
import { type Environments, readExpression } from './expression.ts';
import { unknownWord } from './expression-literals.ts';
import {
  at,
  complain,
  entriesOf,
  expectMap,
  has,
  isMap,
  itemsOf,
  type Path,
  type Place,
  type Reading,
  readDecimal,
  readText,
  readWord,
} from './reading.ts';
import type { Amount, Attribute, Bounds, EachPart, Label, Table } from './scheme.ts';

/** What clauses may name; filled in the order in which the document is read. */
export type Names = {
  attributes: Readonly<Record<string, Attribute>>;
  kinds: Readonly<Record<string, Label>>;
  classes: Readonly<Record<string, Label>>;
  numbers: readonly string[];
};

export type AmountContext = { names: Names; environment: Environment };

export type StepContext = {
  names: Names;
  environments: Environments;
  /** Ids of ledgers and clauses, whose lines may be selected. */
  sources: readonly string[];
};
export type Context = AmountContext & StepContext;

const AMOUNT_KEYS = ['number', 'by', 'table', 'otherwise', 'formula', 'percent', 'each', 'least', 'most'];
/** Words that a table may be laid out by, beside the attributes. */
const OWNER_WORDS = ['kind', 'unit.group', 'unit.class', 'person.role'];

/** Reads `60`, `"unit.staff * 2"`, or a map with number, table or formula. */
export function readAmount(reading: Reading, place: Place, context: AmountContext): Amount | undefined {
  const { value } = place;
  if (typeof value === 'string' && parseDecimal(value) === null) {
    const formula = readExpression(reading, place, { environment: context.environment, type: 'number' });
    return formula && { formula };
  }
  if (!isMap(value)) {
    const number = readDecimal(reading, place);
    return number === undefined ? undefined : { number };
  }
  expectMap(reading, place, AMOUNT_KEYS);
  const core = readCore(reading, place, context);
  if (!core) return undefined;
  const percent = has(place, 'percent')
    ? readWord(reading, at(reading, place, 'percent'), ['base', 'now'])
    : undefined;
  const each = has(place, 'each') ? readEach(reading, at(reading, place, 'each'), context.names) : undefined;
  const [least, most] = [optionalDecimal(reading, place, 'least'), optionalDecimal(reading, place, 'most')];
  checkPair(reading, place.path, { least, most });
  return {
    ...core,
    ...(percent && { percent }),
    ...(each && { each }),
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
  };
}

function readCore(reading: Reading, place: Place, context: AmountContext): Amount | undefined {
  const forms = ['number', 'table', 'formula'].filter(key => has(place, key));
  if (forms.length !== 1) {
    complain(reading, place.path, {
      code: 'amount-form',
      zh: 'number（数）、table（表）、formula（公式）三者须写其一，且只写其一',
      en: 'Exactly one of number, table and formula has to be given',
    });
    return undefined;
  }
  if (has(place, 'number')) {
    const number = readDecimal(reading, at(reading, place, 'number'));
    return number === undefined ? undefined : { number };
  }
  if (has(place, 'formula')) {
    const { environment } = context;
    const formula = readExpression(reading, at(reading, place, 'formula'), { environment, type: 'number' });
    return formula && { formula };
  }
  return readTable(reading, place, context.names);
}

function readTable(reading: Reading, place: Place, names: Names): Amount | undefined {
  const by = itemsOf(reading, at(reading, place, 'by')).flatMap(
    item => readTableWord(reading, item, names) ?? [],
  );
  if (by.length === 0) {
    complain(reading, place.path, {
      code: 'table-without-by',
      zh: '表须用 by 写明按哪些项目分，例如 by: [level, genre]',
      en: 'A table needs "by": the attributes it is laid out by, for example by: [level, genre]',
    });
    return undefined;
  }
  const otherwise = has(place, 'otherwise')
    ? readQuantity(reading, at(reading, place, 'otherwise'))
    : undefined;
  const table = readCells(reading, at(reading, place, 'table'), { by, names });
  return table && { by, table, ...(otherwise !== undefined && { otherwise }) };
}

/** A decimal, or a fraction such as "1/3". */
function readQuantity(reading: Reading, place: Place): string | undefined {
  const { value } = place;
  if (typeof value === 'string' && value.includes('/') && parseQuantity(value.trim()) !== null)
    return value.trim();
  return readDecimal(reading, place);
}

function readTableWord(reading: Reading, place: Place, names: Names): string | undefined {
  const possible = Object.values(names.attributes).filter(({ type }) => type !== 'number' && type !== 'day');
  return readWord(reading, place, [...possible.map(attribute => attribute.id), ...OWNER_WORDS]);
}

function readCells(
  reading: Reading,
  place: Place,
  { by, names }: { by: readonly string[]; names: Names },
): Table | undefined {
  if (!expectMap(reading, place, null)) return undefined;
  const [dimension, ...rest] = by;
  const words = labelsOf(dimension ?? '', names);
  const table: Record<string, string | Table> = {};
  for (const [word, cell] of entriesOf(reading, place)) {
    if (words && word !== '*') readNamed(reading, { value: word, path: cell.path }, words);
    if (cell.value === null || cell.value === undefined) continue;
    const inner =
      rest.length > 0 ? readCells(reading, cell, { by: rest, names }) : readQuantity(reading, cell);
    if (inner !== undefined) table[word] = inner;
  }
  return table;
}

/** The closed list of words that a dimension has, or null when it is open. */
function labelsOf(dimension: string, names: Names): Readonly<Record<string, Label>> | null {
  if (dimension === 'kind') return names.kinds;
  if (dimension === 'unit.class') return names.classes;
  const attribute = Object.hasOwn(names.attributes, dimension) ? names.attributes[dimension] : undefined;
  if (attribute?.type === 'yes-no') return { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } };
  return attribute?.values ?? null;
}

/** One word of a list with labels: a label written for the word is recognised and told. */
export function readNamed(
  reading: Reading,
  place: Place,
  labels: Readonly<Record<string, Label>>,
): string | undefined {
  const { value } = place;
  if (typeof value !== 'string' || Object.hasOwn(labels, value))
    return readWord(reading, place, Object.keys(labels));
  complain(reading, place.path, unknownWord(value, labels));
  return undefined;
}

/** Attributes that can part rows: those of words and texts. */
export function wordNames({ attributes }: Names): string[] {
  return Object.values(attributes)
    .filter(({ type }) => type === 'word' || type === 'text')
    .map(({ id }) => id)
    .concat('kind');
}

function readEach(reading: Reading, place: Place, names: Names): EachPart | undefined {
  if (!expectMap(reading, place, ['of', 'over', 'step', 'count'])) return undefined;
  const numbers = Object.values(names.attributes).filter(attribute => attribute.type === 'number');
  const of = readWord(
    reading,
    at(reading, place, 'of'),
    numbers.map(attribute => attribute.id),
  );
  const over = has(place, 'over') ? readDecimal(reading, at(reading, place, 'over')) : '0';
  const step = has(place, 'step') ? readDecimal(reading, at(reading, place, 'step')) : '1';
  const count = has(place, 'count')
    ? readWord(reading, at(reading, place, 'count'), ['whole', 'started', 'exact'])
    : ('whole' as const);
  if (step !== undefined && (parseDecimal(step) as number) <= 0) {
    complain(reading, at(reading, place, 'step').path, {
      code: 'bad-step',
      zh: 'step 应大于 0',
      en: 'step should be above 0',
    });
    return undefined;
  }
  return of && over !== undefined && step !== undefined && count ? { of, over, step, count } : undefined;
}

/** An optional decimal of a map. */
export function optionalDecimal(reading: Reading, place: Place, key: string): string | undefined {
  return has(place, key) ? readDecimal(reading, at(reading, place, key)) : undefined;
}

/** An optional text of a map, as written. */
export function optionalText(reading: Reading, place: Place, key: string): string | undefined {
  return has(place, key) ? readText(reading, at(reading, place, key)) : undefined;
}

/** Reads least and most; complains when the cap lies below the floor or neither is given. */
export function readLimits(reading: Reading, place: Place, context: AmountContext): Bounds {
  const bound = (key: 'least' | 'most') =>
    has(place, key) ? readAmount(reading, at(reading, place, key), context) : undefined;
  const [least, most] = [bound('least'), bound('most')];
  if (!has(place, 'least') && !has(place, 'most')) {
    complain(reading, place.path, {
      code: 'limit-empty',
      zh: '请写 least（最低）或 most（最高）',
      en: 'Give least or most',
    });
  }
  checkLimits(reading, place.path, { least, most });
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}

/** Two plain numbers can be compared here; bounds that depend on the row cannot. */
function checkLimits(reading: Reading, path: Path, { least: from, most: to }: Bounds): void {
  const plain = (amount: Amount | undefined) =>
    amount && 'number' in amount && !amount.percent && !amount.each ? amount.number : undefined;
  checkPair(reading, path, { least: plain(from), most: plain(to) });
}

function checkPair(
  reading: Reading,
  path: Path,
  { least, most }: { least: string | undefined; most: string | undefined },
): void {
  if (least === undefined || most === undefined) return;
  if (compare(parseDecimal(most) ?? 0, parseDecimal(least) ?? 0) >= 0) return;
  complain(reading, path, {
    code: 'cap-below-base',
    zh: `最高 ${most} 低于最低 ${least}`,
    en: `The most (${most}) lies below the least (${least})`,
  });
}

export function readRound(
  reading: Reading,
  place: Place,
): { do: 'round'; places: number; mode: (typeof ROUNDING_MODES)[number] } | undefined {
  if (!expectMap(reading, place, ['places', 'mode'])) return undefined;
  const places = has(place, 'places') ? readPlaces(reading, at(reading, place, 'places')) : 0;
  const mode = has(place, 'mode') ? readWord(reading, at(reading, place, 'mode'), ROUNDING_MODES) : 'half-up';
  return places === undefined || !mode ? undefined : { do: 'round', places, mode };
}

export function readPlaces(reading: Reading, place: Place): number | undefined {
  return readWord(reading, { ...place, value: String(place.value) }, ['0', '1', '2', '3', '4', '5', '6']) ===
    undefined
    ? undefined
    : Number(place.value);
}
