import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { textOfHtml } from './html-text.ts';
import { enclosed, gbk, letter, message, parts, word } from './messages-for-tests.ts';
import { readHead, readMail } from './read-mail.ts';

const SUBJECT = '市容科2026年3月5日工作信息';
const PLAIN = 'Content-Type: text/plain; charset=utf-8';

/** Cut in the middle of a character, as programs that count bytes do. */
function splitWords(text: string, charset: 'utf-8' | 'gbk', at: number): string {
  const bytes = charset === 'gbk' ? gbk(text) : Buffer.from(text);
  const halves = [bytes.subarray(0, at), bytes.subarray(at)];
  return halves.map(half => `=?${charset}?B?${half.toString('base64')}?=`).join('\r\n ');
}

const qp = (bytes: Buffer): string =>
  [...bytes].map(byte => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

describe('subjects in the encodings of thirty years', () => {
  const spelled: [string, string | Buffer][] = [
    ['UTF-8, base64', `Subject: ${word(SUBJECT)}`],
    ['GB2312, base64', `Subject: ${word(SUBJECT, 'gb2312')}`],
    ['GBK, base64', `Subject: ${word(SUBJECT, 'GBK')}`],
    ['GB18030, base64', `Subject: ${word(SUBJECT, 'gb18030')}`],
    ['UTF-8, quoted-printable', `Subject: =?UTF-8?Q?${qp(Buffer.from(SUBJECT))}?=`],
    ['gb2312, quoted-printable', `Subject: =?gb2312?Q?${qp(gbk(SUBJECT))}?=`],
    ['UTF-8 cut inside a character', `Subject: ${splitWords(SUBJECT, 'utf-8', 10)}`],
    ['GBK cut inside a character', `Subject: ${splitWords(SUBJECT, 'gbk', 5)}`],
    ['raw UTF-8', `Subject: ${SUBJECT}`],
    ['raw GBK', Buffer.concat([Buffer.from('Subject: '), gbk(SUBJECT)])],
    [
      'raw GBK folded',
      Buffer.concat([
        Buffer.from('Subject: '),
        gbk('市容科'),
        Buffer.from('\r\n '),
        gbk('2026年3月5日工作信息'),
      ]),
    ],
    ['said to be UTF-8, is GBK', `Subject: =?utf-8?B?${gbk(SUBJECT).toString('base64')}?=`],
    ['of an unknown charset', `Subject: =?x-unknown?B?${gbk(SUBJECT).toString('base64')}?=`],
    ['with a language', `Subject: =?utf-8*zh-cn?B?${Buffer.from(SUBJECT).toString('base64')}?=`],
    ['without its end', `Subject: =?utf-8?B?${Buffer.from(SUBJECT).toString('base64')}`],
    ['without padding', `Subject: =?gbk?B?${gbk(SUBJECT).toString('base64').replace(/=+$/u, '')}?=`],
    ['in lower case', `subject: =?gbk?b?${gbk(SUBJECT).toString('base64')}?=`],
    ['two words and plain text', `Subject: ${word('市容科')} 2026 ${word('年3月5日工作信息')}`],
  ];
  test.each(spelled)('%s', async (_, line) => {
    const { subject } = await readMail(message([line, PLAIN], 'x'));
    expect(subject.replaceAll(' ', '')).toBe(SUBJECT);
  });
});

describe('the sender', () => {
  const from = async (...lines: (string | Buffer)[]) => readMail(message([...lines, PLAIN], 'x'));

  test('is read with the name in any encoding', async () => {
    const expected = { name: '陆晓棠', address: 'lu@donghe.example' };
    for (const name of [word('陆晓棠'), word('陆晓棠', 'gb2312'), '陆晓棠', `"${word('陆晓棠')}"`])
      expect((await from(`From: ${name} <LU@Donghe.example>`)).from).toEqual(expected);
    const raw = Buffer.concat([Buffer.from('From: '), gbk('陆晓棠'), Buffer.from(' <lu@donghe.example>')]);
    expect((await from(raw)).from).toEqual(expected);
    expect((await from('From: lu@donghe.example')).from).toEqual({ ...expected, name: '' });
  });

  test('is nobody when there are several, or none', async () => {
    for (const lines of [['From: a@x.example, b@x.example'], ['From: a@x.example', 'From: b@x.example']]) {
      const read = await from(...lines);
      expect(read.from).toBeNull();
      expect(read.notes.map(note => note.code)).toEqual(['several_senders']);
    }
    expect((await from('To: x@x.example')).notes.map(note => note.code)).toEqual(['no_sender']);
  });

  test('is answered where it asks to be, and machines are not', async () => {
    expect((await from('From: a@x.example', 'Reply-To: b@x.example')).replyTo).toBe('b@x.example');
    const machines: [string, string][] = [
      ['Return-Path: <>', 'bounce'],
      ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', 'bounce'],
      ['Auto-Submitted: auto-replied', 'auto_reply'],
      ['Auto-Submitted: auto-generated', 'auto_reply'],
      ['X-Autoreply: yes', 'auto_reply'],
      ['Precedence: auto_reply', 'auto_reply'],
      [`Subject: ${word('自动回复：休假')}`, 'auto_reply'],
      ['Precedence: bulk', 'list'],
      ['List-Id: <news.example>', 'list'],
    ];
    for (const [line, kind] of machines)
      expect([line, (await readMail(message(['From: a@x.example', line], 'x'))).automatic]).toEqual([
        line,
        kind,
      ]);
    expect((await from('From: MAILER-DAEMON@x.example')).automatic).toBe('bounce');
    expect((await from('From: a@x.example', 'Auto-Submitted: no')).automatic).toBeNull();
  });
});

describe('the text', () => {
  const TEXT = '5月18日，市容科对夜市开展检查。';

  test.each([
    ['UTF-8', 'Content-Type: text/plain; charset=utf-8', Buffer.from(TEXT)],
    ['GBK', 'Content-Type: text/plain; charset=gbk', gbk(TEXT)],
    ['GB2312 with a rare character', 'Content-Type: text/plain; charset=gb2312', gbk(TEXT)],
    ['GBK that says nothing', 'Content-Type: text/plain', gbk(TEXT)],
    ['GBK that says UTF-8', 'Content-Type: text/plain; charset=utf-8', gbk(TEXT)],
    ['GBK without any type', 'X-Mailer: old', gbk(TEXT)],
  ])('%s', async (_, type, body) => {
    expect((await readMail(message(['From: a@x.example', type], body))).text).toBe(TEXT);
  });

  test('is taken from HTML when that is all there is, without what HTML can do', async () => {
    const html = `<html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>
      <p>市容科夜查</p><div>5月18日&nbsp;检查&amp;整改<br>共 3 处</div><img src=x onerror=alert(1)>
      <table><tr><td>项目</td><td>数量</td><td>单位</td></tr><tr><td>摊位</td><td>12</td><td>个</td></tr></table>
      <table><tr><td>单格</td></tr></table><!-- <p>不见</p> --><a href="javascript:x">链接</a></body></html>`;
    const read = await readMail(
      message(['From: a@x.example', 'Content-Type: text/html; charset=utf-8'], html),
    );
    expect(read.text).toBe(
      '市容科夜查\n\n5月18日 检查&整改\n共 3 处\n\n|项目|数量|单位|\n\n|摊位|12|个|\n\n单格\n\n链接',
    );
    expect(read.textIsSure).toBe(false);
  });

  test('prefers the plain version of two', async () => {
    const body = parts('b', [
      message([PLAIN], '纯文本'),
      message(['Content-Type: text/html'], '<b>网页</b>'),
    ]);
    const read = await readMail(
      message(['From: a@x.example', 'Content-Type: multipart/alternative; boundary=b'], body),
    );
    expect([read.text, read.textIsSure]).toEqual(['纯文本', true]);
  });
});

describe('attachments', () => {
  const MIXED = 'Content-Type: multipart/mixed; boundary=b';
  const FILE = '市容科2026年3月5日工作信息.docx';
  const named = async (headers: (string | Buffer)[]) => {
    const part = enclosed({
      name: '',
      bytes: 'x',
      headers: [...headers, 'Content-Transfer-Encoding: base64'],
    });
    return (await readMail(message(['From: a@x.example', MIXED], parts('b', [part])))).attachments[0]?.name;
  };

  test('keep their names in every encoding', async () => {
    const disposition = 'Content-Disposition: attachment; filename=';
    const rfc2231 = `*=UTF-8''${encodeURIComponent(FILE)}`;
    expect(await named([`${disposition}"${word(FILE)}"`])).toBe(FILE);
    expect(await named([`${disposition}"${word(FILE, 'gb2312')}"`])).toBe(FILE);
    expect(await named([`${disposition}"${FILE}"`])).toBe(FILE);
    expect(await named([`${disposition.slice(0, -1)}${rfc2231}`])).toBe(FILE);
    expect(await named([Buffer.concat([Buffer.from(`${disposition}"`), gbk(FILE), Buffer.from('"')])])).toBe(
      FILE,
    );
    const folded = Buffer.concat([
      Buffer.from('Content-Disposition: attachment;\r\n filename="'),
      gbk(FILE),
      Buffer.from('"'),
    ]);
    expect(await named([folded])).toBe(FILE);
    expect(await named([`Content-Type: application/msword; name="${word(FILE)}"`])).toBe(FILE);
    expect(await named([`${disposition}"../../etc/\u202excod.exe"`])).toBe('xcod.exe');
    expect(await named([`${disposition}"a\\\\b\\\\c.docx"`])).toBe('c.docx');
  });

  test('come out of messages that were passed on, and out of winmail.dat', async () => {
    const inner = letter({ text: '原文', attachments: [{ name: '内.docx', bytes: 'inner' }] });
    for (const type of ['message/rfc822', 'application/octet-stream']) {
      const read = await readMail(
        letter({ text: '见附件', attachments: [{ name: '转发.eml', bytes: inner, type }] }),
      );
      expect(read.attachments.map(each => [each.name, Buffer.from(each.bytes).toString()])).toEqual([
        ['内.docx', 'inner'],
      ]);
      expect(read.text).toBe('见附件\n\n原文');
      expect(read.textIsSure).toBe(false);
    }
    const read = await readMail(
      letter({ attachments: [{ name: 'winmail.dat', bytes: winmail(), type: 'application/ms-tnef' }] }),
    );
    expect(read.attachments.map(each => [each.name, Buffer.from(each.bytes).toString()])).toEqual([
      ['市容科工作信息.docx', 'docx bytes'],
    ]);
    expect(read.text).toBe('请审阅');
  });
});

/** A package as Outlook writes it: body, then one attachment with its long name among the properties. */
function winmail(): Buffer {
  const attribute = (level: number, id: number, value: Buffer): Buffer => {
    const head = Buffer.alloc(9);
    head.writeUInt8(level);
    head.writeUInt32LE(id, 1);
    head.writeUInt32LE(value.length, 5);
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(value.reduce((total, byte) => (total + byte) & 0xffff, 0));
    return Buffer.concat([head, value, sum]);
  };
  const name = Buffer.from('市容科工作信息.docx\u0000', 'utf16le');
  const property = Buffer.alloc(16);
  property.writeUInt32LE(1, 0);
  property.writeUInt16LE(0x001f, 4);
  property.writeUInt16LE(0x3707, 6);
  property.writeUInt32LE(1, 8);
  property.writeUInt32LE(name.length, 12);
  return Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(1, 0x0002800c, Buffer.concat([gbk('请审阅'), Buffer.from([0])])),
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from('SHIRON~1.DOC\u0000')),
    attribute(2, 0x0006800f, Buffer.from('docx bytes')),
    attribute(2, 0x00069005, Buffer.concat([property, name])),
  ]);
}

describe('hostile and broken messages end in words', () => {
  const codes = async (bytes: Buffer): Promise<string[]> =>
    (await readMail(bytes)).notes.map(note => note.code);
  test('nothing, NUL bytes and noise', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(5000),
      Buffer.from('\r\n\r\n'),
      gbk('市容科工作信息'),
      Buffer.from('From\u0000: x'),
    ])
      expect(await codes(bytes)).toContain('no_sender');
    const read = await readMail(message(['From: a@x.example', PLAIN], 'a\u0000b'));
    expect(read.text).toBe('ab');
  });

  test('1,000 parts', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => enclosed({ name: `${n}.txt`, bytes: `${n}` }));
    const read = await readMail(
      message(['From: a@x.example', 'Content-Type: multipart/mixed; boundary=b'], parts('b', many)),
    );
    expect(read.attachments).toHaveLength(200);
    expect(read.notes.map(note => note.code)).toEqual(['too_many_parts']);
  });

  test('parts within parts within parts', async () => {
    let body: Buffer = Buffer.from('x');
    for (let depth = 0; depth < 2000; depth++)
      body = message([`Content-Type: multipart/mixed; boundary=b${depth}`], parts(`b${depth}`, [body]));
    expect(await codes(Buffer.concat([Buffer.from('From: a@x.example\r\n'), body]))).toContain('malformed');
  });

  test('messages within messages', async () => {
    let inner: Buffer = letter({ text: 'x' });
    for (let depth = 0; depth < 12; depth++)
      inner = letter({ attachments: [{ name: '转发.eml', bytes: inner }] });
    const read = await readMail(inner);
    expect(read.notes.map(note => note.code)).toEqual(['nested_too_deep']);
    expect(read.attachments.map(each => each.name)).toEqual(['转发.eml']);
  });

  test('10,000 header lines, a header of a megabyte, a line of 50 MB', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `X-Line-${n}: ${n}`);
    expect((await readMail(message([...lines, 'From: a@x.example', PLAIN], 'x'))).from?.address).toBe(
      'a@x.example',
    );
    const long = await readMail(
      message([`From: ${'a'.repeat(1_000_000)} <a@x.example>`, `Subject: ${'=?'.repeat(500_000)}`], 'x'),
    );
    expect(long.subject.length).toBeLessThanOrEqual(400);
    const text = await readMail(
      message(['From: a@x.example', PLAIN], Buffer.alloc(50 * 1024 * 1024, 'name=')),
    );
    expect(text.notes.map(note => note.code)).toEqual(['text_cut']);
  }, 120_000);

  test('a boundary that never ends, and none where one was promised', async () => {
    const MIXED = 'Content-Type: multipart/mixed; boundary=b';
    const cut = message(['From: a@x.example', MIXED], `--b\r\n${PLAIN}\r\n\r\n正文到此`);
    expect((await readMail(cut)).text).toBe('正文到此');
    expect(
      (await readMail(message(['From: a@x.example', 'Content-Type: multipart/mixed'], '正文'))).text,
    ).toBe('');
  });

  test('HTML made to take long does not', () => {
    const started = performance.now();
    for (const html of [
      '<'.repeat(300_000),
      '<script>'.repeat(20_000),
      '<a "'.repeat(50_000),
      '<!--'.repeat(50_000),
      '<style></styl>'.repeat(10_000),
      '&#'.repeat(300_000),
    ])
      textOfHtml(html);
    // What grows with the square of its length would take hours.
    expect(performance.now() - started).toBeLessThan(25_000);
  });
});

test('a header of a million encoded words costs no more than its beginning', () => {
  const started = performance.now();
  const { subject } = readHead(Buffer.from(`Subject: ${'=?utf-8?B?5a2X?= '.repeat(1_000_000)}\r\n\r\n`));
  // What grows with the square of its length would take hours.
  expect(performance.now() - started, 'ms').toBeLessThan(25_000);
  expect(subject).toBe('字'.repeat(400));
});
