import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for what one test writes and throws away: in memory while all tests run, else among the temporary files. The
 * account of a database may pass through it, so that a cluster of the test's own lies in it and not elsewhere on the disk.
 */
export function passingFolder(name: string): string {
  const folder = mkdtempSync(join(process.env['XINXUAN_TEST_FOLDER'] ?? tmpdir(), `xinxuan-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}
