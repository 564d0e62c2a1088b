import type { RosterRow } from '../../documents/roster.ts';
import type { Finding } from '../../files/finding.ts';
import { planPeople } from './plan-people.ts';
import { planPosts } from './plan-posts.ts';
import { planUnits } from './plan-units.ts';
import type { Complaints, MakeId, RegisterPlan, RegisterState } from './state.ts';

/** What taking a roster in would write, and everything that speaks against it. Pure. */
export function planRegister(
  roster: { rows: readonly RosterRow[]; at: Complaints['at'] },
  state: RegisterState,
  makeId: MakeId,
): { plan: RegisterPlan; problems: Finding[] } {
  const complaints: Complaints = { problems: [], at: roster.at };
  const units = planUnits(roster.rows, state, { complaints, makeId });
  const people = planPeople(roster.rows, state, { units, complaints, makeId });
  const posts = planPosts(roster.rows, state, { units, people, complaints, makeId });
  return { plan: { groups: units.groups, units: units.units, people, posts }, problems: complaints.problems };
}
