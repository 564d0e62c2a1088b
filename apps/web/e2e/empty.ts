import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';
import { createTestDatabase } from '../../server/src/db/template.ts';
import { createLog } from '../../server/src/log.ts';

const WEB_DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** The server as it is on the first day: a migrated database with nothing in it. */
export async function startEmpty(
  now: string,
  { demonstrationUntil = null }: { demonstrationUntil?: string | null } = {},
): Promise<{ app: App; url: string; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'xinxuan-empty-'));
  const app = await createApp({
    config: { ...readConfig([], {}), port: 0, dataDir, poolSize: 5, demonstrationUntil },
    database: database.config,
    clock: () => new Date(now),
    log: createLog(line => process.stderr.write(`${line}\n`), 'warn'),
    webDist: WEB_DIST,
  });
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    url,
    close: async () => {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
