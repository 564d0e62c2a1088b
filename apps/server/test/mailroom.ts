import { connect } from 'node:net';
import type { MailSettings } from '@xinxuan/contract';
import { SMTPServer } from 'smtp-server';
import { docx, paragraph } from '../src/documents/docx-for-tests.ts';
import type { Dovecot } from './dovecot.ts';
import type { Client, Office, PersonName } from './office.ts';

/** A server that takes whatever answers are sent, and keeps them. */
export type Outside = { port: number; letters: string[]; close(): Promise<void> };

export async function startOutside(): Promise<Outside> {
  const letters: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    onData: (stream, _session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString());
        answer();
      });
    },
  });
  const port = await new Promise<number>(resolve => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return { port, letters, close: () => new Promise(resolve => server.close(() => resolve())) };
}

type Wanted = { dovecot?: Dovecot; outside?: Outside; door?: number; rules?: Partial<MailSettings['rules']> };

/** Sets the mailbox up as its administrator would. */
export async function setUpMailbox(office: Office, wanted: Wanted): Promise<Client> {
  const admin = await office.as('system');
  const current = await admin.mail.settings();
  await admin.mail.saveSettings({
    incoming: {
      on: wanted.dovecot !== undefined,
      host: '127.0.0.1',
      port: wanted.dovecot?.port ?? 143,
      tls: 'none',
      user: wanted.dovecot?.user ?? '',
      folder: 'INBOX',
      doneFolder: '已收',
      fromDay: '2020-01-01',
    },
    door: {
      on: wanted.door !== undefined,
      host: '127.0.0.1',
      port: wanted.door ?? 2525,
      recipient: 'xinxi@donghe.example',
      limitMb: 30,
      networks: [],
    },
    outgoing: {
      on: wanted.outside !== undefined,
      host: '127.0.0.1',
      port: wanted.outside?.port ?? 25,
      tls: 'none',
      user: '',
      sender: 'xinxi@donghe.example',
      name: '区局宣传科',
    },
    rules: {
      onMatch: 'submit',
      trustedServers: [],
      innerOnly: true,
      nameServers: ['127.0.0.1:9'],
      routes: [],
      ...wanted.rules,
    },
    incomingSecret: wanted.dovecot?.secret ?? null,
    outgoingSecret: null,
    version: current.version,
  });
  return admin;
}

export async function giveAddress(office: Office, person: PersonName, email: string): Promise<void> {
  await office.app.database.db
    .updateTable('people')
    .set({ email })
    .where('id', '=', office.people[person])
    .execute();
}

export const TITLE = '市容科集中整治夜市占道经营';

/** A manuscript as the section writes it: headline in the middle, text, sign-off. */
export function manuscriptDocx(title = TITLE, more = ''): Buffer {
  const centred = '<w:jc w:val="center"/>';
  const text = `5月18日，市容科组织30名队员对城东夜市开展集中整治，劝离占道摊点46处，清理杂物12处，夜市秩序明显好转。${more}`;
  return Buffer.from(
    docx({
      body: [
        paragraph(title, centred, '<w:b/><w:sz w:val="44"/>'),
        paragraph(text),
        paragraph('下一步，市容科将坚持每晚巡查，巩固整治成果，防止回潮。'),
        paragraph('（市容科 陆晓棠）', '<w:jc w:val="right"/>'),
        paragraph('2026年5月19日', '<w:jc w:val="right"/>'),
      ].join(''),
    }),
  );
}

/** Waits until `ready` answers something, looking often; fails after a while. */
export async function until<T>(what: string, ready: () => Promise<T | null | false | undefined>): Promise<T> {
  for (let tries = 0; tries < 1200; tries++) {
    const found = await ready();
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not happen within a minute`);
}

/** Speaks SMTP by hand, as no library would. */
export function speak(at: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(at, '127.0.0.1');
    const lines = ['HELO test', 'MAIL FROM:<a@b.example>', 'RCPT TO:<xinxi@donghe.example>', 'DATA'];
    let last = '';
    socket.on('error', reject);
    socket.on('data', chunk => {
      last = chunk.toString();
      const next = lines.shift();
      if (next) socket.write(`${next}\r\n`);
      else if (last.startsWith('354')) socket.write(Buffer.concat([bytes, Buffer.from('\r\n.\r\n')]));
      else {
        socket.end();
        resolve(last);
      }
    });
  });
}
