import {
  flatOf,
  type Redline,
  redlineOf,
  retraced,
  sizeOfChange,
  textChanges,
  type WrittenText,
} from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { findBase, type RevisionBase } from './base-queries.ts';
import { hashOf } from './paper.ts';
import { insertRevision, updateRevision } from './paper-queries.ts';
import type { RevisionKind, RevisionReason } from './tables.ts';
import { goesOn } from './version-rule.ts';

export type TextToKeep = {
  manuscriptId: string;
  /** The version that holds and that this text was made from. */
  baseId: string;
  kind: RevisionKind;
  text: WrittenText;
  actor: Pick<Actor, 'personId' | 'personName'>;
  now: Date;
  /** Whether changes leave a trace (修订留痕): those of signers and of the desk do, those of the writers do not. */
  traced: boolean;
  reason?: RevisionReason;
  restoredFrom?: string;
  /** The trace as it shall stand; without it, it follows from what was changed. */
  redline?: Redline | null;
};

/** Into the running version or a new one, by the rule of versions; a text that says the same is not kept again. */
export async function keepText(tx: Tx, kept: TextToKeep): Promise<{ id: string; fresh: boolean }> {
  const base = await findBase(tx, kept.baseId);
  const act = kept.reason !== undefined;
  const text = { title: kept.text.title, body: kept.text.body };
  if (!act && hashOf(text) === base.hash) return { id: base.id, fresh: false };
  const redline = traceOf(base, kept);
  const { removed } = sizeOfChange(textChanges(flatOf(base), flatOf(text)));
  if (
    !act &&
    goesOn(running(base), { kind: kept.kind, personId: kept.actor.personId, removed, now: kept.now })
  ) {
    const from = base.basedOn ? await findBase(tx, base.basedOn) : { title: '', body: [] };
    const writers = [...new Set([...base.writers, kept.actor.personId])];
    await updateRevision(tx, base.id, {
      ...text,
      ...sized(from, text),
      redline,
      writers: writers.filter(id => id !== base.by),
      now: kept.now,
    });
    return { id: base.id, fresh: false };
  }
  const { id } = await insertRevision(tx, {
    ...text,
    ...sized(base, text),
    manuscriptId: kept.manuscriptId,
    kind: kept.kind,
    by: kept.actor.personId,
    now: kept.now,
    reason: kept.reason ?? 'written',
    basedOn: base.id,
    restoredFrom: kept.restoredFrom ?? null,
    redline,
  });
  return { id, fresh: true };
}

function running(base: RevisionBase) {
  return {
    kind: base.kind,
    reason: base.reason,
    writers: [...base.writers, base.by],
    startedAt: base.createdAt,
    savedAt: base.savedAt,
    signed: base.signed,
  };
}

function traceOf(base: RevisionBase, { traced, redline, text, actor, now }: TextToKeep): Redline | null {
  if (redline !== undefined) return redline;
  if (!traced) return null;
  const writer = { id: actor.personId, name: actor.personName, at: now.toISOString() };
  const after = retraced(base.redline ?? redlineOf(flatOf(base)), flatOf(text), writer);
  return after.marks.length > 0 ? after : null;
}

function sized(before: WrittenText, after: WrittenText): { added: number; removed: number } {
  return sizeOfChange(textChanges(flatOf(before), flatOf(after)));
}
