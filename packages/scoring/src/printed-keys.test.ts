/**
 * No entry of the language stays out of the printed document or of the comparison of two versions: the document of
 * test/keys uses every entry that the schema has, and each of them is left out or changed in turn.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { entriesOfSchema, opened, type Place, placesOf } from '../test/schema-keys.ts';
import { compareSchemes, parseScheme, printedMarkdown, printedScheme, type Scheme } from './index.ts';

const TEXT = readFileSync(new URL('../test/keys/every-key.yaml', import.meta.url), 'utf8');
const DOCUMENT = parse(TEXT) as unknown;

/** Names by which parts of a document find each other; nobody reads them. */
const NAMES = ['id', 'scheme'];
const PLACES = placesOf(DOCUMENT);

const schemeOf = (text: string): Scheme | undefined => {
  const parsed = parseScheme(text);
  return parsed.ok ? parsed.scheme : undefined;
};
const BASE = schemeOf(TEXT) as Scheme;

/** All that a scheme does: not its text and lines, and of an expression what was written. */
function meaningOf(scheme: Scheme): string {
  return JSON.stringify(scheme, (key, value: unknown) =>
    ['line', 'ast'].includes(key) || (key === 'text' && typeof value === 'string') ? undefined : value,
  );
}

const MEANING = meaningOf(BASE);

/** The document once more, with another value at a place; `undefined` leaves it out. */
function withValue({ path }: Place, value: unknown): string {
  const copy = structuredClone(DOCUMENT);
  const last = path.at(-1) as string | number;
  const holder = path.slice(0, -1).reduce((at, key) => Reflect.get(at as object, key) as unknown, copy);
  if (value !== undefined) Reflect.set(holder as object, last, value);
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder as object, last);
  return stringify(copy);
}

/** Other values for a place: the other words of its list, another number, other words. */
function othersFor(place: Place): unknown[] {
  const value = valueAt(place);
  const words = place.nodes.flatMap(opened).flatMap(node => node.enum ?? []);
  if (words.length > 0) return [undefined, ...words.filter(word => word !== value)];
  if (typeof value === 'number') return [undefined, value + 1];
  if (typeof value === 'boolean') return [undefined, !value];
  if (typeof value !== 'string') return [undefined];
  const counted = value.replace(/\d+/, digits => String(Number(digits) + 1));
  return [undefined, counted === value ? `${value}改` : counted];
}

const printed = (scheme: Scheme): string =>
  (['zh', 'en'] as const).map(language => printedMarkdown(printedScheme(scheme), language)).join('\n');

/** What may stand where another part is named. */
const OTHERS = [
  'second',
  'reason',
  'judge',
  'words',
  'submitted',
  'used',
  'fees',
  'scaled',
  'level',
  'lasts',
  'spare',
  'big',
];

/** What changes do to the scheme, where they leave one that can be read and that means something else. */
function changedBy(place: Place): { value: unknown; scheme: Scheme }[] {
  const tried = (values: readonly unknown[]) =>
    values.flatMap(value => {
      const scheme = schemeOf(withValue(place, value));
      return scheme && meaningOf(scheme) !== MEANING ? [{ value, scheme }] : [];
    });
  const changes = tried(othersFor(place));
  return changes.length > 0 || typeof valueAt(place) !== 'string' ? changes : tried(OTHERS);
}

function valueAt({ path }: Place): unknown {
  return path.reduce((at, key) => Reflect.get(at as object, key) as unknown, DOCUMENT);
}

const ENTRIES = entriesOfSchema();
const namesOf = ({ nodes }: Place): string[] => nodes.flatMap(node => ENTRIES.get(node) ?? []);

test('the document uses every entry that the schema has', () => {
  const used = new Set(PLACES.flatMap(namesOf));
  expect([...new Set(ENTRIES.values())].filter(name => !used.has(name))).toEqual([]);
});

const CHANGES = PLACES.filter(({ path }) => !NAMES.includes(String(path.at(-1)))).map(place => ({
  name: place.path.join(' '),
  entries: namesOf(place),
  changes: changedBy(place),
}));

describe('a change of any entry', () => {
  const before = printed(BASE);

  test('shows in the printed document', () => {
    const silent = CHANGES.flatMap(({ name, changes }) =>
      changes
        .filter(({ scheme }) => printed(scheme) === before)
        .map(({ value }) => `${name}: ${String(value)}`),
    );
    expect(silent).toEqual([]);
  }, 60_000);

  test('is told when two versions are compared', () => {
    const silent = CHANGES.flatMap(({ name, changes }) => {
      const last = changes.at(-1);
      if (!last || compareSchemes(BASE, last.scheme).changes.length > 0) return [];
      return [`${name}: ${String(last.value)}`];
    });
    expect(silent).toEqual([]);
  }, 60_000);

  test('can be made for every entry that holds no others', () => {
    const tried = new Set(CHANGES.flatMap(({ entries, changes }) => (changes.length > 0 ? entries : [])));
    const single = PLACES.filter(place => typeof valueAt(place) !== 'object').flatMap(namesOf);
    const fixed = [
      ...FIXED,
      ...NAMES.flatMap(name => [...ENTRIES.values()].filter(each => each.endsWith(`.${name}`))),
    ];
    expect([...new Set(single)].filter(name => !tried.has(name) && !fixed.includes(name))).toEqual([]);
  });
});

/** The other word contradicts what else stands there, so the reader refuses it; a default decides nothing beside an answer. */
const FIXED = ['clause.owner', 'ledger.owner', 'switch.default', 'scheme.scheme'];
