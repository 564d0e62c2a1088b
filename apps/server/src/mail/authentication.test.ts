import { generateKeyPairSync } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authenticated } from './authentication.ts';
import { readHead } from './read-mail.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const KEY = publicKey.replace(/-----.*-----|\n/gu, '');
const RECORDS: Record<string, string> = {
  'xx._domainkey.donghe.example': `v=DKIM1; k=rsa; p=${KEY}`,
  'donghe.example': 'v=spf1 ip4:192.0.2.7 -all',
  '_dmarc.strict.example': 'v=DMARC1; p=reject',
};

let dns: Socket;
let nameServer: string;
beforeAll(async () => {
  dns = createSocket('udp4');
  dns.on('message', (asked, from) => dns.send(answerTo(asked), from.port, from.address));
  await new Promise<void>(resolve => dns.bind(0, '127.0.0.1', resolve));
  nameServer = `127.0.0.1:${dns.address().port}`;
});
afterAll(() => dns.close());

/** A name server for TXT records, as far as a resolver needs one. */
function answerTo(asked: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = asked[at]!; length > 0; length = asked[at]!) {
    labels.push(asked.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const question = asked.subarray(12, at + 5);
  const record = asked.readUInt16BE(at + 1) === 16 ? RECORDS[labels.join('.').toLowerCase()] : undefined;
  const head = Buffer.from(asked.subarray(0, 12));
  head.writeUInt16BE(record ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(record ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  if (!record) return Buffer.concat([head, question]);
  const pieces = (record.match(/.{1,200}/gu) ?? []).map(piece =>
    Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)]),
  );
  const data = Buffer.concat(pieces);
  const answer = Buffer.alloc(12);
  answer.writeUInt16BE(0xc00c, 0);
  answer.writeUInt16BE(16, 2);
  answer.writeUInt16BE(1, 4);
  answer.writeUInt32BE(60, 6);
  answer.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, question, answer, data]);
}

async function signed(from: string): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({
    from,
    to: 'xinxi@donghe.example',
    subject: '市容科2026年5月19日工作信息',
    text: '正文',
    dkim: { domainName: 'donghe.example', keySelector: 'xx', privateKey },
  });
  return message as Buffer;
}

const check = (
  bytes: Buffer,
  more: { ip?: string; sender?: string; way?: 'imap' | 'door'; trusted?: string[]; inner?: boolean } = {},
) => {
  const { from, authenticationResults } = readHead(bytes);
  return authenticated(
    bytes,
    { from: from?.address ?? null, authenticationResults },
    {
      way: more.way ?? 'imap',
      envelope: more.ip ? { ip: more.ip, helo: 'mx.donghe.example', sender: more.sender ?? '' } : {},
      trust: {
        trustedServers: more.trusted ?? [],
        innerOnly: more.inner ?? false,
        nameServers: [nameServer],
      },
    },
  );
};
const plain = (from: string, ...headers: string[]): Buffer =>
  Buffer.from([...headers, `From: ${from}`, 'Subject: x', '', 'x', ''].join('\r\n'));

describe('who vouches for a sender', () => {
  test('a signature of his own house', async () => {
    const bytes = await signed('lu@donghe.example');
    expect(await check(bytes)).toMatchObject({ verdict: 'pass', dkim: 'pass', by: 'own' });
  });

  test('not a signature of another house, nor one over another text', async () => {
    expect((await check(await signed('lu@else.example'))).verdict).not.toBe('pass');
    const bytes = await signed('lu@donghe.example');
    const altered = Buffer.from(bytes.toString().replace(/\r\n\r\n[\s\S]*/u, '\r\n\r\nanother text\r\n'));
    expect((await check(altered)).verdict).not.toBe('pass');
  });

  test('the address that hands in, where his house names it', async () => {
    const at = { way: 'door' as const, sender: 'lu@donghe.example' };
    expect(await check(plain('lu@donghe.example'), { ...at, ip: '192.0.2.7' })).toMatchObject({
      verdict: 'pass',
      spf: 'pass',
    });
    expect(await check(plain('lu@donghe.example'), { ...at, ip: '192.0.2.8' })).toMatchObject({
      verdict: 'fail',
      spf: 'fail',
    });
  });

  test('a house that wants proof and got none fails', async () => {
    expect(await check(plain('lu@strict.example'))).toMatchObject({ verdict: 'fail', dmarc: 'fail' });
  });

  test('the results of a trusted server, and only its uppermost', async () => {
    const pass = 'Authentication-Results: mx.donghe.example; dkim=pass header.d=donghe.example; spf=none';
    const other = 'Authentication-Results: evil.example; dkim=fail';
    const trusted = ['mx.donghe.example'];
    expect(await check(plain('lu@donghe.example', pass), { trusted })).toMatchObject({
      verdict: 'pass',
      by: 'server',
    });
    expect((await check(plain('lu@donghe.example', pass))).verdict).not.toBe('pass');
    expect((await check(plain('lu@donghe.example', other, pass), { trusted })).by).not.toBe('server');
    expect((await check(plain('lu@else.example', pass), { trusted })).verdict).not.toBe('pass');
    expect((await check(plain('lu@donghe.example', pass), { trusted, way: 'door' })).by).not.toBe('server');
  });

  test('the inner network, where nothing speaks against it', async () => {
    expect(await check(plain('lu@nowhere.example'), { inner: true })).toMatchObject({
      verdict: 'pass',
      by: 'inner',
    });
    expect((await check(plain('lu@strict.example'), { inner: true })).verdict).toBe('fail');
    expect((await check(plain('lu@nowhere.example'), { inner: true, way: 'door' })).verdict).toBe('none');
  });
});
