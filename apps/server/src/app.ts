import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { auditRoutes } from './audit/routes.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { sealAudit } from './db/audit.ts';
import { connect, type Database } from './db/connect.ts';
import { diskFiles } from './files/disk.ts';
import type { Server } from './http/endpoint.ts';
import { createIdentity } from './http/identity.ts';
import { createLive } from './http/live.ts';
import { serve } from './http/serve.ts';
import type { Log } from './log.ts';
import { networkRoutes } from './network/routes.ts';
import { createAuth } from './session/auth.ts';
import { sessionRoutes } from './session/routes.ts';

export type App = { http: FastifyInstance; server: Server; database: Database; close(): Promise<void> };

type Parts = { config: Config; database: pg.PoolConfig; clock: Clock; log: Log; webDist: string | null };

/** Puts every feature together over one database. The only file that imports them all. */
export async function createApp({ config, database: pool, clock, log, webDist }: Parts): Promise<App> {
  const database = connect({ ...pool, max: config.poolSize });
  const server: Server = {
    database,
    clock,
    log,
    live: createLive(),
    settle: async () => undefined,
    files: diskFiles({ root: join(config.dataDir, 'files') }),
  };
  const secret = readSecret(config.dataDir);
  const origin = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const auth = createAuth(database.pool, {
    secret,
    hours: config.sessionHours,
    secure: origin.startsWith('https:'),
    origin,
  });
  const identity = createIdentity(database, { secret, idleMinutes: config.sessionIdleMinutes });
  const router = {
    session: sessionRoutes({ auth, identity }),
    audit: auditRoutes,
    network: networkRoutes({ identity }),
  };
  const http = await serve({
    router,
    server,
    identity,
    uploadLimitBytes: config.uploadLimitBytes,
    webDist,
    origins: config.publicUrl ? [config.publicUrl] : [],
  });
  const sealer = startSealer(database, log);
  return {
    http,
    server,
    database,
    close: async () => {
      await http.close();
      await sealer.stop();
      await database.close();
    },
  };
}

/** Signs the session cookies; made once and kept beside the data, readable by its owner alone. */
function readSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

const SEAL_EVERY_MS = 500;

/** Chains new audit entries behind the writers' backs, so that no write waits for the chain. */
function startSealer(database: Database, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(round);
  }, SEAL_EVERY_MS);
  timer.unref();

  async function round(): Promise<void> {
    try {
      while (!stopped && (await sealAudit(database)) > 0);
    } catch (error) {
      log.warn('sealing the audit trail failed, trying again', { error });
    }
  }

  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      await round();
      stopped = true;
    },
  };
}
