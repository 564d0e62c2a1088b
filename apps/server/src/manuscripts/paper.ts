import { createHash } from 'node:crypto';
import { type Block, BODY_LIMIT, countBody } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';

/** Everything that can be read in a body, block by block, cell by cell. */
export function textOf(body: Block[]): string {
  return body.map(block => (block.kind === 'table' ? block.rows.flat().join('\n') : block.text)).join('\n');
}

export const wordsIn = (body: Block[]): number => countBody(body);

/** Line ends become one kind, tabs become spaces, other control characters go. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '');
}

export function cleanBody(body: Block[]): Block[] {
  return body.map(block =>
    block.kind === 'table'
      ? { kind: 'table', rows: block.rows.map(row => row.map(cleanText)) }
      : { kind: 'paragraph', level: block.level, text: cleanText(block.text) },
  );
}

/** What a signature is given on: title and every block in order, independent of how the database writes JSON. */
export function hashOf(text: { title: string; body: Block[] }): string {
  const blocks = text.body.map(block =>
    block.kind === 'table' ? ['table', block.rows] : ['paragraph', block.level, block.text],
  );
  return createHash('sha256')
    .update(JSON.stringify([text.title, blocks]))
    .digest('hex');
}

export function whyNotLength(body: Block[]): Refusal | null {
  const length = textOf(body).length;
  if (length <= BODY_LIMIT) return null;
  return refuse('too_large', 'body_too_long', {
    zh: `正文共 ${length} 字符，超过上限 ${BODY_LIMIT}，没有保存。请精简正文，长篇资料请作为附件上传。`,
    en: `The text has ${length} characters, more than ${BODY_LIMIT}, and was not saved. Shorten it, and attach long material as a file.`,
    fields: { body: { zh: `至多 ${BODY_LIMIT} 字符`, en: `at most ${BODY_LIMIT} characters` } },
  });
}
