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
import { type KeptPhoto, photosNow, photosOfRevision, takePhotosAnew } from './photo-queries.ts';
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

/**
 * Into the running version or a new one, by the rule of versions. The photos go along as they stand at this moment; a
 * text that says the same with the same photos is not kept again.
 */
export async function keepText(tx: Tx, kept: TextToKeep): Promise<{ id: string; fresh: boolean }> {
  const base = await findBase(tx, kept.baseId);
  const act = kept.reason !== undefined;
  const text = { title: kept.text.title, body: kept.text.body };
  const photos = {
    before: (await photosOfRevision(tx, base.id)) ?? [],
    now: await photosNow(tx, kept.manuscriptId),
  };
  if (!act && hashOf(text) === base.hash && samePhotos(photos.before, photos.now))
    return { id: base.id, fresh: false };
  const redline = traceOf(base, kept);
  const told = { ...text, photos: photos.now };
  const { removed } = sized({ ...base, photos: photos.before }, told);
  const photosGone = photos.before.filter(each => !photos.now.some(now => now.fileId === each.fileId)).length;
  const save = { kind: kept.kind, personId: kept.actor.personId, removed, photosGone, now: kept.now };
  if (!act && goesOn(running(base), save)) {
    const writers = [...new Set([...base.writers, kept.actor.personId])];
    await updateRevision(tx, base.id, {
      ...text,
      ...sized(await grownFrom(tx, base.basedOn), told),
      redline,
      writers: writers.filter(id => id !== base.by),
      now: kept.now,
    });
    await takePhotosAnew(tx, { manuscriptId: kept.manuscriptId, revisionId: base.id });
    return { id: base.id, fresh: false };
  }
  const { id } = await insertRevision(tx, {
    ...text,
    ...sized({ ...base, photos: photos.before }, told),
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

type Told = WrittenText & { photos: readonly Captioned[] };
type Captioned = Pick<KeptPhoto, 'fileId' | 'caption'>;

/** What the running version was made from. */
async function grownFrom(tx: Tx, basedOn: string | null): Promise<Told> {
  if (!basedOn) return { title: '', body: [], photos: [] };
  return { ...(await findBase(tx, basedOn)), photos: (await photosOfRevision(tx, basedOn)) ?? [] };
}

function samePhotos(before: readonly Captioned[], now: readonly Captioned[]): boolean {
  const said = (photos: readonly Captioned[]) =>
    JSON.stringify(photos.map(({ fileId, caption }) => [fileId, caption]));
  return said(before) === said(now);
}

/** Captions are read and corrected like the text, so they count with it. */
function sized(before: Told, after: Told): { added: number; removed: number } {
  const whole = (told: Told): string => [flatOf(told), ...told.photos.map(photo => photo.caption)].join('\n');
  return sizeOfChange(textChanges(whole(before), whole(after)));
}
