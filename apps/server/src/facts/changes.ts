import type { Tx } from '../db/connect.ts';

/** Which fact was recorded or taken back: what a correction of a closed period names as its cause. */
export type ChangedFact = {
  id: string;
  kind: string;
  onDay: string;
  label: string;
  manuscriptId: string | null;
  what: 'recorded' | 'voided';
  /** Why it was taken back; empty for one that was recorded. */
  reason: string;
};

/** Who a changed fact belongs to, and in which year: what has to be scored anew before the transaction ends. */
export type FactChange = { unitId: string; personIds: string[]; year: number; fact: ChangedFact };

const pending = new WeakMap<Tx['db'], FactChange[]>();

export function noteChange(tx: Tx, change: FactChange): void {
  pending.set(tx.db, [...(pending.get(tx.db) ?? []), change]);
}

/** Takes what has changed in this transaction since it was last asked. */
export function takeChanges(tx: Tx): FactChange[] {
  const changes = pending.get(tx.db) ?? [];
  pending.delete(tx.db);
  return changes;
}
