/**
 * Facts in columns. A million facts as objects cost half a gigabyte and a second of pointer chasing; as columns of
 * codes they cost a tenth of both. Facts can be added one by one from a stream; nothing of them is kept but the columns.
 */
import { compare, type Dec, fromNumber, parseDecimal } from './decimal.ts';
import type { AttributeValue, Fact } from './facts.ts';
import type { FactProblem } from './ledger.ts';
import { parseDay } from './periods.ts';
import type { RosterIndex } from './roster.ts';
import type { Attribute, Scheme } from './scheme.ts';

/** One attribute of the shapes. Words and texts are codes into `texts` (0 is "not given"), numbers are decimals. */
export type Column = {
  attribute: Attribute;
  codes: number[];
  texts: string[];
  codeOf: Map<string, number>;
  numbers: number[];
};

export type FactTable = {
  readonly scheme: Scheme;
  readonly roster: RosterIndex;
  readonly problems: FactProblem[];
  count: number;
  /** What a fact's attributes are: its place in the columns. Facts of the same kind and attributes may share a shape. */
  shape: Int32Array;
  shapes: number;
  /** Ids; those of a batch are cut apart when first asked for (`idOf`). */
  readonly id: string[];
  readonly batches: { first: number; ids: string }[];
  kind: Int32Array;
  on: Int32Array;
  bookedOn: Int32Array;
  unit: Int32Array;
  manuscript: Int32Array;
  lead: Int32Array;
  readonly columns: Readonly<Record<string, Column>>;
  /** Titles, evidence and further parties, only where a fact has them. */
  readonly label: Map<number, string>;
  readonly evidence: Map<number, readonly string[]>;
  readonly coUnits: Map<number, readonly number[]>;
  /** Who took part; shared where facts have the same persons. */
  readonly persons: (readonly Party[] | undefined)[];
  readonly codes: { manuscript: Map<string, number>; lead: Map<string, number>; kind: Map<string, number> };
  /** Ids so far; null when the caller vouches that they differ. */
  readonly seen: Set<string> | null;
  readonly days: Map<string, number | null>;
};

export type Party = { index: number; share?: Dec };

export type TableOptions = {
  /** Ids are known to differ (a primary key): a million of them need not be remembered. */
  distinctIds?: boolean;
};

export function openFactTable(scheme: Scheme, roster: RosterIndex, options: TableOptions = {}): FactTable {
  const columns = Object.values(scheme.attributes).map(attribute => {
    const words = attribute.type === 'word' ? Object.keys(attribute.values ?? {}) : [];
    const isOpen = attribute.type === 'text' || attribute.type === 'day';
    const open = isOpen && attribute.default ? [attribute.default] : [];
    const texts = ['', ...words, ...open];
    const column: Column = {
      attribute,
      codes: [],
      texts,
      codeOf: new Map(texts.map((text, i) => [text, i])),
      numbers: [],
    };
    return [attribute.id, column];
  });
  return {
    scheme,
    roster,
    problems: [],
    count: 0,
    shape: new Int32Array(FIRST_ROOM),
    shapes: 0,
    id: [],
    batches: [],
    kind: new Int32Array(FIRST_ROOM),
    on: new Int32Array(FIRST_ROOM),
    bookedOn: new Int32Array(FIRST_ROOM),
    unit: new Int32Array(FIRST_ROOM),
    manuscript: new Int32Array(FIRST_ROOM),
    lead: new Int32Array(FIRST_ROOM),
    columns: Object.fromEntries(columns),
    label: new Map(),
    evidence: new Map(),
    coUnits: new Map(),
    persons: [],
    codes: {
      manuscript: new Map(),
      lead: new Map(),
      kind: new Map(Object.keys(scheme.kinds).map((kind, i) => [kind, i])),
    },
    seen: options.distinctIds ? null : new Set(),
    days: new Map(),
  };
}

/** Adds a fact, or says in `table.problems` why it cannot score. Facts of kinds that the scheme does not read are skipped. */
export function addFact(table: FactTable, fact: Fact): void {
  const kind = table.codes.kind.get(fact.kind);
  if (kind === undefined) return;
  const on = dayOf(table, fact.on);
  const bookedOn = fact.bookedOn === undefined ? on : dayOf(table, fact.bookedOn);
  const unit = table.roster.unitOf(fact.unit);
  if (
    on === null ||
    bookedOn === null ||
    !unit ||
    on < unit.from ||
    on > unit.to ||
    table.seen?.has(fact.id)
  ) {
    table.problems.push(whyNotAdded(table, fact));
    return;
  }
  makeRoom(table, 1);
  const row = table.count++;
  table.seen?.add(fact.id);
  table.id[row] = fact.id;
  table.kind[row] = kind;
  table.on[row] = on;
  table.bookedOn[row] = bookedOn;
  table.unit[row] = unit.index;
  table.manuscript[row] = intern(table.codes.manuscript, fact.manuscript);
  table.lead[row] = intern(table.codes.lead, fact.lead);
  if (fact.label !== undefined) table.label.set(row, fact.label);
  if (fact.evidence && fact.evidence.length > 0) table.evidence.set(row, fact.evidence);
  if (fact.coUnits && fact.coUnits.length > 0) addCoUnits(table, row, fact);
  if (fact.persons && fact.persons.length > 0) table.persons[row] = partiesOf(table, fact);
  table.shape[row] = addShape(table, fact);
}

const PER_FACT = ['shape', 'kind', 'on', 'bookedOn', 'unit', 'manuscript', 'lead'] as const;
const FIRST_ROOM = 64;

/** Room for so many more facts; twice the room each time it runs out. */
export function makeRoom(table: FactTable, more: number): void {
  const needed = table.count + more;
  if (needed <= table.on.length) return;
  for (const name of PER_FACT) {
    const larger = new Int32Array(Math.max(needed, table.on.length * 2));
    larger.set(table[name]);
    table[name] = larger;
  }
}

type Described = Pick<Fact, 'id' | 'attrs'>;

/** Puts what a fact says of itself into the columns, as the newest shape. */
export function addShape(table: FactTable, fact: Described): number {
  const attrs: Readonly<Record<string, AttributeValue>> = fact.attrs ?? {};
  for (const id in table.columns)
    addAttribute(table, table.columns[id] as Column, { fact, value: attrs[id] });
  return table.shapes++;
}

/** The id of a fact; '' for what is no fact. */
export function idOf(table: FactTable, fact: number): string {
  const known = table.id[fact];
  if (known !== undefined || table.batches.length === 0 || fact < 0) return known ?? '';
  const at = table.batches.findLastIndex(batch => batch.first <= fact);
  const { first, ids } = table.batches[at] ?? { first: 0, ids: '' };
  for (const [i, id] of ids.split(' ').entries()) table.id[first + i] = id;
  return table.id[fact] ?? '';
}

function dayOf(table: FactTable, text: string): number | null {
  const known = table.days.get(text);
  if (known !== undefined) return known;
  const day = parseDay(text);
  table.days.set(text, day);
  return day;
}

function intern(codes: Map<string, number>, text: string | undefined): number {
  if (text === undefined || text === '') return -1;
  const known = codes.get(text);
  if (known !== undefined) return known;
  codes.set(text, codes.size);
  return codes.size - 1;
}

function whyNotAdded(table: FactTable, fact: Fact): FactProblem {
  const unit = table.roster.unitOf(fact.unit);
  const day = dayOf(table, fact.on) === null ? fact.on : fact.bookedOn;
  if (table.seen?.has(fact.id)) {
    return {
      factId: fact.id,
      code: 'duplicate-id',
      zh: `事实“${fact.id}”出现两次，只计一次`,
      en: `The fact "${fact.id}" is there twice and counts once`,
    };
  }
  if (!unit) {
    return {
      factId: fact.id,
      code: 'unknown-unit',
      zh: `名册中没有单位“${fact.unit}”`,
      en: `The unit "${fact.unit}" is not in the roster`,
    };
  }
  if (
    dayOf(table, fact.on) === null ||
    (fact.bookedOn !== undefined && dayOf(table, fact.bookedOn) === null)
  ) {
    return { factId: fact.id, code: 'bad-day', zh: `没有“${day}”这一天`, en: `There is no day "${day}"` };
  }
  return {
    factId: fact.id,
    code: 'unit-closed',
    zh: `单位“${unit.name}”在${fact.on}不在名册有效期内`,
    en: `The unit "${unit.name}" is not in the roster on ${fact.on}`,
  };
}

function addCoUnits(table: FactTable, row: number, fact: Fact): void {
  const indexes: number[] = [];
  for (const id of fact.coUnits ?? []) {
    const unit = table.roster.unitOf(id);
    if (!unit)
      table.problems.push({
        factId: fact.id,
        code: 'unknown-unit',
        zh: `名册中没有协作单位“${id}”`,
        en: `The joint unit "${id}" is not in the roster`,
      });
    else if (id !== fact.unit && !indexes.includes(unit.index)) indexes.push(unit.index);
  }
  table.coUnits.set(row, indexes);
}

function partiesOf(table: FactTable, fact: Fact): readonly Party[] {
  const parties: Party[] = [];
  for (const { id, share } of fact.persons ?? []) {
    const person = table.roster.personOf(id);
    const stated = share === undefined ? null : parseDecimal(share);
    if (share !== undefined && stated === null) {
      table.problems.push({
        factId: fact.id,
        code: 'bad-decimal',
        zh: `分成“${share}”不是数`,
        en: `The share "${share}" is not a number`,
      });
    }
    // persons outside the roster keep their place, so that an equal share does not grow when one has left
    parties.push({ index: person?.index ?? -1, ...(stated !== null && { share: stated }) });
  }
  return parties;
}

type Given = { fact: Described; value: AttributeValue | undefined };

/** What a fact that says nothing of an attribute holds there: the scheme's default, or 0 for "not given". */
export function missingValue({ attribute, codeOf }: Column): number {
  if (attribute.default === undefined) return 0;
  if (attribute.type === 'number') return (parseDecimal(attribute.default) as number | null) ?? 0;
  if (attribute.type === 'yes-no') return attribute.default === 'true' ? 1 : 0;
  return codeOf.get(attribute.default) ?? 0;
}

function addAttribute(table: FactTable, column: Column, given: Given): void {
  const { type, formula, bands } = column.attribute;
  if (formula || bands) return;
  const { value } = given;
  if (type === 'number')
    column.numbers.push(value === undefined ? missingValue(column) : numberFrom(table, column, given));
  else if (value === undefined) column.codes.push(missingValue(column));
  else column.codes.push(type === 'yes-no' ? flagFrom(table, column, given) : textFrom(table, column, given));
}

function numberFrom(table: FactTable, column: Column, { fact, value }: Given): number {
  const decimal = typeof value === 'number' ? fromNumber(value) : parseDecimal(String(value));
  if (typeof decimal === 'number' && isBelievable(decimal, column.attribute)) return decimal;
  complainValue(table, fact, { attribute: column.attribute, value });
  return 0;
}

/** Within what the scheme says a number of this attribute can be. */
function isBelievable(number: number, { least, most }: Attribute): boolean {
  if (least !== undefined && compare(number, parseDecimal(least) ?? 0) < 0) return false;
  return most === undefined || compare(number, parseDecimal(most) ?? 0) <= 0;
}

function flagFrom(table: FactTable, column: Column, { fact, value }: Given): number {
  if (value !== undefined && !FLAGS.has(value))
    complainValue(table, fact, { attribute: column.attribute, value });
  return value === true || value === 'true' ? 1 : 0;
}

function textFrom(table: FactTable, column: Column, { fact, value }: Given): number {
  const text = String(value);
  if (column.attribute.type === 'day' && text !== '' && parseDay(text) === null) {
    complainValue(table, fact, { attribute: column.attribute, value });
    return 0;
  }
  const known = column.codeOf.get(text);
  if (known !== undefined) return known;
  if (column.attribute.type === 'word') {
    complainValue(table, fact, { attribute: column.attribute, value });
    return 0;
  }
  const code = column.texts.push(text) - 1;
  column.codeOf.set(text, code);
  return code;
}

const FLAGS: ReadonlySet<AttributeValue> = new Set([true, false, 'true', 'false']);

function complainValue(
  table: FactTable,
  fact: Described,
  { attribute, value }: { attribute: Attribute; value: AttributeValue | undefined },
): void {
  const { label } = attribute;
  table.problems.push({
    factId: fact.id,
    code: attribute.type === 'word' ? 'unknown-word' : 'bad-value',
    zh: `${label.zh}“${String(value)}”不在计分办法的词表或取值范围内，按未填处理`,
    en: `${label.en} "${String(value)}" is not a value that the scheme knows; taken as not given`,
  });
}
