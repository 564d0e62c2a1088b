/** The head of a scheme: kinds of facts, attributes, classes, numbers, switches and measures. */
import { environmentsFor, readExpression } from './expression.ts';
import { optionalDecimal } from './parse-amounts.ts';
import { checkAscending } from './parse-gather.ts';
import {
  at,
  complain,
  entriesOf,
  expectMap,
  has,
  isMap,
  itemsOf,
  type Place,
  type Reading,
  readDecimal,
  readLabel,
  readText,
  readWord,
} from './reading.ts';
import type { Attribute, Label, Measure, Switch } from './scheme.ts';

const IDENTIFIER = /^[a-z][A-Za-z0-9_]*$/;
/** Names that expressions give a meaning to already. */
const TAKEN = [
  'unit',
  'person',
  'period',
  'now',
  'base',
  'kind',
  'joint',
  'authors',
  'on',
  'booked',
  'author',
  'total',
  'in',
  'true',
  'false',
  'null',
];

/** Reads `id: label` lines; a list of words stands for words that are their own label. */
export function readLabels(reading: Reading, place: Place): Record<string, Label> {
  if (place.value === undefined || place.value === null) return {};
  if (Array.isArray(place.value)) {
    const words = itemsOf(reading, place).flatMap(item => readText(reading, item) ?? []);
    const twice = words.find((word, i) => words.indexOf(word) !== i);
    if (twice !== undefined) complainTwice(reading, place, twice);
    return Object.fromEntries(words.map(word => [word, { zh: word, en: word }]));
  }
  if (!expectMap(reading, place, null)) return {};
  return Object.fromEntries(
    entriesOf(reading, place).map(([id, label]) => [id, readLabel(reading, label, id)]),
  );
}

export function complainTwice(reading: Reading, place: Place, id: string): void {
  complain(reading, place.path, {
    code: 'duplicate-id',
    zh: `“${id}”写了两次`,
    en: `"${id}" is there twice`,
  });
}

export function readMeasures(reading: Reading, place: Place): Record<string, Measure> {
  const own = Object.entries(readLabels(reading, place)).map(([id, label]) => [id, { label }]);
  return { points: { label: { zh: '分', en: 'points' } }, ...Object.fromEntries(own) };
}

export function readNumbers(
  reading: Reading,
  place: Place,
): Record<string, { label: Label; default: string }> {
  if (place.value === undefined || place.value === null || !expectMap(reading, place, null)) return {};
  const found: Record<string, { label: Label; default: string }> = {};
  for (const [id, entry] of entriesOf(reading, place)) {
    checkIdentifier(reading, entry, id);
    if (!isMap(entry.value)) {
      found[id] = { label: readLabel(reading, entry, id), default: '0' };
      continue;
    }
    expectMap(reading, entry, ['label', 'default', 'zh', 'en']);
    const label = has(entry, 'label')
      ? readLabel(reading, at(reading, entry, 'label'), id)
      : { zh: id, en: id };
    found[id] = { label, default: optionalDecimal(reading, entry, 'default') ?? '0' };
  }
  return found;
}

function checkIdentifier(reading: Reading, place: Place, id: string): void {
  if (IDENTIFIER.test(id) && !TAKEN.includes(id)) return;
  complain(reading, place.path, {
    code: 'bad-name',
    zh: `“${id}”不能作名称：须以小写英文字母开头，只含字母、数字和下划线，且不是 ${TAKEN.slice(0, 8).join('、')} 等保留名`,
    en: `"${id}" cannot be a name: begin with a small letter, use letters, digits and _, and none of ${TAKEN.slice(0, 8).join(', ')} …`,
  });
}

const ATTRIBUTE_KEYS = ['label', 'type', 'values', 'default', 'formula', 'bands', 'least', 'most'];

/** Attributes in the order written; a worked-out one may use those before it. */
export function readAttributes(reading: Reading, place: Place, known: Known): Record<string, Attribute> {
  const attributes: Record<string, Attribute> = {};
  if (place.value === undefined || place.value === null || !expectMap(reading, place, null))
    return attributes;
  for (const [id, entry] of entriesOf(reading, place)) {
    checkIdentifier(reading, entry, id);
    if (!IDENTIFIER.test(id) || TAKEN.includes(id)) continue;
    const attribute = readAttribute(reading, entry, { id, attributes, known });
    if (attribute) attributes[id] = attribute;
  }
  return attributes;
}

type Known = {
  numbers: readonly string[];
  kinds: Readonly<Record<string, Label>>;
  classes: Readonly<Record<string, Label>>;
};
type AttributeContext = { id: string; attributes: Record<string, Attribute>; known: Known };

function readAttribute(
  reading: Reading,
  place: Place,
  { id, attributes, known }: AttributeContext,
): Attribute | undefined {
  if (!expectMap(reading, place, ATTRIBUTE_KEYS)) return undefined;
  const label = readLabel(reading, at(reading, place, 'label'), id);
  const values = has(place, 'values') ? readLabels(reading, at(reading, place, 'values')) : undefined;
  if (has(place, 'bands')) return readBandAttribute(reading, place, { id, label, values, attributes });
  const type = has(place, 'type')
    ? readWord(reading, at(reading, place, 'type'), ['word', 'text', 'number', 'yes-no', 'day'])
    : values
      ? 'word'
      : 'text';
  if (!type) return undefined;
  if (type === 'word' && !values) {
    complain(reading, place.path, {
      code: 'words-missing',
      zh: '须用 values 列出可选的词',
      en: 'List the possible words under values',
    });
  }
  const words = values && Object.keys(values);
  const fallback = has(place, 'default')
    ? words
      ? readWord(reading, at(reading, place, 'default'), words)
      : readText(reading, at(reading, place, 'default'))
    : undefined;
  const wanted = type === 'number' ? 'number' : type === 'yes-no' ? 'yes-no' : 'text';
  const formula = has(place, 'formula')
    ? readExpression(reading, at(reading, place, 'formula'), {
        environment: environmentsFor({ attributes, ...known }).fact,
        type: wanted,
      })
    : undefined;
  return {
    id,
    label,
    type,
    ...readBelievable(reading, place),
    ...(values && { values }),
    ...(fallback !== undefined && { default: fallback }),
    ...(formula && { formula }),
  };
}

function readBelievable(reading: Reading, place: Place): Pick<Attribute, 'least' | 'most'> {
  const [least, most] = [optionalDecimal(reading, place, 'least'), optionalDecimal(reading, place, 'most')];
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}

type BandContext = {
  id: string;
  label: Label;
  values?: Record<string, Label>;
  attributes: Record<string, Attribute>;
};

function readBandAttribute(
  reading: Reading,
  place: Place,
  { id, label, values, attributes }: BandContext,
): Attribute | undefined {
  const bands = at(reading, place, 'bands');
  if (!expectMap(reading, bands, ['of', 'from', 'bounds'])) return undefined;
  const numbers = Object.values(attributes).filter(attribute => attribute.type === 'number');
  const of = readWord(
    reading,
    at(reading, bands, 'of'),
    numbers.map(attribute => attribute.id),
  );
  const bounds = has(bands, 'bounds')
    ? readWord(reading, at(reading, bands, 'bounds'), ['from', 'above'])
    : 'from';
  const fromPlace = at(reading, bands, 'from');
  if (!expectMap(reading, fromPlace, values ? Object.keys(values) : null)) return undefined;
  const labels: Record<string, Label> = {};
  const from = entriesOf(reading, fromPlace).flatMap(([word, entry]) => {
    labels[word] = { zh: word, en: word };
    if (isMap(entry.value) && expectMap(reading, entry, ['from', 'label']))
      labels[word] = readLabel(reading, at(reading, entry, 'label'), word);
    const bound = readDecimal(reading, isMap(entry.value) ? at(reading, entry, 'from') : entry);
    return bound === undefined ? [] : [{ word, at: bound }];
  });
  checkAscending(
    reading,
    fromPlace.path,
    from.map(band => band.at),
  );
  if (!of || !bounds) return undefined;
  return { id, label, type: 'word', values: values ?? labels, bands: { of, from, bounds } };
}

/** Switches as declared, before any answer of the caller. */
export function readSwitches(
  reading: Reading,
  place: Place,
  answers: Readonly<Record<string, string>>,
): Record<string, Switch> {
  const switches: Record<string, Switch> = {};
  if (place.value === undefined || place.value === null || !expectMap(reading, place, null)) return switches;
  for (const [id, entry] of entriesOf(reading, place)) {
    if (!expectMap(reading, entry, ['question', 'options', 'default', 'value'])) continue;
    const options = readLabels(reading, at(reading, entry, 'options'));
    const words = Object.keys(options);
    const fallback = readWord(reading, at(reading, entry, 'default'), words) ?? words[0] ?? '';
    const set = has(entry, 'value') ? readWord(reading, at(reading, entry, 'value'), words) : undefined;
    const given = Object.hasOwn(answers, id) ? answers[id] : undefined;
    const chosen =
      given === undefined ? (set ?? fallback) : readWord(reading, { value: given, path: entry.path }, words);
    const value = chosen ?? fallback;
    switches[id] = {
      question: readLabel(reading, at(reading, entry, 'question'), id),
      options,
      value,
      isDefault: value === fallback,
    };
  }
  for (const id of Object.keys(answers).filter(id => !Object.hasOwn(switches, id))) {
    complain(reading, place.path, {
      code: 'unknown-switch',
      zh: `没有名为“${id}”的开关`,
      en: `There is no switch "${id}"`,
    });
  }
  return switches;
}
