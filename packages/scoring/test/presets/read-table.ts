/**
 * Tables of presets: facts with the points that the printed text gives them, worked out by hand.
 *
 * A row of `facts` names the printed rule, the points expected (`is`) and the fact itself; whatever is not a word of
 * the table is an attribute. `is` is the points of its only line, `none` for no line, or points by clause
 * (`clause@owner` where several owners have a line). A row of `then` says what an account comes to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type AttributeValue, type Fact, parseScheme, type Roster, type Scheme } from '../../src/index.ts';
import { FOLDER } from '../presets.ts';

type Points = string | number;
export type FactRow = {
  rule: string;
  is?: Points | Record<string, Points>;
  copies?: number;
  kind?: string;
  on?: string;
  bookedOn?: string;
  unit?: string;
  coUnits?: string[];
  persons?: (string | { id: string; share: string })[];
  manuscript?: string;
  /** Key of the lead; attributes may be called lead themselves. */
  thread?: string;
} & Record<string, unknown>;

/** What is asked of an account: exactly one of total, clause, counter, progress, mark, place, worth, award. */
export type ThenRow = {
  rule: string;
  is: Points | boolean | string[];
  owner?: string;
  period?: string;
  /** Word of a for-each, where a clause has a line for each. */
  word?: string;
  total?: string;
  clause?: string;
  counter?: string;
  progress?: string;
  mark?: string;
  place?: string;
  worth?: string;
  award?: string;
};

type Owners = Record<
  string,
  { group?: string; classes?: string[]; numbers?: Record<string, number>; unit?: string; role?: string }
>;
type Who = { units?: Owners; persons?: Owners };
type Days = { period?: [from: string, to: string] };
export type Case = Days & {
  about: string;
  answers?: Record<string, string>;
  roster?: Who;
  facts: FactRow[];
  then?: ThenRow[];
};
export type Table = Days & { scheme: string; roster?: Who; kind?: string; on?: string; cases: Case[] };

const HERE = new URL('./', import.meta.url);
const WORDS = [
  'rule',
  'is',
  'copies',
  'kind',
  'on',
  'bookedOn',
  'unit',
  'coUnits',
  'persons',
  'manuscript',
  'thread',
];

export function tables(): Table[] {
  const names = readdirSync(HERE).filter(name => name.endsWith('.yaml'));
  return names.map(name => parse(readFileSync(new URL(name, HERE), 'utf8')) as Table);
}

export function schemeOf(table: Table, answers: Record<string, string> = {}): Scheme {
  const parsed = parseScheme(readFileSync(new URL(`${table.scheme}.yaml`, FOLDER), 'utf8'), answers);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

/** Unit u and person p, where the table names nobody else. */
export function rosterOf({ roster: common = {} }: Table, { roster: own = {} }: Case): Roster {
  const units = own.units ?? common.units ?? { u: {} };
  const persons = own.persons ?? common.persons ?? { p: {} };
  const [unit = 'u'] = Object.keys(units);
  return {
    units: Object.entries(units).map(([id, entry]) => ({ id, name: id, ...entry })),
    persons: Object.entries(persons).map(([id, entry]) => ({ id, name: id, unit, ...entry })),
  };
}

/** The facts of a case, each with the row that it comes from. */
export function factsOf({ kind = 'adopted', on = '2026-02-10' }: Table, { facts }: Case, roster: Roster) {
  const [unit] = roster.units;
  return facts.flatMap((row, i) =>
    Array.from({ length: row.copies ?? 1 }, (_, copy) => {
      const attrs = Object.entries(row).filter(([key]) => !WORDS.includes(key));
      const fact: Fact = {
        id: `f${String(i).padStart(3, '0')}-${String(copy).padStart(3, '0')}`,
        kind: row.kind ?? kind,
        on: row.on ?? on,
        bookedOn: row.bookedOn,
        unit: row.unit ?? unit?.id ?? '',
        coUnits: row.coUnits,
        persons: row.persons?.map(person => (typeof person === 'string' ? { id: person } : person)),
        manuscript: row.manuscript,
        lead: row.thread,
        attrs: Object.fromEntries(attrs) as Record<string, AttributeValue>,
      };
      return { row, fact };
    }),
  );
}
