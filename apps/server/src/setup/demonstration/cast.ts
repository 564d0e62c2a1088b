import type { Role } from '@xinxuan/contract';
import type { Appointment, Day, Unit, World } from './model.ts';

/** Who holds which post on which day; looked up for every manuscript, so indexed once. */
export class Cast {
  readonly #units: readonly Unit[];
  readonly #posts = new Map<string, Appointment[]>();
  readonly #desks: number[];
  readonly #below = new Map<number, Unit[]>();

  constructor(world: Pick<World, 'units' | 'appointments'>) {
    this.#units = world.units;
    for (const post of world.appointments) {
      const key = `${post.role}/${post.unitId}`;
      this.#posts.set(key, [...(this.#posts.get(key) ?? []), post]);
    }
    this.#desks = world.units.map(unit => this.#nearest(unit, each => each.deskName !== null));
    for (const unit of world.units) {
      if (unit.parent !== null) this.#below.set(unit.parent, [...(this.#below.get(unit.parent) ?? []), unit]);
    }
  }

  holders(role: Role, unit: Unit, day: Day): string[] {
    const posts = this.#posts.get(`${role}/${unit.id}`) ?? [];
    return posts
      .filter(post => post.fromOn <= day && (post.toOn === null || post.toOn >= day))
      .map(post => post.personId);
  }

  correspondents(unit: Unit, day: Day): string[] {
    return this.holders('correspondent', unit, day);
  }

  /** The unit whose desk receives what this unit sends: the nearest above that runs one, or itself. */
  desk(unit: Unit): Unit {
    return this.#units[this.#desks[unit.index]!]!;
  }

  /** Who signs in this role for the unit, and where he holds it: there, else at the units above; nobody signs what is his own. */
  signer(
    role: Role,
    unit: Unit,
    at: { day: Day; authors: readonly string[] },
  ): { personId: string; unit: Unit } | null {
    for (
      let where: Unit | null = unit;
      where;
      where = where.parent === null ? null : this.#units[where.parent]!
    ) {
      const free = this.holders(role, where, at.day).find(person => !at.authors.includes(person));
      if (free) return { personId: free, unit: where };
    }
    return null;
  }

  below(unit: Unit): readonly Unit[] {
    return this.#below.get(unit.index) ?? [];
  }

  #nearest(unit: Unit, fits: (unit: Unit) => boolean): number {
    let where = unit;
    while (!fits(where) && where.parent !== null) where = this.#units[where.parent]!;
    return where.index;
  }
}
