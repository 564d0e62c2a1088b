import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Dovecot, startDovecot } from '../../test/dovecot.ts';
import { giveAddress, manuscriptDocx, setUpMailbox, startOutside, until } from '../../test/mailroom.ts';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';
import { createTestDatabase, type TestDatabase } from '../db/template.ts';
import { startMailReader } from './mail-reader.ts';
import { letter } from './messages-for-tests.ts';
import { type MailWatch, startMailWatch } from './watch.ts';

const WRITER = 'luxiaotang@donghe.example';
const DOC = { name: '市容科2026年5月19日工作信息.docx', bytes: manuscriptDocx() };

vi.setConfig({ testTimeout: 120_000 });

let office: Office;
let dovecot: Dovecot;
let database: TestDatabase;
let own: MailWatch | null = null;

beforeEach(async () => {
  database = await createTestDatabase();
  office = await startOffice({ database });
  await giveAddress(office, 'writer', WRITER);
});
afterEach(async () => {
  await own?.stop();
  own = null;
  await office.close();
  await dovecot.close();
});

const message = (n: number) => letter({ id: `n${n}@x`, from: WRITER, attachments: [DOC] });
const messages = () =>
  office.app.database.db.selectFrom('mail_messages').select(['id', 'state', 'message_id', 'why']).execute();
const taken = (count: number) =>
  until(`${count} messages`, async () => {
    const rows = await messages();
    return rows.filter(row => row.state === 'taken').length >= count ? rows : null;
  });

/** What lies in a folder, seen by another client. */
async function lyingIn(folder: string): Promise<number> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: dovecot.user, pass: dovecot.secret },
    logger: false,
  });
  await client.connect();
  const status = await client.status(folder, { messages: true });
  await client.logout();
  return status ? (status.messages ?? 0) : 0;
}

describe('the watch', () => {
  test('hears of a message by IDLE, without ever looking by itself, and files it', async () => {
    dovecot = await startDovecot();
    await office.app.mail.watch.stop();
    const works = { ...office.app.mail.works, reader: startMailReader() };
    const admin = await setUpMailbox(office, { dovecot });
    own = startMailWatch(works, { pollMs: 3_600_000 });
    await until('the first look', async () => (await admin.mail.settings()).health.succeededAt);
    dovecot.deliver(message(1));
    await taken(1);
    await until('filing', async () => (await lyingIn('INBOX')) === 0 && (await lyingIn('已收')) === 1);
  }, 120_000);

  test('looks by itself where the server does not push', async () => {
    dovecot = await startDovecot({ idle: false });
    await office.app.mail.watch.stop();
    const works = { ...office.app.mail.works, reader: startMailReader() };
    await setUpMailbox(office, { dovecot });
    own = startMailWatch(works, { pollMs: 300, roundMs: 300 });
    await until(
      'the first look',
      async () => (await (await office.as('system')).mail.settings()).health.succeededAt,
    );
    dovecot.deliver(message(1));
    await taken(1);
  });

  test('goes on when the server comes back, tells the administrator once, and says what was wrong', async () => {
    dovecot = await startDovecot();
    await office.app.mail.watch.stop();
    const works = { ...office.app.mail.works, reader: startMailReader() };
    const admin = await setUpMailbox(office, { dovecot });
    own = startMailWatch(works, { pollMs: 300, roundMs: 300, retryMs: 50, alarmAfterMs: 0 });
    await until('the first look', async () => (await admin.mail.settings()).health.succeededAt);
    await dovecot.stop();
    const { health } = await until('the failure', async () => {
      const settings = await admin.mail.settings();
      return settings.health.failure && settings;
    });
    expect(health.failure?.zh).toMatch(/拒绝连接|没有回应/u);
    const alarms = async () => (await admin.notices.list({})).rows.filter(row => row.kind === 'mailbox_dead');
    await until('the alarm', async () => (await alarms()).length > 0);
    await new Promise(resolve => setTimeout(resolve, 1000));
    expect(await alarms()).toHaveLength(1);
    dovecot.deliver(message(1));
    await dovecot.start();
    await taken(1);
    await until('health', async () => (await admin.mail.settings()).health.failure === null);
    expect((await admin.mail.settings()).health.failingSince).toBeNull();
  }, 120_000);

  test('takes nothing twice when the numbers of the folder begin anew', async () => {
    dovecot = await startDovecot();
    await setUpMailbox(office, { dovecot });
    dovecot.deliver(message(1));
    await taken(1);
    await until('filing', async () => (await lyingIn('INBOX')) === 0);
    await dovecot.renumber();
    dovecot.deliver(message(1));
    dovecot.deliver(message(2));
    await taken(2);
    await until('filing', async () => (await lyingIn('INBOX')) === 0);
    expect(await messages()).toHaveLength(2);
  });

  test('takes 25 MB, and waits with the same Message-ID that says something else', async () => {
    dovecot = await startDovecot();
    await setUpMailbox(office, { dovecot });
    const photo = { name: '现场.bin', bytes: Buffer.alloc(18 * 1024 * 1024, 'photo') };
    dovecot.deliver(letter({ id: 'large@x', from: WRITER, attachments: [DOC, photo] }));
    await taken(1);
    dovecot.deliver(letter({ id: 'large@x', from: WRITER, attachments: [DOC] }));
    const rows = await until('the twin', async () => {
      const all = await messages();
      return all.some(row => row.state === 'waiting') ? all : null;
    });
    expect(rows.find(row => row.state === 'waiting')?.why).toEqual(['same_id_other_text']);
  }, 60_000);
});

test('a connection that cannot be made is explained', async () => {
  dovecot = await startDovecot();
  const admin = await setUpMailbox(office, { dovecot });
  const { incoming } = await admin.mail.settings();
  const attempt = (change: Partial<typeof incoming>, secret: string | null = null) =>
    admin.mail.tryConnection({ which: 'incoming', incoming: { ...incoming, ...change }, secret });
  expect(await attempt({})).toMatchObject({ ok: true, zh: expect.stringContaining('支持即时推送') });
  expect(await attempt({}, 'wrong')).toMatchObject({ ok: false, zh: expect.stringContaining('授权码') });
  expect(await attempt({ port: 9 })).toMatchObject({ ok: false, zh: expect.stringContaining('拒绝连接') });
  expect(await attempt({ folder: '没有' })).toMatchObject({
    ok: false,
    zh: expect.stringContaining('找不到所填的文件夹'),
  });
  expect(await attempt({ host: 'no.such.host.invalid' })).toMatchObject({
    ok: false,
    zh: expect.stringContaining('找不到服务器'),
  });
  const { hasIncomingSecret, ...shown } = await admin.mail.settings();
  expect(hasIncomingSecret).toBe(true);
  expect(JSON.stringify(shown)).not.toContain(dovecot.secret);
  const stored = await office.app.database.db
    .selectFrom('mail_settings')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(stored.incoming_secret?.toString('latin1')).not.toContain(dovecot.secret);
  expect((await refusalOf((await office.as('editor')).mail.settings())).code).toBe('forbidden');
});

describe('a server that is killed', () => {
  const PROGRAM = fileURLToPath(new URL('../../test/mail-server.ts', import.meta.url));
  const LETTERS = 8;
  const KILLS = 5;

  function start(): ChildProcess {
    const given = JSON.stringify({ database: database.config, dataDir: office.dataDir });
    return fork(PROGRAM, [given], { stdio: 'ignore' });
  }
  async function kill(child: ChildProcess): Promise<void> {
    const gone = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  test('at random has taken every message exactly once, with one answer each', async () => {
    dovecot = await startDovecot();
    const outside = await startOutside();
    await office.app.mail.watch.stop();
    await setUpMailbox(office, { dovecot, outside });
    for (let n = 0; n < KILLS; n++) {
      const child = start();
      await new Promise(resolve => child.once('message', resolve));
      if (n < LETTERS / 2) for (const each of [2 * n, 2 * n + 1]) dovecot.deliver(message(each));
      await new Promise(resolve => setTimeout(resolve, randomInt(50, 900)));
      await kill(child);
    }
    const last = start();
    await taken(LETTERS);
    await until('filing', async () => (await lyingIn('INBOX')) === 0);
    await kill(last);
    const { db } = office.app.database;
    const rows = await messages();
    expect(rows.map(row => row.message_id).sort()).toEqual(
      Array.from({ length: LETTERS }, (_, n) => `n${n}@x`).sort(),
    );
    const made = await db.selectFrom('mail_manuscripts').select(['message_id', 'manuscript_id']).execute();
    expect(made).toHaveLength(LETTERS);
    expect(new Set(made.map(each => each.message_id)).size).toBe(LETTERS);
    expect(await db.selectFrom('manuscripts').select('id').execute()).toHaveLength(LETTERS);
    const answers = await db
      .selectFrom('outbox')
      .select('receiver')
      .where('channel', '=', 'mail_answer')
      .execute();
    expect(new Set(answers.map(each => each.receiver)).size).toBe(LETTERS);
    expect(answers).toHaveLength(LETTERS);
    expect(await lyingIn('已收')).toBe(LETTERS);
    await outside.close();
  }, 300_000);
});
