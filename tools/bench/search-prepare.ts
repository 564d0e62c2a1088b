import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { MigrationRefusal, migrate } from '../../apps/server/src/db/migrate.ts';
import { hashOfRow, makeBody } from './search-body.ts';
import { fillTo, writeBeside } from './search-load.ts';
import { prepareRivals } from './search-rivals.ts';
import { type Running, startOurs, startPlain } from './search-server.ts';
import { benchWriter } from './search-texts.ts';

/** A body of so many texts on one kind of server. */
export type Stage = { server: 'embedded' | 'PostgreSQL 15'; items: number };

/** What was made once and can be measured again: a folder that says what is in it. */
export type Prepared = {
  /** Of what a text becomes in the tables: other code makes the body anew. */
  made: string;
  loadMs: number;
  indexMs: number;
  trigramsMs: number;
};

const NOTE = 'prepared.json';

const folderOf = (home: string, { server, items }: Stage): string =>
  join(home, `${server === 'embedded' ? 'ours' : 'plain'}-${items}`);

/** The server with what was prepared. */
export function startStage(home: string, stage: Stage): Promise<Running> {
  const folder = folderOf(home, stage);
  return stage.server === 'embedded' ? startOurs(folder) : startPlain(folder);
}

/** Loads the body unless it lies there already as this code would make it. */
export async function prepare(home: string, stage: Stage, say: (line: string) => void): Promise<Prepared> {
  const folder = folderOf(home, stage);
  const made = hashOfRow(benchWriter({ pool: 100, names: 100 }));
  const there = noteOf(folder);
  if (there?.made === made) {
    await bringUp(home, stage, say);
    return there;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const running = await startStage(home, stage);
  const client = new pg.Client(running.superuser);
  await client.connect();
  try {
    await migrate(running.config);
    await makeBody(client);
    const stretch = { from: 0, to: stage.items, of: stage.items };
    const filled = await fillTo(client, () => writeBeside(running.superuser, stretch));
    const { ms: trigramsMs } = await prepareRivals(running.superuser);
    const prepared = { made, ...filled, trigramsMs };
    writeFileSync(join(folder, NOTE), JSON.stringify(prepared));
    say(`  ${stage.server}, ${stage.items} items prepared: ${JSON.stringify(prepared)}`);
    return prepared;
  } finally {
    await client.end();
    await running.stop();
  }
}

/** Brings the schema up to this code. Where a migration under way has changed since, the body is measured as it lies. */
async function bringUp(home: string, stage: Stage, say: (line: string) => void): Promise<void> {
  const running = await startStage(home, stage);
  try {
    await migrate(running.config);
  } catch (error) {
    if (!(error instanceof MigrationRefusal)) throw error;
    say(`  ${stage.server}, ${stage.items} items: measured as it lies (${error.code} migration)`);
  } finally {
    await running.stop();
  }
}

function noteOf(folder: string): Prepared | null {
  const file = join(folder, NOTE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Prepared) : null;
}
