import { type Door, openDoor } from './door.ts';
import { type WatchOptions, watchMailbox } from './imap-watch.ts';
import { processStored } from './process.ts';
import { type Mailbox, mailboxOf } from './settings.ts';
import { everySettings } from './settings-queries.ts';
import type { MailWorks } from './works.ts';

export type MailWatch = {
  /** Reads what is kept now, instead of at the next round. */
  process(): Promise<void>;
  /** Looks at the settings now. */
  reload(): Promise<void>;
  stop(): Promise<void>;
};

export type Pace = Omit<WatchOptions, 'process'> & {
  /** How often the settings and what is kept are looked at: another server may have changed either. */
  roundMs: number;
};

const USUAL: Pace = { roundMs: 3_000, pollMs: 30_000, retryMs: 2_000, alarmAfterMs: 600_000 };

type Running = { version: number; abort: AbortController; ended: Promise<void>; door: Door | null };

/** Watches the mailbox and keeps the door of every body that has one, and reads what they brought. */
export function startMailWatch(works: MailWorks, pace: Partial<Pace> = {}): MailWatch {
  const options = { ...USUAL, ...pace };
  const { log, database } = works.server;
  const running = new Map<string, Running>();
  let stopped = false;
  // Two lines: ending a watch waits for what it reads, so reading must not wait behind the ending.
  const lines = { reading: Promise.resolve(), settings: Promise.resolve() };
  let timer: NodeJS.Timeout | undefined;

  const inTurn = (line: keyof typeof lines, work: () => Promise<void>): Promise<void> => {
    lines[line] = lines[line]
      .then(work)
      .catch((error: unknown) => log.warn(`mail ${line} failed, trying again`, { error }));
    return lines[line];
  };
  const process = (): Promise<void> =>
    inTurn('reading', async () => {
      while (!stopped && (await processStored(works)) > 0);
    });

  const reload = (): Promise<void> =>
    inTurn('settings', async () => {
      for (const row of await everySettings(database)) {
        const known = running.get(row.body_id);
        if (stopped || known?.version === row.version) continue;
        running.delete(row.body_id);
        if (known) await end(known);
        running.set(row.body_id, await start(works, mailboxOf(row, works.sealer), { ...options, process }));
      }
    });
  const round = async (): Promise<void> => {
    await reload();
    await process();
    if (!stopped) timer = setTimeout(() => void round(), options.roundMs).unref();
  };
  void round();
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    for (const each of running.values()) each.abort.abort();
    await Promise.all([lines.settings, lines.reading]);
    await Promise.all([...running.values()].map(end));
    await works.reader.close();
  };
  return {
    process,
    reload,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Begins to watch one mailbox and opens its door. */
async function start(works: MailWorks, mailbox: Mailbox, options: WatchOptions): Promise<Running> {
  const { log } = works.server;
  const abort = new AbortController();
  const { incoming, door } = mailbox;
  const watching = incoming.on && incoming.host !== '';
  const ended = watching
    ? watchMailbox(works, mailbox, { ...options, signal: abort.signal }).catch((error: unknown) =>
        log.error('the watch of a mailbox ended', { error }),
      )
    : Promise.resolve();
  const opened =
    door.on && door.recipient !== ''
      ? await openDoor(works, mailbox, () => void options.process()).catch((error: unknown) => {
          log.error('the door for mail could not be opened', { error });
          return null;
        })
      : null;
  return { version: mailbox.version, abort, ended, door: opened };
}

async function end({ abort, ended, door }: Running): Promise<void> {
  abort.abort();
  await door?.close();
  await ended;
}
