import type { Role } from '@xinxuan/contract';
import type { RosterPerson, RosterRow } from '../../documents/roster.ts';
import { overlap } from '../appointment.ts';
import type { PeoplePlan } from './plan-people.ts';
import type { UnitsPlan } from './plan-units.ts';
import { registerProblem } from './problems.ts';
import type { Complaints, KnownPost, KnownUnit, MakeId, RegisterPlan, RegisterState } from './state.ts';

/** The administrators that keep each other in check are appointed one by one, by who may appoint. */
const NOT_BY_ROSTER: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

type Around = { units: UnitsPlan; people: PeoplePlan; complaints: Complaints; makeId: MakeId };
type Filled = RosterRow & { person: RosterPerson };

/** One post for each role of each row, unless it is held already. */
export function planPosts(
  rows: readonly RosterRow[],
  state: RegisterState,
  around: Around,
): RegisterPlan['posts'] {
  const added: RegisterPlan['posts']['added'] = [];
  const kept = new Set<KnownPost>();
  const registered = new Set(state.posts);
  const held = Map.groupBy(state.posts, post => post.personId);
  for (const { row, unit, ...wanted } of wantedPosts(rows, state, around)) {
    const posts = held.get(wanted.personId) ?? [];
    held.set(wanted.personId, posts);
    const same = posts.find(post => isSame(post, wanted));
    const problem = same
      ? whyNotKept(row, same, around.complaints)
      : whyNotAdded(row, { unit, ...wanted }, around.complaints);
    if (problem) around.complaints.problems.push(problem);
    else if (!same) {
      const post = { id: around.makeId('appointment'), ...wanted };
      added.push(post);
      posts.push(post);
    } else if (registered.has(same)) kept.add(same);
  }
  return { added, kept: [...kept] };
}

function wantedPosts(rows: readonly RosterRow[], state: RegisterState, { units, people }: Around) {
  return rows.filter(hasPerson).flatMap(row => {
    const unit = units.ofRow(row);
    const person = people.ofRow(row);
    if (!unit || !person) return [];
    const fromOn = row.person.fromOn ?? later(state.today, unit.openedOn);
    const { toOn } = row.person;
    return row.person.roles.map(role => ({
      row,
      unit,
      personId: person.id,
      unitId: unit.id,
      role,
      fromOn,
      toOn,
    }));
  });
}

function hasPerson(row: RosterRow): row is Filled {
  return row.person !== null;
}

function later(one: string, other: string): string {
  return [one, other].sort()[1]!;
}

function isSame(post: KnownPost, wanted: KnownPost): boolean {
  return post.unitId === wanted.unitId && post.role === wanted.role && overlap(termOf(post), termOf(wanted));
}

function termOf(post: { fromOn: string; toOn: string | null }) {
  return { from_on: post.fromOn, to_on: post.toOn };
}

/** A cell left empty says nothing and contradicts nothing. */
function whyNotKept({ row, person }: Filled, post: KnownPost, { at }: Complaints) {
  const begins = person.fromOn === null || person.fromOn === post.fromOn;
  const ends = person.toOn === null || person.toOn === post.toOn;
  if (begins && ends) return null;
  const facts = { name: person.name, kept: `${post.fromOn}—${post.toOn ?? ''}` };
  return registerProblem('post_differs', facts, at(row, begins ? 'toOn' : 'fromOn'));
}

function whyNotAdded(
  { row, person }: Filled,
  post: { role: Role; fromOn: string; toOn: string | null; unit: KnownUnit },
  { at }: Complaints,
) {
  if (NOT_BY_ROSTER.includes(post.role)) return registerProblem('role_not_granted', {}, at(row, 'roles'));
  const { unit } = post;
  const early = post.fromOn < unit.openedOn;
  const late = unit.closedOn !== null && (post.toOn === null || post.toOn > unit.closedOn);
  if (!early && !late) return null;
  const facts = { name: person.name, unit: unit.name, life: `${unit.openedOn}—${unit.closedOn ?? ''}` };
  return registerProblem('post_outside', facts, at(row, early ? 'fromOn' : 'toOn'));
}
