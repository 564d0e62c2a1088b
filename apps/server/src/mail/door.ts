import { BlockList, isIP } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { keepMessage } from './keep.ts';
import type { Mailbox } from './settings.ts';
import type { MailWorks } from './works.ts';

export type Door = { port: number; close(): Promise<void> };

const PATIENCE_MS = 60_000;
const MOST_CLIENTS = 20;

/**
 * The SMTP door: one address, a limit of size, nothing passed on to anybody. "250" is said only when the message is kept
 * for good; whoever does not hear it sends again, and the second copy is the same message.
 */
export async function openDoor(works: MailWorks, mailbox: Mailbox, kept: () => void): Promise<Door> {
  const { door } = mailbox;
  const allowed = networksOf(door.networks);
  const server = new SMTPServer({
    banner: 'Xinxuan',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: door.limitMb * 1024 * 1024,
    maxClients: MOST_CLIENTS,
    socketTimeout: PATIENCE_MS,
    logger: false,
    onConnect: (session, answer) =>
      answer(
        allowed && !allows(allowed, session.remoteAddress)
          ? refusal(554, 'this address may not hand in')
          : null,
      ),
    onRcptTo: ({ address }, _session, answer) =>
      answer(
        address.toLowerCase() === door.recipient.toLowerCase() ? null : refusal(550, 'no such address here'),
      ),
    onData: (stream, session, answer) => {
      takeIn(works, mailbox, { stream, session }).then(
        outcome => {
          answer(outcome.error, outcome.error ? undefined : `kept as ${outcome.id}`);
          kept();
        },
        () => answer(refusal(451, 'not kept, try again later')),
      );
    },
  });
  server.on('error', () => undefined);
  const listening = await listen(server, door);
  return {
    port: listening,
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}

function listen(server: SMTPServer, { host, port }: Mailbox['door']): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const net = server.listen(port, host, () => {
      const address = net.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

type Handed = { stream: SMTPServerDataStream; session: SMTPServerSession };

async function takeIn(
  works: MailWorks,
  mailbox: Mailbox,
  { stream, session }: Handed,
): Promise<{ error: Error | null; id: string }> {
  const limit = mailbox.door.limitMb * 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  // Read to the end in any case: the answer is heard only behind the last line.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limit || stream.sizeExceeded)
    return { error: refusal(552, `larger than ${mailbox.door.limitMb} MB`), id: '' };
  const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const envelope = {
    ip: session.remoteAddress,
    helo: String(session.hostNameAppearsAs || '').slice(0, 255),
    sender: sender.slice(0, 320),
  };
  const bytes = Buffer.concat(chunks);
  const kept = await keepMessage(works, { body: mailbox.body, bytes, way: 'door', envelope, sighting: null });
  if (kept.ok) return { error: null, id: kept.id };
  return { error: refusal(kept.refusal.code === 'disk_full' ? 452 : 554, kept.refusal.en), id: '' };
}

/** Null when anybody may come. */
export function networksOf(networks: readonly string[]): BlockList | null {
  if (networks.length === 0) return null;
  const list = new BlockList();
  for (const each of networks) {
    const [address, bits] = each.trim().split('/');
    const family = isIP(address!);
    if (family === 0) continue;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address!, kind);
    else list.addSubnet(address!, Number(bits), kind);
  }
  return list;
}

function allows(list: BlockList, remote: string): boolean {
  const plain = remote.replace(/^::ffff:/u, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
