import type { Person } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { Actor } from '../../http/actor.ts';
import type { ReadCall } from '../../http/endpoint.ts';
import { can, firstOf, type Refusal } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import { isCurrent } from '../appointment.ts';
import { whyNotReset } from '../person.ts';
import { findPersonLine, type PersonLine } from './queries.ts';

export type Asker = Pick<ReadCall<never>, 'may' | 'reader' | 'now' | 'actor'>;

export function personView(line: PersonLine, asker: Asker): Person {
  const { actor, now } = asker;
  const mayReset = whyNotHold(line, asker, 'account.reset');
  const near = isNear(line, actor);
  const locked = line.locked_until !== null && new Date(line.locked_until) > now;
  return {
    id: line.id,
    name: line.name,
    userName: near ? line.user_name : '',
    title: line.title,
    phone: near ? line.phone : null,
    email: near ? line.email : null,
    active: line.active,
    // Only whoever can unlock an account learns that it is locked.
    lockedUntil: locked && !mayReset ? line.locked_until : null,
    version: line.version,
    appointments: line.posts.map(post => ({
      id: post.id,
      unit: { id: post.unitId, name: post.unitName },
      role: post.role,
      fullTime: post.fullTime,
      fromOn: post.fromOn,
      toOn: post.toOn,
      version: post.version,
    })),
    can: {
      change: can(whyNotHold(line, asker, 'network.manage')),
      appoint: can(whyNotAct(actor, 'appointment.grant')),
      reset: can(firstOf(mayReset, whyNotReset(line))),
    },
  };
}

const KEEPS_ROSTER = ['network.manage', 'roster.exchange', 'account.reset'] as const;

/** How to reach a person, and the name to sign in with, are for colleagues below the same unit and for who keeps the roster. */
function isNear(line: PersonLine, actor: Actor): boolean {
  const here = actor.post?.unitPath;
  return (
    line.id === actor.personId ||
    KEEPS_ROSTER.some(right => !whyNotAct(actor, right)) ||
    line.posts.some(post => here !== undefined && post.unitPath.startsWith(here))
  );
}

/** A person belongs to where the posts of today are: whoever manages a part of the tree holds all of them, or none. */
export function whyNotHold(
  line: PersonLine,
  { actor, may, now }: Asker,
  right: 'network.manage' | 'account.reset',
): Refusal | null {
  const today = dayOf(now);
  const current = line.posts.filter(post => isCurrent({ from_on: post.fromOn, to_on: post.toOn }, today));
  const paths = current.length > 0 ? current.map(post => post.unitPath) : [actor.post?.unitPath ?? ''];
  return firstOf(...paths.map(unitPath => may({ unitPath }, right)));
}

/** The person as registered now, after an act. */
export async function showPerson(asker: Asker, id: string): Promise<Person> {
  const line = await findPersonLine(asker.reader, id, dayOf(asker.now));
  if (!line) throw new Error(`person ${id} is gone in its own transaction`);
  return personView(line, asker);
}
