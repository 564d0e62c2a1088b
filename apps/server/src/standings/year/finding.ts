import type { Year } from './read.ts';

/** One thing that does not fit: which row, what stands there and what should. */
export type Misfit = {
  what: 'row' | 'scheme' | 'line' | 'correction' | 'total' | 'place' | 'closing' | 'chain';
  /** Id of the row; for what has none, the names that tell it apart. */
  row: string;
  period?: string;
  owner?: string;
  clause?: string;
  facts?: string[];
  stands: string | null;
  shouldBe: string | null;
  zh: string;
  en: string;
};

export type Names = { owner(kind: 'unit' | 'person', id: string): string; fact(id: string): string };

/** How owners and facts are called in the sentences of the report. */
export function namesOf(year: Year): Names {
  const units = new Map(year.unit.map(unit => [unit.id, unit.name]));
  const persons = new Map(year.person.map(person => [person.id, person.name]));
  const facts = new Map(year.fact.map(fact => [fact.id, fact.label]));
  for (const total of year.total) {
    const known = total.kind === 'unit' ? units : persons;
    if (!known.has(total.owner)) known.set(total.owner, total.name);
  }
  return {
    owner: (kind, id) => (kind === 'unit' ? units : persons).get(id) ?? id,
    fact: id => (facts.has(id) ? `${id}“${facts.get(id)}”` : id),
  };
}

/** The negative of an exact decimal. */
export function negative(decimal: string): string {
  if (decimal === '0') return decimal;
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}
