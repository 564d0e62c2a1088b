import type { Role } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { newId } from '../ids.ts';
import { insertEvent } from './queries.ts';

/** What happens to a manuscript, in the order in which it usually does (M7). */
export const EVENT_KINDS = [
  'created',
  'submitted',
  'approved',
  'returned',
  'resubmitted',
  'withdrawn',
  'received',
  'accepted',
  'desk_returned',
  'declined',
  'merged',
  'desk_edited',
  'undone',
  'adopted',
  'adoption_claimed',
  'adoption_verified',
  'adoption_refused',
  'adoption_withdrawn',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type Traced = {
  manuscriptId: string;
  kind: EventKind;
  actor: Actor;
  now: Date;
  detail?: Record<string, unknown>;
};

/** Adds a hand to the life line of a manuscript. */
export async function trace(tx: Tx, { manuscriptId, kind, actor, now, detail }: Traced): Promise<void> {
  const role: Role | null = actor.post?.role ?? null;
  await insertEvent(tx, {
    body_id: tx.body,
    id: newId('event', now),
    manuscript_id: manuscriptId,
    at: now.toISOString(),
    kind,
    person_id: actor.personId,
    role,
    unit_id: actor.post?.unitId ?? null,
    detail: JSON.stringify(detail ?? {}),
  });
}
