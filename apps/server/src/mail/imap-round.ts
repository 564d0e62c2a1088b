import type { ImapFlow } from 'imapflow';
import { keepMessage } from './keep.ts';
import { noteFiled, type Sighting, seenUids, toFile } from './queries.ts';
import { accountOf, type Mailbox } from './settings.ts';
import type { MailWorks } from './works.ts';

/** Larger messages are left in the mailbox for a person; only their headers are taken. */
export const LARGEST_MESSAGE = 45 * 1024 * 1024;

type Folder = { client: ImapFlow; mailbox: Mailbox; uidvalidity: number };

/** Keeps every message of the folder that was not kept before, oldest first; answers how many were new. */
export async function fetchNew(works: MailWorks, folder: Folder): Promise<number> {
  const { client, mailbox, uidvalidity } = folder;
  const account = accountOf(mailbox);
  const since = new Date(`${mailbox.incoming.fromDay}T00:00:00Z`);
  const found = (await client.search({ since }, { uid: true })) || [];
  const reader = works.server.database.reader(mailbox.body);
  const seen = await seenUids(reader, { account, uidvalidity, uids: found });
  const fresh = found.filter(uid => !seen.has(uid)).sort((a, b) => a - b);
  for (const uid of fresh) await fetchOne(works, folder, { account, uidvalidity, uid });
  return fresh.length;
}

async function fetchOne(works: MailWorks, { client, mailbox }: Folder, sighting: Sighting): Promise<void> {
  const about = await client.fetchOne(String(sighting.uid), { uid: true, size: true }, { uid: true });
  // Gone between the search and now: somebody else moved it.
  if (!about) return;
  const size = about.size ?? 0;
  const large = size > LARGEST_MESSAGE;
  const fetched = await client.fetchOne(
    String(sighting.uid),
    large ? { uid: true, headers: true } : { uid: true, source: true },
    { uid: true },
  );
  const bytes = fetched && (large ? fetched.headers : fetched.source);
  if (!bytes) return;
  const envelope = large ? { tooLarge: size } : {};
  const kept = await keepMessage(works, { body: mailbox.body, bytes, way: 'imap', envelope, sighting });
  if (!kept.ok) throw new Error(kept.refusal.zh);
}

/**
 * Marks as read and moves away what is kept and understood. What a person has to remove from the mailbox (a secrecy
 * mark, a message that is too large) stays, with a flag. Repeated after a crash it finds nothing to move.
 */
export async function fileDone(works: MailWorks, { client, mailbox, uidvalidity }: Folder): Promise<void> {
  const { database, clock } = works.server;
  const account = accountOf(mailbox);
  const done = await toFile(database.reader(mailbox.body), { account, uidvalidity });
  if (done.length === 0) return;
  const moving = done.filter(each => !each.stays).map(each => each.uid);
  const staying = done.filter(each => each.stays).map(each => each.uid);
  if (staying.length > 0) await client.messageFlagsAdd(staying.join(), ['\\Flagged'], { uid: true });
  if (moving.length > 0) {
    await client.messageFlagsAdd(moving.join(), ['\\Seen'], { uid: true });
    await client.messageMove(moving.join(), mailbox.incoming.doneFolder, { uid: true });
  }
  const uids = done.map(each => each.uid);
  await noteFiled(database, { body: mailbox.body, account, uidvalidity, uids, now: clock() });
}
