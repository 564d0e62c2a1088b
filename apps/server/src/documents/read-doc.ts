import { Buffer } from 'node:buffer';
import WordExtractor from 'word-extractor';
import { bytesSource } from '../files/byte-source.ts';
import { compoundFileEntries } from '../files/compound-file.ts';
import { findingsFrom } from '../files/finding.ts';
import type { AsidePlace, Block, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { Refused } from './refusals.ts';

const docNote = findingsFrom({
  look_unknown: {
    zh: '旧版 .doc 文档只能读出文字和表格，字号、对齐和图片读不出来。请核对标题，图片请作为照片添加。',
    en: 'From an old .doc only text and tables can be read, no sizes, alignment or pictures. Check the title and add pictures as photos.',
  },
});

/** Where old Word and WPS documents keep their programs. */
const MACRO_STORAGE = ['Macros', '_VBA_PROJECT_CUR', 'VBA', '_VBA_PROJECT'];

/** Reads a Word 97–2003 or WPS document: its text and its tables; this format's look is not read. */
export async function readDoc(bytes: Uint8Array): Promise<ReadDocument> {
  const names = await compoundFileEntries(bytesSource(bytes));
  if (MACRO_STORAGE.some(name => names.has(name))) throw new Refused('macros');
  const extracted = await new WordExtractor().extract(Buffer.from(bytes));
  const options = { filterUnicode: false };
  const body = [extracted.getBody(options), extracted.getTextboxes(options)].join('\n');
  const aside: [AsidePlace, string][] = [
    ['header', extracted.getHeaders({ ...options, includeFooters: false })],
    ['footer', extracted.getFooters(options)],
    ['footnote', `${extracted.getFootnotes(options)}\n${extracted.getEndnotes(options)}`],
    ['comment', extracted.getAnnotations(options)],
  ];
  return {
    format: 'doc',
    blocks: blocksOf(body),
    pictures: [],
    aside: aside.map(([place, text]) => ({ place, text: cleaned(text) })).filter(({ text }) => text !== ''),
    notes: [docNote('look_unknown')],
  };
}

function cleaned(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Word anchors pictures, notes and fields with control characters
  return trimmed(text.replace(/[\u0000-\u0008\u000e-\u001f\ufeff\ufffc]/gu, ''));
}

function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  for (const raw of body.split(/\r\n|[\n\r\f\u2028\u2029]/u)) {
    const last = blocks.at(-1);
    const row = rowOf(raw);
    if (row && last?.kind === 'table') last.rows.push(row);
    else if (row) blocks.push({ kind: 'table', rows: [row], headerRows: 0 });
    else if (cleaned(raw) !== '') {
      const text = cleaned(raw.replaceAll('\u000b', '\n'));
      blocks.push({ kind: 'paragraph', text, heading: 0, bold: false, align: 'left', size: null });
    }
  }
  return blocks;
}

/** The extractor ends every cell with a tab, so a row is a line that ends with one and has another. */
function rowOf(line: string): string[] | null {
  if (!line.endsWith('\t') || line.indexOf('\t') === line.length - 1) return null;
  return line.slice(0, -1).split('\t').map(cleaned);
}
