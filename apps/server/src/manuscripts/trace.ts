import type { Role } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { newId } from '../ids.ts';
import type { EventKind } from './tables.ts';
import { insertEvent } from './trace-queries.ts';

export type Trace = {
  manuscriptId: string;
  kind: EventKind;
  /** Null where a unit's desk receives and no person acts. */
  actor: Actor | null;
  now: Date;
  /** Where it happened, when that is not the actor's own unit. */
  unitId?: string;
  /** The post to which the act belongs, whichever the actor has chosen: a signature is that of its step. */
  post?: { role: Role; unitId: string | null };
  detail?: Record<string, unknown>;
};

/** Appends to the life line who did what, in which post: every hand that a manuscript passes through (M7). */
export async function trace(tx: Tx, entry: Trace): Promise<void> {
  const { manuscriptId, kind, actor, now } = entry;
  const post = entry.post ?? actor?.post;
  await insertEvent(tx, {
    body_id: tx.body,
    id: newId('event', now),
    manuscript_id: manuscriptId,
    at: now.toISOString(),
    kind,
    person_id: actor?.personId ?? null,
    role: post?.role ?? null,
    unit_id: entry.unitId ?? post?.unitId ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  });
}
