import type { DutyReceiver, Role } from '@xinxuan/contract';
import type { DutyRow } from './tables.ts';

/** A post as it stands today, of a person whose account is active. */
export type StandingPost = { personId: string; role: Role; unitId: string };

export type Around = {
  /** Units from the duty's own up to the top. */
  upward: readonly string[];
  posts: readonly StandingPost[];
  /** Who stands in today for whom. */
  delegates: ReadonlyMap<string, string>;
};

type Owed = Pick<DutyRow, 'unit_id' | 'person_id' | 'role' | 'substitute_id'>;

/**
 * Who has a duty in hand: the person while that person still holds a post, otherwise whoever holds the role at the unit.
 * Empty when nobody does.
 */
export function holdersOf(duty: Owed, { posts }: Pick<Around, 'posts'>): string[] {
  if (duty.person_id !== null)
    return posts.some(post => post.personId === duty.person_id) ? [duty.person_id] : [];
  return unique(posts.filter(post => post.unitId === duty.unit_id && post.role === duty.role));
}

/**
 * Whom a step tells. A receiver who does not exist is not skipped in silence: the next one up is told instead, and at the
 * end the desk, so that what nobody holds is seen by somebody.
 */
export function toldBy(to: readonly DutyReceiver[], duty: Owed, around: Around): string[] {
  return [...new Set(to.flatMap(receiver => upFrom(receiver, duty, around)))];
}

const UPWARD: readonly DutyReceiver[] = [
  'owner',
  'substitute',
  'unit_head',
  'leader_in_charge',
  'desk_chief',
];

function upFrom(receiver: DutyReceiver, duty: Owed, around: Around): string[] {
  for (const each of UPWARD.slice(UPWARD.indexOf(receiver))) {
    const found = receiversOf(each, duty, around);
    if (found.length > 0) return found;
    // A duty without a substitute is usual: nobody above hears of that.
    if (each === 'substitute' && receiver === 'substitute') return [];
  }
  return [];
}

function receiversOf(receiver: DutyReceiver, duty: Owed, around: Around): string[] {
  switch (receiver) {
    case 'owner':
      return holdersOf(duty, around);
    case 'substitute':
      return substitutesOf(duty, around);
    default:
      return nearest(receiver, around);
  }
}

function substitutesOf(duty: Owed, around: Around): string[] {
  const standing = duty.person_id === null ? undefined : around.delegates.get(duty.person_id);
  const active = (id: string | null | undefined): id is string =>
    typeof id === 'string' && around.posts.some(post => post.personId === id);
  return [standing, duty.substitute_id].filter(active);
}

/** The holders of the role at the nearest unit upward that has any. */
function nearest(role: Role, { upward, posts }: Around): string[] {
  for (const unitId of upward) {
    const found = unique(posts.filter(post => post.unitId === unitId && post.role === role));
    if (found.length > 0) return found;
  }
  return [];
}

function unique(posts: readonly StandingPost[]): string[] {
  return [...new Set(posts.map(post => post.personId))];
}
