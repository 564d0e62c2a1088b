import type { RevisionKind, RevisionReason } from './tables.ts';

/** A kept version as the rule looks at it; ids are persons. */
export type RunningVersion = {
  kind: RevisionKind;
  reason: RevisionReason;
  writers: readonly string[];
  startedAt: string;
  savedAt: string;
  /** Somebody has signed this very text. */
  signed: boolean;
};
export type Save = {
  kind: RevisionKind;
  personId: string;
  /** Characters that this save takes out. */
  removed: number;
  /** Photos that this save takes away. */
  photosGone: number;
  now: Date;
};

const PAUSE_MINUTES = 10;
const LENGTH_MINUTES = 60;
const TOGETHER_MINUTES = 2;
/** A save that takes out more than this, or a photo, begins a version, so that a slip of the hand can be restored. */
const SLIP_CHARACTERS = 200;

/**
 * Whether a save goes on with the running version instead of beginning the next. One sitting is one version: no pause
 * of ten minutes, no longer than an hour. Two who save within two minutes of each other write one version together.
 * What was sent, signed, restored or decided on is an act of its own and is never written into again.
 */
export function goesOn(version: RunningVersion, save: Save): boolean {
  if (version.kind !== save.kind || version.kind === 'sent') return false;
  if (version.signed || version.reason !== 'written') return false;
  if (save.removed > SLIP_CHARACTERS || save.photosGone > 0) return false;
  const minutes = (since: string): number => (save.now.getTime() - Date.parse(since)) / 60_000;
  if (minutes(version.startedAt) >= LENGTH_MINUTES) return false;
  const pause = version.writers.includes(save.personId) ? PAUSE_MINUTES : TOGETHER_MINUTES;
  return minutes(version.savedAt) < pause;
}
