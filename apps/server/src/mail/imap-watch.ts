import { ImapFlow } from 'imapflow';
import { dayOf } from '../clock.ts';
import { tell } from '../notices/tell.ts';
import { faultWords } from './connection-words.ts';
import { fetchNew, fileDone } from './imap-round.ts';
import type { Mailbox } from './settings.ts';
import { noteAlarm, noteFailure, noteSuccess, systemAdmins } from './settings-queries.ts';
import type { MailWorks } from './works.ts';

export type WatchOptions = {
  /** How often the folder is looked at even when the server is silent. */
  pollMs: number;
  /** The first wait after a failure; it doubles up to five minutes. */
  retryMs: number;
  /** After this long without success the system administrators are told, once. */
  alarmAfterMs: number;
  /** Lets what was kept be read, and waits for it. */
  process: () => Promise<void>;
};

const LONGEST_RETRY_MS = 300_000;
const PATIENCE_MS = 20_000;

/** A connection to the mailbox that says nothing of it in any log. */
export function imapClient({
  incoming,
  incomingSecret,
}: Pick<Mailbox, 'incoming' | 'incomingSecret'>): ImapFlow {
  const client = new ImapFlow({
    host: incoming.host,
    port: incoming.port,
    secure: incoming.tls === 'implicit',
    doSTARTTLS: incoming.tls === 'starttls',
    auth: { user: incoming.user, pass: incomingSecret },
    logger: false,
    emitLogs: false,
    disableAutoIdle: true,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: 300_000,
  });
  // A connection that breaks while nothing is asked of it ends the wait; the loop connects again.
  client.on('error', () => undefined);
  return client;
}

/** Watches one mailbox until `signal` is aborted: pushed by IDLE where the server has it, else by looking now and then. */
export async function watchMailbox(
  works: MailWorks,
  mailbox: Mailbox,
  { signal, ...options }: WatchOptions & { signal: AbortSignal },
): Promise<void> {
  let failures = 0;
  const succeeded = (): void => {
    failures = 0;
  };
  while (!signal.aborted) {
    const client = imapClient(mailbox);
    const end = (): void => client.close();
    signal.addEventListener('abort', end, { once: true });
    try {
      await client.connect();
      await watchFolder(works, { client, mailbox, signal, options, succeeded });
    } catch (error) {
      if (!signal.aborted) await failed(works, mailbox, { error, options });
    } finally {
      signal.removeEventListener('abort', end);
      client.close();
    }
    failures += 1;
    const wait = Math.min(options.retryMs * 2 ** (failures - 1), LONGEST_RETRY_MS);
    await pause(wait, signal);
  }
}

type Watching = {
  client: ImapFlow;
  mailbox: Mailbox;
  signal: AbortSignal;
  options: WatchOptions;
  succeeded: () => void;
};

async function watchFolder(works: MailWorks, watching: Watching): Promise<void> {
  const { client, mailbox, signal, options } = watching;
  const { folder, doneFolder } = mailbox.incoming;
  // Answers the folder as well when it is there already.
  await client.mailboxCreate(doneFolder);
  const opened = await client.mailboxOpen(folder);
  const uidvalidity = Number(opened.uidValidity);
  const at = { client, mailbox, uidvalidity };
  while (!signal.aborted && client.usable) {
    // Registered before looking: what arrives while we look wakes the next wait at once.
    const woken = awaken(client, options.pollMs, signal);
    await client.noop();
    const fetched = await fetchNew(works, at);
    if (fetched > 0) await options.process();
    await fileDone(works, at);
    await noteSuccess(works.server.database, mailbox.body, works.server.clock());
    watching.succeeded();
    if (client.capabilities.has('IDLE')) void client.idle().catch(() => undefined);
    await woken;
  }
  if (!signal.aborted) throw Object.assign(new Error('connection closed'), { code: 'ECONNRESET' });
}

/** Until the server tells of a message, the time is up, the connection ends or the watch does. */
function awaken(client: ImapFlow, pollMs: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      client.off('exists', done);
      client.off('close', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, pollMs);
    client.on('exists', done);
    client.on('close', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** Notes in words what is wrong, and tells the administrators once when it has been so for a while. */
async function failed(
  { server }: MailWorks,
  mailbox: Mailbox,
  { error, options }: { error: unknown; options: WatchOptions },
): Promise<void> {
  const failure = faultWords(error, mailbox.incoming);
  const now = server.clock();
  await server.database.write(
    mailbox.body,
    async tx => {
      const failing = await noteFailure(tx, { failure, now });
      if (!failing || failing.alarmed) return;
      if (now.getTime() - Date.parse(failing.since) < options.alarmAfterMs) return;
      await noteAlarm(tx, now);
      await tell(tx, {
        personIds: await systemAdmins(tx, dayOf(now)),
        kind: 'mailbox_dead',
        zh: `来信邮箱 ${mailbox.incoming.user} 已连不上。${failure.zh}`,
        en: `The mailbox ${mailbox.incoming.user} cannot be reached. ${failure.en}`,
        link: '/network/mail',
        now,
      });
    },
    () => false,
  );
}
