import type { DutyKind, Right, Role } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { whyNotHere } from '../http/rights.ts';
import { namesOf } from './name-queries.ts';
import type { StandingPost } from './receivers.ts';
import { standingPosts } from './round-queries.ts';
import type { DutyRow } from './tables.ts';

/** What one has to be allowed in order to do a duty of a kind: the first of these that its owner may is what it takes. */
const DOING: Record<DutyKind, readonly Right[]> = {
  review: [],
  proof: [],
  release_check: [],
  commission: ['commission.issue', 'commission.answer'],
  lead: ['lead.judge', 'lead.answer'],
  instruction: ['instruction.answer'],
  plan_topic: ['plan.answer'],
  desk_item: ['desk.triage'],
  objection: ['objection.decide', 'objection.answer'],
  other: ['duty.answer'],
  weekly_item: ['manuscript.write'],
  opinion_report: ['manuscript.write'],
  window_renewal: ['manuscript.write'],
};

type Owed = Pick<DutyRow, 'kind' | 'unit_id' | 'person_id' | 'role'>;
export type Eligible = { id: string; name: string; role: Role; unit: { id: string; name: string } };

/**
 * Everybody who may do this duty where it is owed, apart from who has it: those of the unit first, then upward. A duty is
 * never handed to somebody whom the doing of it would refuse.
 */
export async function eligibleFor(
  { reader, actor, now }: { reader: Reader; actor: Actor; now: Date },
  duty: Owed,
): Promise<Eligible[]> {
  const asked = { unitIds: [duty.unit_id], personIds: duty.person_id === null ? [] : [duty.person_id] };
  const { paths, posts } = await standingPosts(reader, { ...asked, day: dayOf(now) });
  const path = paths.get(duty.unit_id) ?? '';
  const units = path.split('/').filter(Boolean);
  const may = (post: Pick<StandingPost, 'role' | 'unitId'>, right: Right): boolean =>
    units.includes(post.unitId) && !whyNotHere(inPost(actor, post, units), right, { unitPath: path });
  const owners: Pick<StandingPost, 'role' | 'unitId'>[] =
    duty.role !== null
      ? [{ role: duty.role, unitId: duty.unit_id }]
      : posts.filter(post => post.personId === duty.person_id);
  const rights = DOING[duty.kind];
  const needed = rights.find(right => owners.some(post => may(post, right))) ?? rights.at(-1);
  if (needed === undefined) return [];
  const able = posts
    .filter(post => post.personId !== duty.person_id && may(post, needed))
    .sort((a, b) => units.indexOf(b.unitId) - units.indexOf(a.unitId));
  const first = new Map<string, StandingPost>();
  for (const post of able) if (!first.has(post.personId)) first.set(post.personId, post);
  const names = await namesOf(reader, { unitIds: units, personIds: [...first.keys()] });
  const named = (id: string) => names.get(id) ?? '';
  return [...first.values()].map(({ personId, role, unitId }) => ({
    ...{ id: personId, name: named(personId), role },
    unit: { id: unitId, name: named(unitId) },
  }));
}

/** Somebody in a post, as the table of rights asks about them. */
function inPost(
  actor: Actor,
  { role, unitId }: Pick<StandingPost, 'role' | 'unitId'>,
  units: readonly string[],
): Actor {
  const unitPath = `${units.slice(0, units.indexOf(unitId) + 1).join('/')}/`;
  const post = { id: '', role, unitId, unitName: '', unitPath, fromOn: '', toOn: null };
  return { ...actor, personId: '', post };
}
