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
  detail?: Record<string, unknown>;
};

/** Appends to the life line who did what, in which post: every hand that a manuscript passes through (M7). */
export async function trace(tx: Tx, entry: Trace): Promise<void> {
  const { manuscriptId, kind, actor, now } = entry;
  await insertEvent(tx, {
    body_id: tx.body,
    id: newId('event', now),
    manuscript_id: manuscriptId,
    at: now.toISOString(),
    kind,
    person_id: actor?.personId ?? null,
    role: actor?.post?.role ?? null,
    unit_id: entry.unitId ?? actor?.post?.unitId ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  });
}
