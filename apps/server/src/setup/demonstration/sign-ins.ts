import { ROLES, type Role } from '@xinxuan/contract';
import { Cast } from './cast.ts';
import { stageUnit } from './extras.ts';
import type { Person, Unit, World } from './model.ts';

export type RolePlayer = { role: Role; person: Person; unit: Unit };

/** One person for each role, all around the unit that has open work of every kind. */
export function playersOf(world: World): RolePlayer[] {
  const cast = new Cast(world);
  const stage = stageUnit({ cast }, world.units, world.until);
  const ofUnit: readonly Role[] = ['correspondent', 'unit_head', 'leader_in_charge'];
  return ROLES.map(role => {
    const unit = ofUnit.includes(role) ? stage : cast.desk(stage);
    const [id] = cast.holders(role, unit, world.until);
    const person = world.people.find(each => each.id === id);
    if (!person) throw new Error(`nobody is ${role} at ${unit.name}`);
    return { role, person, unit };
  });
}
