import type { RosterPerson, RosterRow } from '../../documents/roster.ts';
import { pinyinOf } from '../person.ts';
import { checkFields } from './person-fields.ts';
import type { UnitsPlan } from './plan-units.ts';
import { registerProblem } from './problems.ts';
import type { Complaints, KnownPerson, MakeId, RegisterPlan, RegisterState } from './state.ts';

export type PeoplePlan = RegisterPlan['people'] & {
  /** The person that a row means; null where that could not be told, which is then a problem. */
  ofRow(row: RosterRow): KnownPerson | null;
};

type Given = RosterRow & { person: RosterPerson };
type With = { units: UnitsPlan; complaints: Complaints; makeId: MakeId };

/**
 * Finds every person of the roster: by user name, or else by name with the same telephone, e-mail or unit. A name that
 * is known only elsewhere could be anybody and is asked about, never guessed.
 */
export function planPeople(rows: readonly RosterRow[], state: RegisterState, parts: With): PeoplePlan {
  const given = rows.filter((row): row is Given => row.person !== null);
  const planner = new PeoplePlanner(given, state, parts);
  for (const row of given) planner.take(row);
  return planner.plan();
}

class PeoplePlanner {
  readonly #state: RegisterState;
  readonly #units: UnitsPlan;
  readonly #complaints: Complaints;
  readonly #makeId: MakeId;
  readonly #taken: Set<string>;
  readonly #byUserName: Map<string, KnownPerson>;
  readonly #byName: Map<string, KnownPerson[]>;
  readonly #unitsOf: Map<string, Set<string>>;
  readonly #meant = new Map<number, KnownPerson | null>();
  readonly #added: KnownPerson[] = [];
  readonly #addedAt = new Map<string, Given[]>();
  readonly #changed = new Map<string, KnownPerson>();
  readonly #kept = new Map<string, KnownPerson>();

  constructor(rows: readonly Given[], state: RegisterState, { units, complaints, makeId }: With) {
    this.#state = state;
    this.#units = units;
    this.#complaints = complaints;
    this.#makeId = makeId;
    this.#taken = new Set([...state.userNames, ...rows.flatMap(row => row.person.userName ?? [])]);
    this.#byUserName = new Map(state.people.map(person => [person.userName, person]));
    this.#byName = Map.groupBy(state.people, person => person.name);
    this.#unitsOf = new Map();
    for (const { personId, unitId } of state.posts)
      this.#unitsOf.set(personId, (this.#unitsOf.get(personId) ?? new Set()).add(unitId));
  }

  take(row: Given): void {
    const { name, userName } = row.person;
    const called = this.#byName.get(name);
    const known = userName
      ? this.#calledBy(row, userName)
      : called
        ? this.#registered(row, called)
        : this.#plannedBefore(row);
    this.#meant.set(row.row, known === undefined ? this.#add(row) : known);
    if (known) this.#keep(row, known);
  }

  plan(): PeoplePlan {
    for (const id of this.#changed.keys()) this.#kept.delete(id);
    return {
      added: this.#added,
      changed: [...this.#changed.values()],
      kept: [...this.#kept.values()],
      ofRow: row => this.#meant.get(row.row) ?? null,
    };
  }

  /** These find somebody, or answer undefined for somebody new and null for what is not clear. */
  #calledBy(row: Given, userName: string): KnownPerson | null | undefined {
    const owner = this.#byUserName.get(userName);
    const free = owner ? owner.name === row.person.name : !this.#state.userNames.has(userName);
    if (free) return owner;
    const facts = { name: userName, owner: owner?.name ?? '—' };
    return this.#complain(row, 'user_name_taken', facts);
  }

  #registered(row: Given, called: KnownPerson[]): KnownPerson | null {
    const { person } = row;
    const unitId = this.#units.ofRow(row)?.id ?? '';
    const here = called.filter(
      each => sameContact(each, person) || this.#unitsOf.get(each.id)?.has(unitId) === true,
    );
    if (here.length === 1) return here[0]!;
    const { userName } = here[0] ?? called[0]!;
    return this.#complain(row, 'person_unclear', { name: person.name, userName });
  }

  /** The same name once more in this file: the same person at the same unit or with the same contact, else unclear. */
  #plannedBefore(row: Given): KnownPerson | null | undefined {
    const { name } = row.person;
    const before = this.#addedAt.get(name);
    if (!before) return undefined;
    const unit = this.#units.ofRow(row);
    const same = before.find(
      each => this.#units.ofRow(each) === unit || sameContact(each.person, row.person),
    );
    if (same) return this.#meant.get(same.row);
    const other = this.#complaints.at(before[0]!.row, 'name');
    return this.#complain(row, 'person_unclear_here', { name, other });
  }

  #complain(
    row: Given,
    code: 'user_name_taken' | 'person_unclear' | 'person_unclear_here',
    facts: Record<string, string>,
  ): null {
    const cell = this.#complaints.at(row.row, 'userName');
    this.#complaints.problems.push(registerProblem(code, facts, cell));
    return null;
  }

  #add(row: Given): KnownPerson {
    const { name, title, phone, email } = row.person;
    const userName = row.person.userName ?? userNameFor(name, this.#taken);
    this.#taken.add(userName);
    const id = this.#makeId('person');
    const person = { id, name, userName, title, phone, email, active: true, version: 0 };
    checkFields(row.row, person, this.#complaints);
    this.#added.push(person);
    this.#byUserName.set(userName, person);
    this.#addedAt.set(name, [...(this.#addedAt.get(name) ?? []), row]);
    return person;
  }

  /** An empty cell says nothing; a filled one that differs changes the person. */
  #keep(row: Given, known: KnownPerson): void {
    if (!known.active) {
      const cell = this.#complaints.at(row.row, 'name');
      this.#complaints.problems.push(registerProblem('person_inactive', { name: known.name }, cell));
    }
    const before = this.#changed.get(known.id) ?? known;
    const { title, phone, email } = row.person;
    const after = {
      ...before,
      title: title || before.title,
      phone: phone ?? before.phone,
      email: email ?? before.email,
    };
    const differs = (['title', 'phone', 'email'] as const).some(field => after[field] !== before[field]);
    if (differs) checkFields(row.row, after, this.#complaints);
    if (this.#added.includes(known)) Object.assign(known, after);
    else if (differs) this.#changed.set(known.id, after);
    else this.#kept.set(known.id, known);
  }
}

type Contact = { phone: string | null; email: string | null };

function sameContact(one: Contact, other: Contact): boolean {
  return (
    (one.phone !== null && one.phone === other.phone) || (one.email !== null && one.email === other.email)
  );
}

/** A free user name from the syllables of a name: luxiaotang, luxiaotang2. */
function userNameFor(name: string, taken: ReadonlySet<string>): string {
  const letters = pinyinOf(name)
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')
    .slice(0, 24);
  const base = letters.length >= 3 ? letters : `user.${letters}`.replace(/\.$/, '');
  for (let number = 1; ; number++) {
    const userName = number === 1 ? base : `${base}${number}`;
    if (!taken.has(userName)) return userName;
  }
}
