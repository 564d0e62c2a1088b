import type { DutyReceiver, DutyStep, Role } from '@xinxuan/contract';
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
 * end the desk, so that what nobody holds is seen by somebody. Nobody is told to see to what he owes himself, or what
 * somebody above him owes.
 */
export function toldBy(to: readonly DutyReceiver[], duty: Owed, around: Around): string[] {
  return [...new Set(to.flatMap(receiver => upFrom(receiver, duty, around)))];
}

export type Told = { personIds: string[]; last: boolean };

/**
 * Whom each step of a plan tells. Where nobody is left between the owner and the desk, several steps would come to the
 * desk alone: it is told once, at the first of them. The last is the last that tells anybody.
 */
export function toldByPlan(plan: readonly DutyStep[], duty: Owed, around: Around): Told[] {
  const desk = receiversOf('desk_chief', duty, around);
  let deskAlone = false;
  const told = plan.map(({ to }) => {
    const personIds = toldBy(to, duty, around);
    const alone = !asksOwner(to) && personIds.length > 0 && personIds.every(id => desk.includes(id));
    const again = alone && deskAlone;
    deskAlone ||= alone;
    return again ? [] : personIds;
  });
  const last = told.findLastIndex(personIds => personIds.length > 0);
  return told.map((personIds, step) => ({ personIds, last: step === (last < 0 ? plan.length - 1 : last) }));
}

/** Whether a step reminds the one who owes it, rather than going above. */
export const asksOwner = (to: readonly DutyReceiver[]): boolean => to.includes('owner');

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
    case 'desk_chief':
      return nearest(receiver, around).filter(id => !holdersOf(duty, around).includes(id));
    default:
      return RANK[receiver] > rankOf(duty, around) ? nearest(receiver, around) : [];
  }
}

function substitutesOf(duty: Owed, around: Around): string[] {
  const standing = duty.person_id === null ? undefined : around.delegates.get(duty.person_id);
  const active = (id: string | null | undefined): id is string =>
    typeof id === 'string' && around.posts.some(post => post.personId === id);
  return [standing, duty.substitute_id].filter(active);
}

/** Who stands above whom; every other role stands below the head of a unit. */
const RANK: Partial<Record<Role, number>> & Record<'unit_head' | 'leader_in_charge', number> = {
  unit_head: 1,
  leader_in_charge: 2,
  principal_leader: 3,
};

/** Where the one who owes it stands: by the role, or by the highest post held at the duty's unit or above it. */
function rankOf(duty: Owed, { posts, upward }: Around): number {
  const held =
    duty.person_id === null
      ? [duty.role]
      : posts
          .filter(post => post.personId === duty.person_id && upward.includes(post.unitId))
          .map(post => post.role);
  return Math.max(0, ...held.map(role => (role === null ? 0 : (RANK[role] ?? 0))));
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
