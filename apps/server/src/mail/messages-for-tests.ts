import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';

export const gbk = (text: string): Buffer => iconv.encode(text, 'gb18030');
export const word = (text: string, charset = 'utf-8'): string =>
  `=?${charset}?B?${iconv.encode(text, charset === 'utf-8' ? 'utf-8' : 'gb18030').toString('base64')}?=`;

/** A message of header lines and a body; Buffers stay the bytes that they are. */
export function message(headers: (string | Buffer)[], body: string | Buffer = ''): Buffer {
  const lines = headers.flatMap(line => [Buffer.from(line as string), Buffer.from('\r\n')]);
  return Buffer.concat([...lines, Buffer.from('\r\n'), Buffer.from(body as string)]);
}

export type Enclosed = { name: string; bytes: Buffer | string; type?: string; headers?: (string | Buffer)[] };

/** The parts of a multipart body between its boundaries. */
export function parts(boundary: string, each: (Buffer | string)[]): Buffer {
  const framed = each.flatMap(part => [Buffer.from(`--${boundary}\r\n`), Buffer.from(part as string), CRLF]);
  return Buffer.concat([...framed, Buffer.from(`--${boundary}--\r\n`)]);
}
const CRLF = Buffer.from('\r\n');

export function enclosed({ name, bytes, type = 'application/octet-stream', headers }: Enclosed): Buffer {
  const content = Buffer.from(bytes as string)
    .toString('base64')
    .replace(/.{76}/gu, '$&\r\n');
  return message(
    headers ?? [
      `Content-Type: ${type}; name="${word(name)}"`,
      `Content-Disposition: attachment; filename="${word(name)}"`,
      'Content-Transfer-Encoding: base64',
    ],
    content,
  );
}

export type Letter = {
  from?: string;
  subject?: string;
  id?: string;
  text?: string;
  attachments?: Enclosed[];
  headers?: string[];
};

/** A whole letter as a mail program would write it. */
export function letter({ from, subject, id, text, attachments = [], headers = [] }: Letter): Buffer {
  const head = [
    `From: ${from ?? `${word('陆晓棠')} <luxiaotang@donghe.example>`}`,
    'To: <xinxi@donghe.example>',
    `Subject: ${word(subject ?? '市容科2026年5月19日工作信息')}`,
    `Message-ID: <${id ?? 'one@donghe.example'}>`,
    'Date: Tue, 19 May 2026 16:20:00 +0800',
    'MIME-Version: 1.0',
    ...headers,
  ];
  const words = message(
    ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
    Buffer.from(text ?? '').toString('base64'),
  );
  if (attachments.length === 0) return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), words]);
  return message(
    [...head, 'Content-Type: multipart/mixed; boundary="bound"'],
    parts('bound', [words, ...attachments.map(enclosed)]),
  );
}
