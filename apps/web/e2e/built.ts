import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Up-to-date pages are left alone, so this costs nothing when the tests are run by `npm test`. */
export function buildPages(): void {
  const built = spawnSync(process.execPath, [join(root, 'tools', 'build-web.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the pages could not be built');
}

/** Before the journeys begin, so that two of them never build at once. */
export const setup = (): void => buildPages();
