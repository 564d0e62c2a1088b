import { Buffer } from 'node:buffer';
import type { Align, Block, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { docxNote, pushOnce } from './docx-parts.ts';
import { Refused } from './refusals.ts';

/** What a group inherits and gives back when it closes. */
interface State {
  destination: 'text' | 'fonts' | 'field' | 'ignored';
  /** How many fallback characters follow a \u. */
  fallback: number;
  font: number;
  bold: boolean;
  hidden: boolean;
  size: number;
}

interface Reading {
  state: State;
  stack: State[];
  /** Bytes of the present font's code page that are not decoded yet. */
  pending: number[];
  skip: number;
  charsets: Map<number, number>;
  codePage: string;
  text: string;
  boldCharacters: number;
  sizes: Map<number, number>;
  align: Align;
  inTable: boolean;
  cells: string[];
  cell: string[];
  field: string;
  document: ReadDocument;
}

const MAX_GROUPS = 400;
const TOKEN = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]/giu;
const ALIGNS: Record<string, Align> = { ql: 'left', qc: 'center', qr: 'right', qj: 'justify', qd: 'justify' };
const CHARACTERS: Record<string, string> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '　',
  enspace: ' ',
};
const IGNORED = new Set([
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'header',
  'headerl',
  'headerr',
  'headerf',
  'footer',
  'footerl',
  'footerr',
  'footerf',
  'footnote',
  'annotation',
  'listtable',
  'listoverridetable',
  'filetbl',
  'themedata',
  'xmlnstbl',
  'generator',
  'pntext',
  'nonshppict',
]);
const CODE_PAGES: Record<number, string> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  65001: 'utf-8',
  1252: 'windows-1252',
};
const CHARSETS: Record<number, string> = { 134: 'gb18030', 136: 'big5', 128: 'shift_jis', 129: 'euc-kr' };

/** Reads rich text: paragraphs, alignment, size, boldness and tables. Pictures are not taken from this format. */
export function readRtf(bytes: Uint8Array): ReadDocument {
  const reading = start();
  for (const [, word, parameter, hex, symbol, brace, plain] of Buffer.from(bytes)
    .toString('latin1')
    .matchAll(TOKEN)) {
    if (word !== undefined) onWord(reading, word, parameter === undefined ? null : Number(parameter));
    else if (hex !== undefined) onByte(reading, Number.parseInt(hex, 16));
    else if (symbol !== undefined) onSymbol(reading, symbol);
    else if (brace !== undefined) onBrace(reading, brace);
    else if (plain !== undefined) for (const character of plain) onByte(reading, character.charCodeAt(0));
  }
  if (reading.stack.length > 0) throw new Refused('truncated');
  endParagraph(reading);
  return reading.document;
}

function start(): Reading {
  return {
    state: { destination: 'text', fallback: 1, font: 0, bold: false, hidden: false, size: 12 },
    stack: [],
    pending: [],
    skip: 0,
    charsets: new Map(),
    codePage: 'windows-1252',
    text: '',
    boldCharacters: 0,
    sizes: new Map(),
    align: 'left',
    inTable: false,
    cells: [],
    cell: [],
    field: '',
    document: { format: 'rtf', blocks: [], pictures: [], aside: [], notes: [] },
  };
}

function onBrace(reading: Reading, brace: string): void {
  flush(reading);
  reading.skip = 0;
  if (brace === '{') {
    if (reading.stack.length >= MAX_GROUPS) throw new Refused('too_complex');
    reading.stack.push({ ...reading.state });
    return;
  }
  if (reading.state.destination === 'field') refuseReaching(reading);
  reading.state = reading.stack.pop() ?? reading.state;
}

function onSymbol(reading: Reading, symbol: string): void {
  flush(reading);
  if (symbol === '*') reading.state.destination = 'ignored';
  else if (symbol === '~') add(reading, ' ');
  else if (symbol === '_') add(reading, '-');
  else if (symbol === '\n' || symbol === '\r') endParagraph(reading);
  else if ('\\{}'.includes(symbol)) add(reading, symbol);
}

function onByte(reading: Reading, byte: number): void {
  if (reading.skip > 0) reading.skip -= 1;
  else if (reading.state.destination === 'field') reading.field += String.fromCharCode(byte);
  else if (reading.state.destination === 'text') reading.pending.push(byte);
}

function onWord(reading: Reading, word: string, value: number | null): void {
  const { state } = reading;
  if (word === 'u' && value !== null) {
    flush(reading);
    add(reading, String.fromCharCode(value < 0 ? value + 65536 : value));
    reading.skip = state.fallback;
    return;
  }
  flush(reading);
  if (word === 'uc') state.fallback = value ?? 1;
  else if (word === 'f') state.font = value ?? 0;
  else if (word === 'fcharset' && state.destination === 'fonts') reading.charsets.set(state.font, value ?? 0);
  else if (word === 'ansicpg') reading.codePage = CODE_PAGES[value ?? 0] ?? reading.codePage;
  else if (word === 'fonttbl') state.destination = 'fonts';
  else if (word === 'fldinst') state.destination = 'field';
  else if (word === 'objdata' || word === 'objocx') throw new Refused('embedded_object');
  else if (IGNORED.has(word)) ignore(reading, word);
  else if (state.destination === 'text') onFormat(reading, word, value);
}

function ignore(reading: Reading, word: string): void {
  reading.state.destination = 'ignored';
  if (word === 'pict') pushOnce(reading.document.notes, docxNote('pictures_not_readable', { count: 1 }));
  if (word === 'footnote') pushOnce(reading.document.notes, docxNote('footnotes_left_out'));
  if (word === 'annotation') pushOnce(reading.document.notes, docxNote('comments_left_out'));
}

function onFormat(reading: Reading, word: string, value: number | null): void {
  const { state } = reading;
  if (word in CHARACTERS) add(reading, CHARACTERS[word]!);
  else if (word in ALIGNS) reading.align = ALIGNS[word]!;
  else if (word === 'par' || word === 'sect') endParagraph(reading);
  else if (word === 'pard') [reading.align, reading.inTable] = ['left', false];
  else if (word === 'plain') [state.bold, state.hidden, state.size] = [false, false, 12];
  else if (word === 'intbl') reading.inTable = true;
  else if (word === 'cell' || word === 'nestcell') endCell(reading);
  else if (word === 'row') endRow(reading);
  else if (word === 'b' || word === 'ab') state.bold = value !== 0;
  else if (word === 'v') state.hidden = value !== 0;
  else if (word === 'fs' || word === 'afs') state.size = (value ?? 24) / 2;
}

function flush(reading: Reading): void {
  if (reading.pending.length === 0) return;
  const encoding = CHARSETS[reading.charsets.get(reading.state.font) ?? 0] ?? reading.codePage;
  const text = new TextDecoder(encoding).decode(Uint8Array.from(reading.pending));
  reading.pending = [];
  add(reading, text);
}

function add(reading: Reading, text: string): void {
  const { state } = reading;
  if (state.destination !== 'text') return;
  if (state.hidden) {
    pushOnce(reading.document.notes, docxNote('hidden_text_left_out'));
    return;
  }
  const weight = text.trim().length;
  reading.text += text;
  if (state.bold) reading.boldCharacters += weight;
  reading.sizes.set(state.size, (reading.sizes.get(state.size) ?? 0) + weight);
}

function endParagraph(reading: Reading): void {
  flush(reading);
  const text = trimmed(reading.text);
  const size = [...reading.sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  const bold = reading.boldCharacters * 2 > text.length;
  reading.text = '';
  reading.boldCharacters = 0;
  reading.sizes.clear();
  if (text === '') return;
  if (reading.inTable) reading.cell.push(text);
  else
    reading.document.blocks.push({ kind: 'paragraph', text, heading: 0, bold, align: reading.align, size });
}

function endCell(reading: Reading): void {
  reading.inTable = true;
  endParagraph(reading);
  reading.cells.push(reading.cell.join('\n'));
  reading.cell = [];
}

function endRow(reading: Reading): void {
  const { blocks } = reading.document;
  const last: Block | undefined = blocks.at(-1);
  if (last?.kind === 'table') last.rows.push(reading.cells);
  else blocks.push({ kind: 'table', rows: [reading.cells], headerRows: 0 });
  reading.cells = [];
}

function refuseReaching(reading: Reading): void {
  const name = /^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE)\b/iu.exec(reading.field);
  if (name) throw new Refused('external_content', { detail: name[0].trim() });
  if (/^\s*HYPERLINK\b/iu.test(reading.field))
    pushOnce(reading.document.notes, docxNote('links_removed', { count: 1 }));
  reading.field = '';
}
