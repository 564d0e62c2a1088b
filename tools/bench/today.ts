import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import pg from 'pg';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import { alone, together } from './today-ask.ts';
import { makeCity } from './today-city.ts';
import { fill } from './today-load.ts';

type Row = Record<string, string | number>;
type Options = { folder: string; manuscripts: number; each: number; say: (line: string) => void };

const PORT = 8693;

/**
 * The page "today" over HTTP at the size of a city: for each role by itself, and for eight at once, on a body with a tenth of
 * its years and with all of them. What is under way is the same in both, so that the second shows what the years cost.
 */
export async function measureToday({
  folder,
  manuscripts,
  each,
  say,
}: Options): Promise<{ roles: Row[]; growth: Row[] }> {
  const settings = { max_wal_size: '8GB' };
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined, settings });
  await migrate(embedded.config);
  const client = new pg.Client(embedded.config);
  await client.connect();
  const growth: Row[] = [];
  let roles: Row[] = [];
  try {
    await makeCity(client);
    let stored = 0;
    for (const size of [manuscripts / 10, manuscripts]) {
      const started = performance.now();
      await fill(client, { from: stored + 1, to: size }, say);
      stored = size;
      say(`  ${size} manuscripts, loaded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
      await client.query('checkpoint').catch(() => undefined);
      const server = await serve(embedded.connectionString, folder);
      try {
        roles = await alone(server.origin, each);
        for (const row of roles) say(`  ${JSON.stringify(row)}`);
        growth.push({
          manuscripts: size,
          ...worst(roles),
          ...(await together(server.origin, each)),
          load: load(),
        });
        say(`  ${JSON.stringify(growth.at(-1))}`);
      } finally {
        await server.stop();
      }
    }
    return { roles, growth };
  } finally {
    await client.end();
    await embedded.stop();
    // It may lie elsewhere than the folder, where another account can reach it, and it is large.
    rmSync(embedded.directory, { recursive: true, force: true });
  }
}

/** The slowest role of those that were asked alone. */
function worst(roles: readonly Row[]): Row {
  const most = (name: string): string => Math.max(...roles.map(row => Number(row[name]))).toFixed(1);
  return { 'worst role p95': most('today p95'), 'worst page p95': most('page p95') };
}

/** How many processes wanted the processor during the last minute: above the number of cores the machine was not quiet. */
const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

async function serve(database: string, folder: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const origin = `http://127.0.0.1:${PORT}`;
  const server = spawn(
    process.execPath,
    ['apps/server/src/main.ts', '--port', String(PORT), '--data', folder],
    {
      env: { ...process.env, DATABASE_URL: database },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
  };
  try {
    await answering(origin, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}

async function answering(origin: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.exitCode !== null) break;
    try {
      if ((await fetch(`${origin}/api/v1/session/state`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('the server did not answer');
}
