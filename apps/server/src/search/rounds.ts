import type { Server } from '../http/endpoint.ts';
import { every, type Rounds } from '../rounds.ts';
import { beginIndex, keepIndex } from './keep-index.ts';
import { readFiles } from './read-files.ts';
import { watchSearches } from './watch.ts';

const INDEX_EVERY_MS = 500;
const READ_EVERY_MS = 2_000;
const WATCH_EVERY_MS = 5_000;

/**
 * The index behind the writers, the reading of attachments, and the saved searches. To be stopped before the document
 * reader; nothing long is begun while stopping, because all of it goes on where it was at the next start.
 */
export function startSearchRounds(server: Server): Rounds {
  const { database, clock, log, live } = server;
  let [begun, stopping] = [false, false];
  const unlessStopping = (work: () => Promise<void>) => async (): Promise<void> => {
    if (!stopping) await work();
  };
  const index = async (): Promise<void> => {
    if (!begun) await beginIndex(database);
    begun = true;
    await keepIndex(database, { now: clock(), stopping: () => stopping });
  };
  const read = async (): Promise<void> => void (await readFiles(server, () => stopping));
  const watch = async (): Promise<void> => {
    const failed = (searchId: string, error: unknown) =>
      log.warn('a saved search could not be asked', { searchId, error });
    for (const body of await watchSearches(database, { now: clock(), failed })) live.tell(body, 'notice');
  };
  const rounds = [
    every({ ms: INDEX_EVERY_MS, what: 'keeping the search index', log, work: unlessStopping(index) }),
    every({ ms: READ_EVERY_MS, what: 'reading attachments', log, work: unlessStopping(read) }),
    every({ ms: WATCH_EVERY_MS, what: 'asking saved searches', log, work: unlessStopping(watch) }),
  ];
  return {
    stop: async () => {
      stopping = true;
      for (const each of rounds) await each.stop();
    },
  };
}
