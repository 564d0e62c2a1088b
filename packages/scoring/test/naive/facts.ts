/** Whose a fact is. */
import type { Fact } from '../../src/index.ts';
import type { FactStep, Owner } from './rules.ts';

/** Facts that concern an owner at all: own and joint ones of a unit, those that a person signed. */
export function partsOf(facts: readonly Fact[], { kind, id }: Owner): Fact[] {
  return facts.filter(fact =>
    kind === 'unit'
      ? fact.unit === id || (fact.coUnits ?? []).includes(id)
      : (fact.persons ?? []).some(person => person.id === id),
  );
}

type To = Extract<FactStep, { do: 'credit' }>['to'];

/** Whether a clause books the fact for the owner; without a word about it the reporting unit, or every author. */
export function creditOf(owner: Owner, fact: Fact, to: To | undefined): boolean {
  if (owner.kind === 'person') return to !== 'first-person' || fact.persons?.[0]?.id === owner.id;
  if (to === 'units') return true;
  return to === 'co-units' ? fact.unit !== owner.id : fact.unit === owner.id;
}
