import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../apps/server/src/db/template.ts';

/** Once per test run: one PostgreSQL for all workers, or the one that DATABASE_URL names. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = fileURLToPath(new URL('../node_modules/.cache/test-database', import.meta.url));
  const cluster = await startTestCluster(dataDir, process.env['DATABASE_URL']);
  return () => cluster.stop();
}
