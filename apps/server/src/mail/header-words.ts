import { Buffer } from 'node:buffer';

/** One header as it stood, unfolded, still bytes: offices send GBK without saying so. */
export type RawHeader = { name: string; value: Buffer };

const LONGEST_HEAD = 2 * 1024 * 1024;
const MOST_HEADERS = 20_000;
/** Nobody reads further in one header, and putting its words together takes the longer the more there are. */
const LONGEST_VALUE = 64 * 1024;

/** The headers of a message up to the first empty line; what is no header is passed over. */
export function headersOf(bytes: Uint8Array): RawHeader[] {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LONGEST_HEAD));
  const headers: { name: string; parts: Buffer[] }[] = [];
  for (let at = 0; at < head.length && headers.length < MOST_HEADERS; ) {
    const end = head.indexOf(0x0a, at);
    const stop = end < 0 ? head.length : end;
    const line = head.subarray(at, stop > at && head[stop - 1] === 0x0d ? stop - 1 : stop);
    if (line.length === 0) break;
    at = stop + 1;
    if (line[0] === 0x20 || line[0] === 0x09) headers.at(-1)?.parts.push(line);
    else {
      const colon = line.indexOf(0x3a);
      const name = colon > 0 ? line.toString('latin1', 0, colon).trimEnd().toLowerCase() : '';
      headers.push({ name, parts: [line.subarray(colon + 1)] });
    }
  }
  return headers.map(({ name, parts }) => ({ name, value: Buffer.concat(parts) }));
}

/** Eight-bit text of an unnamed encoding: UTF-8 when it is, else GB18030, which everything Chinese and old is. */
export function plainText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)(?:\?=|\?$|$)/giu;

/**
 * The text of a header: encoded words put together before they are decoded, because programs cut them in the middle of
 * a character; a wrong or missing charset and raw bytes are read as what they can be.
 */
export function decodedHeader(value: Buffer): string {
  const latin = value.toString('latin1', 0, LONGEST_VALUE);
  const pieces: { bytes: Buffer; charset: string | null }[] = [];
  let at = 0;
  for (const match of latin.matchAll(WORD)) {
    const between = latin.slice(at, match.index);
    at = match.index + match[0].length;
    const word = { bytes: wordBytes(match[2]!, match[3]!), charset: charsetOf(match[1]!) };
    const last = pieces.at(-1);
    const adjoins = last?.charset && /^\s*$/u.test(between);
    if (adjoins && last.charset === word.charset) last.bytes = Buffer.concat([last.bytes, word.bytes]);
    else {
      if (!adjoins && between !== '') pieces.push({ bytes: Buffer.from(between, 'latin1'), charset: null });
      pieces.push(word);
    }
  }
  if (at < latin.length) pieces.push({ bytes: Buffer.from(latin.slice(at), 'latin1'), charset: null });
  const text = pieces.map(piece => decoded(piece.bytes, piece.charset)).join('');
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .toWellFormed()
    .trim();
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  const unspaced = text.replaceAll('_', ' ');
  return Buffer.from(
    unspaced.replace(/=([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function charsetOf(label: string): string {
  const name = label.split('*')[0]!.toLowerCase();
  return /^(?:gb|x-gbk|cp936|ms936|windows-936|hz)/u.test(name) ? 'gb18030' : name;
}

function decoded(bytes: Buffer, charset: string | null): string {
  if (charset === null || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii')
    return plainText(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return plainText(bytes);
  }
}
