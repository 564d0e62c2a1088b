import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient } from 'pg';
import type { Database, Tables, Tx } from '../db/connect.ts';

/**
 * One transaction in which rows are both copied in bulk and written one by one: `tx` and `client` are the same
 * connection. An error rolls everything back. Unlike `Database.write` it is not retried: its work is long.
 */
export async function writeInBulk<T>(
  database: Database,
  body: string,
  work: (tx: Tx, client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  const lent = { connect: async () => borrowed(client), end: async () => undefined, options: {} };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lent }) });
  let broken: Error | undefined;
  try {
    return await db.transaction().execute(trx => work({ db: trx, body } as Tx, client));
  } catch (error) {
    // A connection that was left in the middle of a COPY is of no use to anybody else.
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The query builder gives its connection back after each transaction; this one stays with its owner. */
function borrowed(client: PoolClient): PoolClient {
  return new Proxy(client, {
    get: (target, name) => {
      if (name === 'release') return () => undefined;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
