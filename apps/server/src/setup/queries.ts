import { sql } from 'kysely';
import type { Database, Tx } from '../db/connect.ts';

/** Two people who set the system up at the same time must meet. */
const SETUP_LOCK = 7_302_026;

/** Holds off every other setting-up until this transaction ends. */
export async function lockSetup(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SETUP_LOCK})`.execute(tx.db);
}

export async function hasBody(database: Pick<Database, 'db'>): Promise<boolean> {
  const row = await database.db.selectFrom('bodies').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function insertBody(
  tx: Tx,
  body: { name: string; demonstration: boolean; now: Date },
): Promise<void> {
  const { name, demonstration, now } = body;
  await tx.db
    .insertInto('bodies')
    .values({ id: tx.body, name, demonstration, created_at: now.toISOString() })
    .execute();
}

/** A year of records takes longer than a request may. */
export async function takeTime(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx.db);
}

export function copyStatement(table: string, columns: readonly string[]): string {
  return `copy ${table} (${columns.map(column => `"${column}"`).join(', ')}) from stdin`;
}

/** Fresh figures for the planner, over every table that a load fills. */
export async function analyse(database: Pick<Database, 'db'>, tables: readonly string[]): Promise<void> {
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(database.db);
}
