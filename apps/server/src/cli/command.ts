import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientConfig } from 'pg';
import { type Embedded, startEmbedded } from '../db/embedded.ts';

/** A wish that cannot be fulfilled, in words for the person at the keyboard; `code` is the exit code. */
export class CommandStop extends Error {
  readonly code: number;

  constructor(words: string, code = 1) {
    super(words);
    this.code = code;
  }
}

/** Runs a command to its exit code: refusals as words, bugs with their stack. */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const isRefusal = error instanceof CommandStop || (error instanceof Error && 'code' in error);
    console.error(isRefusal ? error.message : error);
    process.exitCode = error instanceof CommandStop ? error.code : 1;
  }
}

/** The data folder: as given, else XINXUAN_DATA, else `data` beside the program. */
export function dataFolder(given: string | undefined): string {
  const beside = fileURLToPath(new URL('../../../../data', import.meta.url));
  return resolve(given ?? process.env['XINXUAN_DATA'] ?? beside);
}

export interface CommandDatabase {
  config: ClientConfig;
  stop(): Promise<void>;
}

/** The database that a server on this data folder uses; joins it when `shared`, refuses when it runs and `alone`. */
export async function openDatabase(data: string, use: 'alone' | 'shared'): Promise<CommandDatabase> {
  const connectionString = process.env['DATABASE_URL'];
  if (connectionString) return { config: { connectionString }, stop: async () => undefined };
  const embedded: Embedded = await startEmbedded({
    dataDir: data,
    use,
    log: message => console.error(message),
  });
  return { config: embedded.config, stop: () => embedded.stop() };
}
