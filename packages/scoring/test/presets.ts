/** Presets of published schemes, and one unit to try them on. */
import { readFileSync } from 'node:fs';
import { type Fact, type Ledger, parseScheme, type Roster, type Scheme, score } from '../src/index.ts';

export const FOLDER = new URL('../schemes/', import.meta.url);

export function preset(name: string, answers: Record<string, string> = {}): Scheme {
  const parsed = parseScheme(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8'), answers);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

export const total = (ledger: Ledger, id: string) => ledger.totals.find(item => item.ledger === id)?.points;
export const points = (ledger: Ledger, clause: string) =>
  ledger.lines.filter(line => line.clause === clause).map(line => line.points);

/** Facts of unit u and person p, numbered. */
export function facts(list: Partial<Fact>[]): Fact[] {
  return list.map((item, i) => ({
    id: `f${String(i).padStart(3, '0')}`,
    kind: 'adopted',
    on: '2026-02-10',
    unit: 'u',
    ...item,
  }));
}
export const times = (count: number, item: Partial<Fact>): Partial<Fact>[] =>
  Array.from({ length: count }, () => item);

type Run = {
  scheme: Scheme;
  list: Partial<Fact>[];
  numbers?: Record<string, number>;
  to?: string;
  persons?: string[];
};
export function run({ scheme, list, numbers, to = '2026-03-31', persons = [] }: Run): Ledger {
  const roster: Roster = {
    units: [{ id: 'u', name: '单位', numbers }],
    persons: persons.map(id => ({ id, name: id, unit: 'u' })),
  };
  return score({ scheme, facts: facts(list), roster, period: { from: '2026-01-01', to }, asOf: to });
}
