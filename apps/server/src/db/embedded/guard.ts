import { Client, type ClientConfig } from 'pg';
import { codeOf } from './failure.ts';

/**
 * The guard is one connection that holds advisory locks: they say who uses the cluster, and PostgreSQL itself
 * frees them when a process dies, so nothing stale can be left behind.
 * - `users` is shared by everyone; who gets it alone on leaving is the last one, and turns off the light.
 * - `server` belongs to one: two servers on one data folder would both send the same mail.
 */
const LOCK = { users: 7_202_611_001, server: 7_202_611_002 } as const;

export type Use = 'alone' | 'shared';

/** Connects and takes the locks. Null when the cluster is about to stop; `holder` names a server in the way. */
export async function takeGuard(
  config: ClientConfig,
  use: Use,
): Promise<{ guard: Client } | { holder: string } | null> {
  const guard = new Client({ ...config, application_name: `xinxuan ${use} pid ${process.pid}` });
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    if (!(await tryLock(guard, 'pg_try_advisory_lock_shared', LOCK.users))) return await leave(guard, null);
    if (use === 'shared') return { guard };
    if (await tryLock(guard, 'pg_try_advisory_lock', LOCK.server)) return { guard };
    return await leave(guard, { holder: await holderOfServerLock(guard) });
  } catch (error) {
    await guard.end();
    throw error;
  }
}

/** Lets go. True when nobody else uses the cluster: then the caller stops it. */
export async function isLastToLeave(guard: Client): Promise<boolean> {
  await guard.query('select pg_advisory_unlock_shared($1)', [LOCK.users]);
  return tryLock(guard, 'pg_try_advisory_lock', LOCK.users);
}

async function leave<Answer>(guard: Client, answer: Answer): Promise<Answer> {
  await guard.end();
  return answer;
}

async function tryLock(guard: Client, call: string, key: number): Promise<boolean> {
  const { rows } = await guard.query<{ got: boolean }>(`select ${call}($1) as got`, [key]);
  return rows[0]?.got === true;
}

async function holderOfServerLock(guard: Client): Promise<string> {
  const { rows } = await guard.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [LOCK.server],
  );
  return rows[0]?.name ?? '';
}

/** Errors of a cluster that is not there, is starting or stopping, or ended our session: worth another try. */
export function isPassing(error: unknown): boolean {
  const passing = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300'];
  return passing.includes(codeOf(error)) || /terminated|not queryable/.test(String(error));
}
