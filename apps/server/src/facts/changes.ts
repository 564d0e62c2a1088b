import type { Tx } from '../db/connect.ts';

/** Who a changed fact belongs to, and in which year: what has to be scored anew before the transaction ends. */
export type FactChange = { unitId: string; personIds: string[]; year: number };

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
