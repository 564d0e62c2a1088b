import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './prepared.ts';

/**
 * Every table of the system. Each feature adds its own in its `tables.ts` by declaration merging, so that this folder
 * knows no feature.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features add their tables by declaration merging
export interface Tables {}

/** Reads on behalf of one body. Moments come as ISO strings in UTC, days as YYYY-MM-DD, numerics as exact strings. */
export type Reader = { readonly db: Kysely<Tables>; readonly body: string };

declare const inTransaction: unique symbol;
/** Writes and locks, inside the one transaction of a request or job. */
export type Tx = { readonly db: Transaction<Tables>; readonly body: string; readonly [inTransaction]: true };

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.DATE, text => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, text => new Date(text).toISOString());

export type Database = {
  pool: pg.Pool;
  db: Kysely<Tables>;
  reader(body: string): Reader;
  /** Runs `work` in one transaction; a refusal value of `isRefusal` rolls it back. Retries deadlocks. */
  write<T>(body: string, work: (tx: Tx) => Promise<T>, rollback: (result: T) => boolean): Promise<T>;
  close(): Promise<void>;
};

export function connect({ prepare = true, ...options }: pg.PoolConfig & { prepare?: boolean }): Database {
  const pool = new pg.Pool({
    ...options,
    types,
    options:
      '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c jit=off',
    connectionTimeoutMillis: 10_000,
    ...(prepare && { Client: PreparingClient }),
  });
  // A connection that breaks is replaced by the pool; the request that held it fails by itself and answers 503.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    db,
    reader: body => ({ db, body }),
    write: (body, work, rollback) => inTransactionWithRetry(db, body, { work, rollback }),
    close: () => db.destroy(),
  };
}

class RolledBack<T> {
  readonly result: T;
  constructor(result: T) {
    this.result = result;
  }
}

const RETRIES = 3;

async function inTransactionWithRetry<T>(
  db: Kysely<Tables>,
  body: string,
  { work, rollback }: { work: (tx: Tx) => Promise<T>; rollback: (result: T) => boolean },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async transaction => {
        const result = await work({ db: transaction, body } as Tx);
        if (rollback(result)) throw new RolledBack(result);
        return result;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.result as T;
      if (attempt < RETRIES && isContention(error)) continue;
      throw error;
    }
  }
}

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isContention(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error));
}

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ENOENT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '25P03',
  '53300',
]);

/** The database cannot be reached, or went away in the middle: worth trying again. */
export function isUnavailable(error: unknown): boolean {
  if (GONE.has(sqlState(error))) return true;
  const message = error instanceof Error ? error.message : '';
  return /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/i.test(
    message,
  );
}

/** Blocked by others after every try, or cut off by the time limit of a statement. */
export function isContended(error: unknown): boolean {
  return isContention(error) || ['57014', '55P03'].includes(sqlState(error));
}

/** Text that PostgreSQL cannot keep, such as U+0000. */
export function isUnstorable(error: unknown): boolean {
  return ['22021', '22P05'].includes(sqlState(error));
}

export function isDiskFull(error: unknown): boolean {
  return ['53100', 'ENOSPC', 'EDQUOT'].includes(sqlState(error));
}

/** The name of the violated unique constraint, or null. */
export function violatedUnique(error: unknown): string | null {
  if (sqlState(error) !== '23505') return null;
  return error instanceof Error && 'constraint' in error ? String(error.constraint) : 'unknown';
}
