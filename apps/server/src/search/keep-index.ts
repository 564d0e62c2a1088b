import type { Database, Reader, Tx } from '../db/connect.ts';
import { entryOf } from './entry.ts';
import { queueFilesOf } from './file-queries.ts';
import {
  type Head,
  headsOf,
  keepEntries,
  type Made,
  nextQueued,
  type Queued,
  queueAll,
  recountDays,
  removeQueued,
  takeLock,
} from './index-queries.ts';
import { passagesOf } from './passage-queries.ts';

const BATCH = 100;

/** Takes up everything there is where nothing is indexed: a server does so once, when it starts. */
export async function beginIndex(database: Database): Promise<void> {
  await database.write(
    '',
    async tx => {
      if (await takeLock(tx.db)) await queueAll(tx.db);
    },
    () => false,
  );
}

/**
 * Brings the index up to what has been written, a hundred manuscripts at a time, each hundred in a transaction of its
 * own behind the writers. Safe to run twice and on several servers. @returns how many were taken up
 */
export async function keepIndex(
  database: Database,
  { now, stopping = () => false }: { now: Date; stopping?: () => boolean },
): Promise<number> {
  let done = 0;
  while (!stopping()) {
    const taken = await database.write(
      '',
      tx => takeUp(tx, now),
      () => false,
    );
    done += taken;
    if (taken < BATCH) break;
  }
  return done;
}

async function takeUp(tx: Tx, now: Date): Promise<number> {
  if (!(await takeLock(tx.db))) return 0;
  const queued = await nextQueued(tx.db, BATCH);
  for (const body of new Set(queued.map(each => each.bodyId))) {
    await indexBody({ ...tx, body } as Tx, idsOf(queued, body), now);
  }
  await removeQueued(
    tx.db,
    queued.map(each => each.seq),
  );
  return queued.length;
}

function idsOf(queued: Queued[], body: string): string[] {
  return [...new Set(queued.filter(each => each.bodyId === body).map(each => each.id))];
}

async function indexBody(tx: Tx, ids: string[], now: Date): Promise<void> {
  await queueFilesOf(tx, ids, now);
  const entries = await entriesOf(tx, ids);
  const kept = new Set(entries.map(each => each.id));
  const days = await keepEntries(
    tx,
    entries,
    ids.filter(id => !kept.has(id)),
  );
  await recountDays(tx, days);
}

async function entriesOf(reader: Reader, ids: string[]): Promise<Made[]> {
  const heads = await headsOf(reader, ids);
  const passages = await passagesOf(reader, ids);
  return heads.map(head => ({
    id: head.id,
    at: head.at,
    ...entryOf({
      ...whoAndWhen(head),
      titles: [head.title, ...(head.deskTitle && head.deskTitle !== head.title ? [head.deskTitle] : [])],
      texts: (passages.get(head.id) ?? []).map(each => each.text),
    }),
  }));
}

function whoAndWhen({ at, unitPath, persons, channel, type, genre, importance, sent }: Head) {
  return {
    at,
    unitPath,
    persons: [...new Set(persons)].sort(),
    fields: { channel, type, genre, importance, sent: sent ? ('yes' as const) : ('no' as const) },
  };
}
