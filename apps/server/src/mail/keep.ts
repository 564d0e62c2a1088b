import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Tables } from '../db/connect.ts';
import { insertFile } from '../db/stored-files.ts';
import type { Finding } from '../files/finding.ts';
import { newId } from '../ids.ts';
import { headersOf } from './header-words.ts';
import { findByDigest, insertMessage, insertSighting, type Sighting } from './queries.ts';
import { readHead } from './read-mail.ts';
import type { Envelope } from './tables.ts';
import { type MailWorks, once, rawName } from './works.ts';

export type Arrived = {
  body: string;
  bytes: Buffer;
  way: 'imap' | 'door';
  envelope: Envelope;
  /** Where it lies in a mailbox; null at the door. */
  sighting: Sighting | null;
};

export type Kept = { ok: true; id: string; fresh: boolean } | { ok: false; refusal: Finding };

/**
 * Keeps a message: sealed bytes first, then its row and where it was seen in one transaction. Once this has answered the
 * message is ours; before, whoever gave it still has it. Repeating it, after a crash or by another way, keeps nothing new.
 */
export async function keepMessage({ server, sealer }: MailWorks, arrived: Arrived): Promise<Kept> {
  const { body, bytes, sighting } = arrived;
  const now = server.clock();
  const digest = digestOf(bytes);
  const id = newId('mail', now);
  const known = await findByDigest(server.database.reader(body), digest);
  const sealed = known ? null : sealer.seal(bytes, rawName(body, id));
  const put = sealed && (await server.files.put(once(sealed), { maxBytes: sealed.byteLength }));
  if (put && !put.ok) return put;
  return server.database.write(
    body,
    async (tx): Promise<Kept> => {
      const rawFileId = put ? newId('file', now) : null;
      const head = readHead(bytes);
      const fresh =
        rawFileId !== null &&
        (await insertMessage(
          tx,
          freshRow(arrived, { id, digest, rawFileId, now, messageId: head.messageId }),
        ));
      if (fresh && put)
        await insertFile(tx, {
          ...put.value,
          id: rawFileId,
          name: `${id}.eml.sealed`,
          uploaded_by: null,
          at: now,
        });
      const message = fresh ? id : (await findByDigest(tx, digest))!.id;
      if (sighting) await insertSighting(tx, { ...sighting, messageId: message });
      return { ok: true, id: message, fresh };
    },
    () => false,
  );
}

type Fresh = { id: string; digest: string; rawFileId: string; messageId: string | null; now: Date };

/** A message that nobody has read yet: its words come into the row behind the secrecy gate. */
function freshRow(
  { body, way, bytes, envelope }: Arrived,
  fresh: Fresh,
): Insertable<Tables['mail_messages']> {
  return {
    body_id: body,
    id: fresh.id,
    way,
    digest: fresh.digest,
    message_id: fresh.messageId,
    raw_file_id: fresh.rawFileId,
    size: bytes.byteLength,
    envelope: JSON.stringify(envelope),
    state: 'stored',
    tries: 0,
    arrived_at: fresh.now.toISOString(),
    sent_at: null,
    subject: '',
    from_name: '',
    from_address: null,
    text: '',
    automatic: null,
    authentication: '{}',
    reading: '{}',
    why: [],
    channel: 'news',
    person_id: null,
    unit_id: null,
    note: '',
    state_before: null,
    decided_by: null,
    decided_at: null,
    answer: null,
    answered_at: null,
    version: 0,
  };
}

const SENDERS_OWN = ['from', 'to', 'cc', 'subject', 'date', 'message-id', 'content-type'];

/** Of what the sender wrote; what servers add on the way differs from one copy to the next. */
export function digestOf(bytes: Buffer): string {
  const hash = createHash('sha256');
  for (const { name, value } of headersOf(bytes))
    if (SENDERS_OWN.includes(name)) hash.update(`${name}:`).update(value).update('\n');
  return hash.update(bodyOf(bytes)).digest('hex');
}

function bodyOf(bytes: Buffer): Buffer {
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter(at => at >= 0);
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  const start = ends.length > 0 ? Math.min(...ends) : 0;
  return bytes.subarray(Math.min(start, end), end);
}
