import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Dovecot, startDovecot } from '../../test/dovecot.ts';
import { freePort } from '../../test/free-port.ts';
import {
  giveAddress,
  manuscriptDocx,
  type Outside,
  setUpMailbox,
  speak,
  startOutside,
  TITLE,
  until,
} from '../../test/mailroom.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { docx, paragraph } from '../documents/docx-for-tests.ts';
import { letter, word } from './messages-for-tests.ts';
import { readMail } from './read-mail.ts';

const WRITER = 'luxiaotang@donghe.example';
const DOC = { name: '市容科2026年5月19日工作信息.docx', bytes: manuscriptDocx() };

vi.setConfig({ testTimeout: 120_000 });

let office: Office;
let dovecot: Dovecot;
let outside: Outside;
let editor: Client;

beforeAll(async () => {
  [office, dovecot, outside] = await Promise.all([startOffice(), startDovecot(), startOutside()]);
  await giveAddress(office, 'writer', WRITER);
  await giveAddress(office, 'squad_writer', 'ouyangdu@donghe.example');
  await setUpMailbox(office, { dovecot, outside, door: await freePort() });
  editor = await office.as('editor');
});
afterAll(async () => {
  await office.close();
  await Promise.all([dovecot.close(), outside.close()]);
});

const settled = (id: string) =>
  until(`message ${id}`, async () => {
    const { rows } = await editor.mail.list({ pageSize: 200 });
    for (const { id: mailId, state } of rows) {
      if (state === 'stored') continue;
      const message = await editor.mail.get({ id: mailId });
      const kept = await office.app.database.db
        .selectFrom('mail_messages')
        .select('message_id')
        .where('id', '=', mailId)
        .executeTakeFirst();
      if (kept?.message_id === id) return message;
    }
    return null;
  });
const answerTo = (words: string) =>
  until(`the answer with ${words}`, async () => {
    for (const raw of outside.letters) {
      const { subject, text } = await readMail(Buffer.from(raw));
      if (`${subject}\n${text}`.includes(words)) return { raw, text };
    }
    return null;
  });

describe('a message of a known sender', () => {
  test('is a manuscript in review, and the sender reads so', async () => {
    dovecot.deliver(letter({ id: 'good@x', from: `${word('陆晓棠')} <${WRITER}>`, attachments: [DOC] }));
    const message = await settled('good@x');
    expect(message).toMatchObject({
      state: 'taken',
      why: [],
      way: 'imap',
      person: { name: '陆晓棠' },
      unit: { name: '市容科' },
      authentication: { verdict: 'pass', by: 'inner' },
      reading: { unit: '市容科', day: '2026-05-19', found: [{ file: DOC.name, title: TITLE, cut: false }] },
      parts: [{ name: DOC.name, became: 'manuscript' }],
      manuscripts: [{ name: TITLE }],
    });
    const writer = await office.as('writer');
    const manuscript = await writer.manuscripts.get({ id: message.manuscripts[0]!.id });
    expect(manuscript).toMatchObject({
      title: TITLE,
      state: 'in_review',
      eventOn: '2026-05-18',
      authors: [{ name: '陆晓棠' }],
      unit: { name: '市容科' },
      channel: 'news',
      attachments: [{ name: DOC.name, role: 'source' }],
    });
    expect(manuscript.life[0]).toMatchObject({
      kind: 'created',
      detail: { from: 'mail', sender: WRITER, mailId: message.id },
    });
    const { raw, text: answer } = await answerTo('市容科2026年5月19日工作信息');
    expect(answer).toContain(`《${TITLE}》已报送，进入审核`);
    expect(answer).toContain('was sent to review');
    expect(raw).toMatch(/^Auto-Submitted: auto-replied/mu);
    expect(raw).toMatch(/^In-Reply-To: <good@x>/mu);
  });

  test('stays a draft while something is not certain, and the answer says what', async () => {
    dovecot.deliver(
      letter({
        id: 'noday@x',
        subject: '市容科工作信息',
        from: WRITER,
        attachments: [{ ...DOC, name: '稿件.docx' }],
      }),
    );
    const message = await settled('noday@x');
    const manuscript = await (await office.as('writer')).manuscripts.get({ id: message.manuscripts[0]!.id });
    expect([message.state, manuscript.state]).toEqual(['taken', 'draft']);
    expect(message.answer?.text).toContain(
      '已存为您的草稿，尚未报送。请先核对：日期不能确定，请填写事件日期',
    );
    expect(message.answer?.text).toContain(`/manuscripts/${manuscript.id}`);
  });

  test('with two Word files is two manuscripts, and an opinion report travels apart', async () => {
    const second = { name: '二.docx', bytes: manuscriptDocx('城东中队妥善处置网络反映噪声问题') };
    dovecot.deliver(
      letter({
        id: 'two@x',
        subject: '市容科2026年5月19日舆情信息',
        from: WRITER,
        attachments: [DOC, second],
      }),
    );
    const message = await settled('two@x');
    expect(message.channel).toBe('opinion');
    expect(message.manuscripts.map(each => each.name)).toEqual([TITLE, '城东中队妥善处置网络反映噪声问题']);
    const writer = await office.as('writer');
    expect((await writer.manuscripts.get({ id: message.manuscripts[0]!.id })).channel).toBe('opinion');
    const list = await editor.mail.list({ channel: 'opinion' });
    expect(list.rows.map(row => row.id)).toEqual([message.id]);
  });

  test('in the words of the message alone is a draft', async () => {
    const text = `${TITLE}\n5月18日，市容科组织30名队员对城东夜市开展集中整治，劝离占道摊点46处，清理杂物12处，夜市秩序明显好转，群众满意。\n发自我的手机`;
    dovecot.deliver(letter({ id: 'text@x', from: WRITER, text }));
    const message = await settled('text@x');
    const manuscript = await (await office.as('writer')).manuscripts.get({ id: message.manuscripts[0]!.id });
    expect(manuscript.state).toBe('draft');
    expect(JSON.stringify(manuscript.body)).not.toContain('发自我的手机');
  });

  test('what cannot be read is named in the answer, with the reason', async () => {
    dovecot.deliver(
      letter({
        id: 'half@x',
        from: WRITER,
        attachments: [DOC, { name: '坏.docx', bytes: 'PK\u0003\u0004broken' }],
      }),
    );
    const message = await settled('half@x');
    expect(message.parts.map(part => part.became)).toEqual(['manuscript', 'unreadable']);
    expect(message.answer?.text).toMatch(/以下附件没有读出：\n　· 坏\.docx：文件不完整/u);
  });
});

describe('what waits for a person', () => {
  test('a stranger, who hears nothing while nobody vouches for him', async () => {
    await setUpRules({ innerOnly: false });
    dovecot.deliver(letter({ id: 'stranger@x', from: 'someone@else.example', attachments: [DOC] }));
    const message = await settled('stranger@x');
    expect(message).toMatchObject({
      state: 'waiting',
      why: ['not_authenticated', 'unknown_sender'],
      answer: null,
      manuscripts: [],
    });
    const taken = await editor.mail.take({
      ...{ id: message.id, version: message.version, channel: 'news' },
      unitId: office.units.city_look,
      personId: office.people.writer,
    });
    expect(taken).toMatchObject({
      state: 'taken',
      why: ['taken_by_hand'],
      decided: { by: { name: '齐思远' } },
    });
    expect(taken.manuscripts).toHaveLength(1);
    expect((await refusalOf(editor.mail.aside({ id: message.id, version: taken.version }))).reason).toBe(
      'is_taken',
    );
    await setUpRules({ innerOnly: true });
  });

  test('somebody who writes in the name of a colleague without proof', async () => {
    await setUpRules({ innerOnly: false });
    dovecot.deliver(letter({ id: 'forged@x', from: WRITER, attachments: [DOC] }));
    const message = await settled('forged@x');
    expect(message).toMatchObject({
      state: 'waiting',
      why: ['not_authenticated'],
      person: { name: '陆晓棠' },
      manuscripts: [],
    });
    await setUpRules({ innerOnly: true });
  });

  test('a unit that is not the sender’s', async () => {
    dovecot.deliver(
      letter({ id: 'other@x', subject: '法制科2026年5月19日工作信息', from: WRITER, attachments: [DOC] }),
    );
    expect(await settled('other@x')).toMatchObject({ state: 'waiting', why: ['other_unit'] });
  });

  test('is refused with an answer, put aside, and taken back', async () => {
    dovecot.deliver(
      letter({ id: 'chat@x', subject: '周五会议改期', from: WRITER, text: '会议改到下午三点。' }),
    );
    const message = await settled('chat@x');
    expect(message).toMatchObject({ state: 'waiting', why: ['no_manuscript'] });
    const aside = await editor.mail.aside({ id: message.id, version: message.version });
    expect(aside.state).toBe('aside');
    const again = await editor.mail.reopen({ id: message.id, version: aside.version });
    const refused = await editor.mail.refuse({
      id: message.id,
      version: again.version,
      reason: '会务通知请发办公室',
      answer: true,
    });
    expect(refused).toMatchObject({ state: 'refused', decided: { note: '会务通知请发办公室' } });
    expect((await answerTo('会务通知请发办公室')).text).toContain('编辑部没有采用这封来信');
  });

  const MARKED = Buffer.from(docx({ body: paragraph('机密★5年 样本三号') }));
  const SECRET = { name: '附件1：名单.docx', bytes: MARKED };
  const PACKED = { name: '稿件.zip', bytes: Buffer.from(zipSync({ '附件2.docx': MARKED })) };
  test.each([
    ['in its words', { text: `机密★5年\n${'市容科关于某事项的情况报告内容。'.repeat(5)}` }],
    ['beside a manuscript', { attachments: [DOC, SECRET] }],
    ['in an archive', { attachments: [PACKED] }],
  ])('a secrecy mark %s removes it here and leaves it in the mailbox', async (where, brings) => {
    const id = `secret${where.length}@x`;
    dovecot.deliver(letter({ id, from: WRITER, ...brings }));
    const whole = await settled(id);
    expect(whole).toMatchObject({ state: 'refused', subject: '', text: '', hasOriginal: false, parts: [] });
    expect((await refusalOf(editor.mail.reopen({ id: whole.id, version: whole.version }))).reason).toBe(
      'secrecy',
    );
  });
});

async function setUpRules(rules: { innerOnly: boolean }): Promise<void> {
  const admin = await office.as('system');
  const { incoming, door, outgoing, rules: before, version } = await admin.mail.settings();
  await admin.mail.saveSettings({
    ...{ incoming, door, outgoing, version, incomingSecret: null, outgoingSecret: null },
    rules: { ...before, ...rules },
  });
}

test('machines are kept and never answered', async () => {
  const machines = [['Auto-Submitted: auto-replied'], ['Precedence: list'], ['Return-Path: <>']];
  const answered = async (): Promise<number> =>
    (await sql`select id from outbox where channel = 'mail_answer'`.execute(office.app.database.db)).rows
      .length;
  const before = await answered();
  for (const [n, headers] of machines.entries())
    dovecot.deliver(letter({ id: `robot${n}@x`, from: WRITER, attachments: [DOC], headers }));
  dovecot.deliver(letter({ id: 'own@x', from: 'xinxi@donghe.example', attachments: [DOC] }));
  for (const [n, why] of ['auto_reply', 'list', 'bounce'].entries())
    expect(await settled(`robot${n}@x`)).toMatchObject({
      state: 'ignored',
      why: [why],
      answer: null,
      manuscripts: [],
    });
  expect(await settled('own@x')).toMatchObject({ state: 'ignored', why: ['own'] });
  expect(await answered()).toBe(before);
});

describe('the SMTP door', () => {
  const door = async (): Promise<number> => (await (await office.as('system')).mail.settings()).door.port;

  test('takes a message of a real client once, however often it is handed in', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: await door(), ignoreTLS: true });
    const mail = {
      from: WRITER,
      to: 'xinxi@donghe.example',
      subject: '市容科2026年5月19日工作信息',
      messageId: '<door@x>',
      date: new Date('2026-05-19T08:00:00Z'),
      attachments: [{ filename: DOC.name, content: DOC.bytes }],
      raw: letter({ id: 'door@x', from: WRITER, attachments: [DOC] }),
    };
    const envelope = { from: WRITER, to: ['xinxi@donghe.example'] };
    const answers = [
      await transport.sendMail({ envelope, raw: mail.raw }),
      await transport.sendMail({ envelope, raw: mail.raw }),
    ];
    transport.close();
    const [first, second] = answers.map(each => /kept as (\S+)/u.exec(each.response)?.[1]);
    expect(first).toBe(second);
    expect(await settled('door@x')).toMatchObject({
      way: 'door',
      state: 'waiting',
      why: ['not_authenticated'],
    });
  });

  test('takes nothing for others, and nothing too large', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: await door(), ignoreTLS: true });
    const raw = letter({ id: 'relay@x' });
    await expect(
      transport.sendMail({ envelope: { from: 'a@b.example', to: ['x@else.example'] }, raw }),
    ).rejects.toThrow('550');
    const large = letter({ id: 'large@x', text: 'x'.repeat(32 * 1024 * 1024) });
    await expect(
      transport.sendMail({ envelope: { from: 'a@b.example', to: ['xinxi@donghe.example'] }, raw: large }),
    ).rejects.toThrow('552');
    transport.close();
  });

  test('keeps raw bytes that no program would send', async () => {
    const bytes = Buffer.concat([
      Buffer.from('From: a@b.example\r\nMessage-ID: <raw@x>\r\nSubject: '),
      Buffer.from([0xb9, 0xa4, 0, 0xff]),
      Buffer.from('\r\n\r\nx\u0000y'),
    ]);
    expect(await speak(await door(), bytes)).toMatch(/^250 .*kept as/mu);
    expect(await settled('raw@x')).toMatchObject({ state: 'waiting', text: 'xy' });
  });
});

test('the list filters, counts and pages; a correspondent sees none of it', async () => {
  const { rows, total, counts } = await editor.mail.list({ state: ['taken'], pageSize: 2 });
  expect(rows).toHaveLength(2);
  expect(total).toBe(counts.taken);
  const found = await editor.mail.list({ q: 'someone@else' });
  expect(found.rows.map(row => row.from.address)).toEqual(['someone@else.example']);
  const writer = await office.as('writer');
  expect((await refusalOf(writer.mail.list({}))).code).toBe('forbidden');
});
