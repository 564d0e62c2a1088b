import { encodingOf } from '../files/sniff.ts';
import type { ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { Refused } from './refusals.ts';

/** Reads plain text: UTF-8, marked UTF-16 or GB18030. Every line is a paragraph; empty lines mean nothing. */
export function readText(bytes: Uint8Array): ReadDocument {
  const encoding = encodingOf(bytes, true);
  if (!encoding) throw new Refused('unreadable', { detail: 'GB18030 / UTF-8' });
  const lines = new TextDecoder(encoding).decode(bytes).split(/\r\n|[\n\r\f\u2028\u2029]/u);
  const blocks = lines
    .map(trimmed)
    .filter(text => text !== '')
    .map(text => ({
      kind: 'paragraph' as const,
      text,
      heading: 0,
      bold: false,
      align: 'left' as const,
      size: null,
    }));
  return { format: 'text', blocks, pictures: [], aside: [], notes: [] };
}
