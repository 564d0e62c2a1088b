/**
 * Facts as a database hands them over in bulk: those of one unit at a time, their closed words numbered and packed into
 * few numbers. What was one object per fact becomes a few array entries, and facts alike share a shape.
 */
import { addShape, type FactTable, idOf, makeRoom, type Party } from './fact-table.ts';
import type { AttributeValue } from './facts.ts';
import type { FactProblem } from './ledger.ts';
import { formatDay } from './periods.ts';
import type { Plan } from './plan.ts';
import type { OwnerEntry } from './roster.ts';
import type { Attribute, Scheme } from './scheme.ts';

/**
 * One digit of a packed number. A day counts from the layout's first one. A word of `words` is its place from 1 on; 0 stands
 * for "not given", `words.length + 1` for any other word.
 */
export type Digit = DayDigit | WordDigit;
type DayDigit = { of: 'on' | 'bookedOn'; radix: number };
type WordDigit = { of: 'kind' | 'attribute'; id: string; words: readonly string[]; radix: number };

/** What to read of each fact, and how: only what some rule of the scheme asks for. */
export type BatchLayout = {
  /** Days since 1970-01-01. */
  days: { from: number; to: number };
  /** Each a number below 2^53, its first digit the least significant; the day is the first digit of the first number. */
  packs: readonly (readonly Digit[])[];
  /** Attributes that are sent as texts: numbers, days, open texts. */
  open: readonly string[];
  /** Whether any rule asks for leads, and who took part. */
  leads: boolean;
  persons: boolean;
  /** Whether manuscripts and leads have to be known again in another unit. */
  acrossUnits: boolean;
};

/** The facts of one unit that were booked by the day of the scoring. Texts hold one entry per fact, with `between` between two of them. */
export type FactBatch = {
  unit: string;
  packs: readonly ArrayLike<number>[];
  ids: string;
  manuscripts: string;
  leads?: string;
  /** Of each fact the ids of its persons, with a comma between two of them. */
  persons?: string;
  open?: readonly string[];
};

/** Between the entries of a text: of ids a space; of open texts a character that no text holds (U+001F). */
export const BETWEEN = { ids: ' ', texts: '\u001f' } as const;
/** In place of an open text that is not given. */
export const NOT_GIVEN = '\u001e';

const LARGEST = 2 ** 53;

export function batchLayout({ scheme, early }: Plan, days: { from: number; to: number }): BatchLayout {
  const words = wordsOf([scheme.clauses, scheme.ledgers, scheme.rankings]);
  const read = attributesRead(scheme, words);
  const forPersons = scheme.clauses.some(clause => clause.owner === 'person');
  const booked =
    Object.values(scheme.ledgers).some(ledger => ledger.dates === 'bookedOn') || words.has('booked');
  const radix = days.to - days.from + 1;
  const digits: Digit[] = [
    { of: 'on', radix },
    ...(booked ? [{ of: 'bookedOn' as const, radix }] : []),
    wordDigit('kind', '', Object.keys(scheme.kinds)),
    ...read.flatMap(attribute => {
      const closed = closedWords(attribute);
      return closed ? [wordDigit('attribute', attribute.id, closed)] : [];
    }),
  ];
  return {
    days,
    packs: packed(digits),
    open: read.filter(attribute => !closedWords(attribute)).map(({ id }) => id),
    leads: words.has('lead'),
    persons: forPersons || early.length > 0 || words.has('authors'),
    acrossUnits: forPersons || early.length > 0 || words.has('first'),
  };
}

function wordDigit(of: 'kind' | 'attribute', id: string, words: readonly string[]): WordDigit {
  return { of, id, words, radix: words.length + 2 };
}

function packed(digits: readonly Digit[]): Digit[][] {
  const packs: Digit[][] = [];
  let room = 0;
  for (const digit of digits) {
    if (digit.radix > room) {
      packs.push([]);
      room = LARGEST;
    }
    packs.at(-1)?.push(digit);
    room /= digit.radix;
  }
  return packs;
}

function closedWords({ type, values }: Attribute): readonly string[] | null {
  if (type === 'yes-no') return ['true', 'false'];
  return type === 'word' ? Object.keys(values ?? {}) : null;
}

/** Every text that occurs anywhere in a part of the scheme: whatever a rule reads is named in it somewhere. */
function wordsOf(part: unknown, found = new Set<string>()): Set<string> {
  if (typeof part === 'string') found.add(part);
  else if (Array.isArray(part)) for (const each of part) wordsOf(each, found);
  else if (typeof part === 'object' && part !== null)
    for (const each of Object.values(part)) wordsOf(each, found);
  return found;
}

/** Attributes that the rules name, and those that these are worked out from. */
function attributesRead({ attributes }: Scheme, words: ReadonlySet<string>): Attribute[] {
  const read = new Set<string>();
  const visit = (id: string): void => {
    if (read.has(id) || !Object.hasOwn(attributes, id)) return;
    read.add(id);
    const { formula, bands } = attributes[id] as Attribute;
    for (const word of wordsOf([formula, bands])) visit(word);
  };
  for (const word of words) visit(word);
  return Object.values(attributes).filter(({ id, formula, bands }) => read.has(id) && !formula && !bands);
}

/**
 * Adds batches to a table, all of one layout, and answers the first and the last new row. Ids are taken to differ. Facts
 * of a unit that is unknown, or not in the roster on the day, are left out and told in `table.problems`.
 */
export function batchReader(
  table: FactTable,
  layout: BatchLayout,
): (batch: FactBatch) => { first: number; end: number } {
  const shapes = shapeFinder(table, layout);
  const partiesOf = partyFinder(table);
  const manuscripts = numbering(layout);
  const leads = numbering(layout);
  const [firstPack = []] = layout.packs;
  const booked = firstPack[1]?.of === 'bookedOn';
  const radix = firstPack[0]?.radix ?? 1;
  return batch => {
    const first = table.count;
    const unit = table.roster.unitOf(batch.unit);
    if (!unit) {
      table.problems.push(unknownUnit(batch.unit));
      return { first, end: first };
    }
    const [days = []] = batch.packs;
    const texts = cut(batch, days.length);
    const shapeOf = shapes(batch, texts.open);
    const [manuscriptOf, leadOf] = [manuscripts(texts.manuscripts), leads(texts.leads)];
    table.batches.push({ first, ids: batch.ids });
    makeRoom(table, days.length);
    for (let i = 0; i < days.length; i++) {
      const row = first + i;
      const packed = days[i] as number;
      const on = layout.days.from + (packed % radix);
      const rest = Math.floor(packed / radix);
      const { shape, kind } = shapeOf(i, booked ? Math.floor(rest / radix) : rest);
      table.shape[row] = shape;
      table.kind[row] = kind;
      table.on[row] = on;
      table.bookedOn[row] = booked ? layout.days.from + (rest % radix) : on;
      table.unit[row] = unit.index;
      table.manuscript[row] = manuscriptOf(i);
      table.lead[row] = leadOf(i);
      if (texts.persons) table.persons[row] = partiesOf(texts.persons[i]);
    }
    table.count += days.length;
    if (unit.from > layout.days.from || unit.to < layout.days.to) leaveOutClosed(table, unit, first);
    return { first, end: table.count };
  };
}

type Texts = {
  open: string[][];
  manuscripts: string[] | null;
  leads: string[] | null;
  persons: string[] | null;
};

/** Null for a text without a single entry in it, as for leads most often. */
function cut({ manuscripts, leads = '', persons = '', open = [] }: FactBatch, count: number): Texts {
  const entries = (text: string) => (text.length < count ? null : text.split(BETWEEN.ids));
  return {
    open: open.map(text => text.split(BETWEEN.texts)),
    manuscripts: entries(manuscripts),
    leads: entries(leads),
    persons: entries(persons),
  };
}

/** Numbers instead of ids, -1 for none: the same for the same id of a unit, or of all units where rules ask for that. */
function numbering({
  acrossUnits,
}: BatchLayout): (texts: readonly string[] | null) => (at: number) => number {
  const all = new Map<string, number>();
  let next = 0;
  return texts => {
    if (!texts) return () => -1;
    const numbers = acrossUnits ? all : new Map<string, number>();
    return at => {
      const text = texts[at];
      if (!text) return -1;
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, next);
      return next++;
    };
  };
}

type Shape = { shape: number; kind: number };

/** The shape of a fact by its packed words and open texts; each is put into the columns when first met. */
function shapeFinder(table: FactTable, layout: BatchLayout) {
  const shapes = new Map<number | string, Shape>();
  const alone = layout.packs.length === 1 && layout.open.length === 0;
  return ({ packs }: FactBatch, open: readonly string[][]) =>
    (at: number, rest: number): Shape => {
      const others = alone ? [] : packs.slice(1).map(pack => pack[at] as number);
      const texts = alone ? [] : open.map(each => each[at] ?? NOT_GIVEN);
      const key = alone ? rest : [rest, ...others, ...texts].join(BETWEEN.texts);
      const known = shapes.get(key);
      if (known) return known;
      const { kind, attrs } = unpacked(table, layout, { packs: [rest, ...others], texts });
      const shape = { shape: addShape(table, { id: '', attrs }), kind };
      shapes.set(key, shape);
      return shape;
    };
}

type Packed = { packs: readonly number[]; texts: readonly string[] };

function unpacked(table: FactTable, layout: BatchLayout, { packs, texts }: Packed) {
  const attrs: Record<string, AttributeValue> = {};
  let kind = -1;
  for (const [i, digits] of layout.packs.entries()) {
    let rest = packs[i] as number;
    for (const digit of digits) {
      if (!('words' in digit)) continue;
      const place = (rest % digit.radix) - 1;
      rest = Math.floor(rest / digit.radix);
      if (digit.of === 'kind') kind = place;
      else if (place >= 0) attrs[digit.id] = digit.words[place] ?? unknownWord(table, digit.id);
    }
  }
  for (const [i, id] of layout.open.entries()) {
    const text = texts[i];
    if (text !== undefined && text !== NOT_GIVEN) attrs[id] = text;
  }
  return { kind, attrs };
}

/** Facts by the same persons share one list. */
function partyFinder({ roster }: FactTable): (ids: string | undefined) => readonly Party[] | undefined {
  const known = new Map<string, readonly Party[]>();
  return ids => {
    if (!ids) return undefined;
    const before = known.get(ids);
    if (before) return before;
    // persons outside the roster keep their place, so that an equal share does not grow when one has left
    const parties = ids.split(',').map(id => ({ index: roster.personOf(id)?.index ?? -1 }));
    known.set(ids, parties);
    return parties;
  };
}

/** A fact on a day on which its unit is not in the roster belongs to nobody. */
function leaveOutClosed(table: FactTable, { name, from, to }: OwnerEntry, first: number): void {
  for (let fact = first; fact < table.count; fact++) {
    const on = table.on[fact] as number;
    if (on >= from && on <= to) continue;
    table.unit[fact] = -1;
    table.persons[fact] = undefined;
    const day = formatDay(on);
    table.problems.push({
      factId: idOf(table, fact),
      code: 'unit-closed',
      zh: `单位“${name}”在${day}不在名册有效期内`,
      en: `The unit "${name}" is not in the roster on ${day}`,
    });
  }
}

function unknownUnit(unit: string): FactProblem {
  return {
    factId: '',
    code: 'unknown-unit',
    zh: `名册中没有单位“${unit}”`,
    en: `The unit "${unit}" is not in the roster`,
  };
}

/** A word of no list holds nothing, not even the default: told once, and left empty. */
function unknownWord({ scheme, problems }: FactTable, id: string): AttributeValue {
  const { label, type } = scheme.attributes[id] as Attribute;
  const zh = `${label.zh}有不在计分办法词表内的词，按未填处理`;
  const en = `${label.en} has words that the scheme does not know; taken as not given`;
  if (!problems.some(problem => problem.zh === zh))
    problems.push({ factId: '', code: 'unknown-word', zh, en });
  return type === 'yes-no' ? false : '';
}
