import { type Kysely, sql } from 'kysely';
import type { Database, Tables, Tx } from './connect.ts';

/**
 * A database that writes within a transaction that is open already, so that acts which know transactions of their own
 * can be played in one: nobody sees them before it ends. A refused write is rolled back alone. One write at a time.
 */
export function lend(tx: Tx): Database {
  const db = tx.db as Kysely<Tables>;
  return {
    get pool(): never {
      throw new Error('a lent database has no connections of its own');
    },
    db,
    reader: body => ({ db, body }),
    write: (body, work, rollback) => within(tx, body, { work, rollback }),
    close: async () => undefined,
  };
}

type Work<T> = { work: (tx: Tx) => Promise<T>; rollback: (result: T) => boolean };

async function within<T>(tx: Tx, body: string, { work, rollback }: Work<T>): Promise<T> {
  if (body !== tx.body) throw new Error(`a transaction of ${tx.body} was lent for ${body}`);
  await sql`savepoint lent`.execute(tx.db);
  const result = await work(tx);
  if (rollback(result)) await sql`rollback to savepoint lent`.execute(tx.db);
  await sql`release savepoint lent`.execute(tx.db);
  return result;
}

/** Does something that may fail without spoiling the transaction around it. @returns what it failed with, or null */
export async function attempt(tx: Tx, work: () => Promise<unknown>): Promise<{ error: unknown } | null> {
  await sql`savepoint attempt`.execute(tx.db);
  try {
    await work();
    await sql`release savepoint attempt`.execute(tx.db);
    return null;
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(tx.db);
    await sql`release savepoint attempt`.execute(tx.db);
    return { error };
  }
}
