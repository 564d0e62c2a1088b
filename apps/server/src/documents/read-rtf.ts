import { Buffer } from 'node:buffer';
import type { Align, Block, PictureBlock, PictureType, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { docxNote, pushOnce } from './docx-parts.ts';
import { Refused } from './refusals.ts';
import { ALIGNS, CHARACTERS, CHARSETS, CODE_PAGES, IGNORED } from './rtf-words.ts';

/** What a group inherits and gives back when it closes. */
interface State {
  destination: 'text' | 'fonts' | 'field' | 'picture' | 'property' | 'ignored';
  /** How many fallback characters follow a \u. */
  fallback: number;
  font: number;
  bold: boolean;
  hidden: boolean;
  deleted: boolean;
  /** Among the properties of a drawn shape. */
  inShape: boolean;
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
  /** Hexadecimal digits of the picture that is open. */
  picture: string[];
  /** The property of a shape that was named last. */
  property: string;
  deleted: string;
  /** Pictures stand behind the paragraph that they are in. */
  after: PictureBlock[];
  document: ReadDocument;
}

const MAX_GROUPS = 400;
const TOKEN = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]/giu;
/** Reads rich text: paragraphs, alignment, size, boldness tables, and pictures that can be shown. */
export function readRtf(bytes: Uint8Array): ReadDocument {
  const reading = start();
  for (const [, word, parameter, hex, symbol, brace, plain] of Buffer.from(bytes)
    .toString('latin1')
    .matchAll(TOKEN)) {
    if (word !== undefined) onWord(reading, word, parameter === undefined ? null : Number(parameter));
    else if (hex !== undefined) onByte(reading, Number.parseInt(hex, 16));
    else if (symbol !== undefined) onSymbol(reading, symbol);
    else if (brace !== undefined) onBrace(reading, brace);
    else if (plain !== undefined) onPlain(reading, plain);
  }
  if (reading.stack.length > 0) throw new Refused('truncated');
  endParagraph(reading);
  return reading.document;
}

function start(): Reading {
  return {
    state: {
      destination: 'text',
      fallback: 1,
      font: 0,
      bold: false,
      hidden: false,
      deleted: false,
      inShape: false,
      size: 12,
    },
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
    picture: [],
    property: '',
    deleted: '',
    after: [],
    document: { format: 'rtf', blocks: [], pictures: [], aside: [], notes: [] },
  };
}

/** Bytes of text; what stands in a picture's group are its bytes as digits. */
function onPlain(reading: Reading, plain: string): void {
  const { destination } = reading.state;
  if (destination === 'picture') reading.picture.push(plain.replace(/[^0-9a-f]/giu, ''));
  else if (destination === 'property') reading.property = plain.trim();
  else for (const character of plain) onByte(reading, character.charCodeAt(0));
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
  if (reading.state.destination === 'picture' && reading.stack.at(-1)?.destination !== 'picture')
    endPicture(reading);
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
  flush(reading);
  const { state } = reading;
  if (word === 'u' && value !== null) {
    add(reading, String.fromCharCode(value < 0 ? value + 65536 : value));
    reading.skip = state.fallback;
  } else if (word in GROUPS) GROUPS[word]!(reading, value);
  else if (IGNORED.has(word)) ignore(reading, word);
  else if (state.destination === 'text') onFormat(reading, word, value);
}

/** Words that say what their group holds, or how its bytes are to be read. */
const GROUPS: Record<string, (reading: Reading, value: number | null) => void> = {
  uc: ({ state }, value) => {
    state.fallback = value ?? 1;
  },
  f: ({ state }, value) => {
    state.font = value ?? 0;
  },
  fcharset: ({ state, charsets }, value) => {
    if (state.destination === 'fonts') charsets.set(state.font, value ?? 0);
  },
  ansicpg: (reading, value) => {
    reading.codePage = CODE_PAGES[value ?? 0] ?? reading.codePage;
  },
  fonttbl: ({ state }) => {
    state.destination = 'fonts';
  },
  fldinst: ({ state }) => {
    state.destination = 'field';
  },
  objdata: refuseObject,
  objocx: refuseObject,
  // A shape holds a picture among its properties, or a box with text.
  shpinst: ({ state }) => {
    [state.destination, state.inShape] = ['ignored', true];
  },
  shppict: ({ state, stack }) => {
    if (stack.at(-1)?.destination === 'text') state.destination = 'text';
  },
  shptxt: reading => {
    if (!reading.state.inShape) return;
    endParagraph(reading);
    [reading.state.destination, reading.state.inShape] = ['text', false];
  },
  sn: ({ state }) => {
    if (state.inShape) state.destination = 'property';
  },
  pict: ({ state, property }) => {
    if (state.destination === 'text' || (state.inShape && property === SHOWN_PICTURE))
      state.destination = 'picture';
  },
};

/** The property of a shape that is what it shows; others are fillings and patterns. */
const SHOWN_PICTURE = 'pib';

function refuseObject(): never {
  throw new Refused('embedded_object');
}

function ignore(reading: Reading, word: string): void {
  [reading.state.destination, reading.state.inShape] = ['ignored', false];
  if (word === 'footnote') pushOnce(reading.document.notes, docxNote('footnotes_left_out'));
  if (word === 'annotation') pushOnce(reading.document.notes, docxNote('comments_left_out'));
}

function onFormat(reading: Reading, word: string, value: number | null): void {
  if (word in CHARACTERS) add(reading, CHARACTERS[word]!);
  else if (word in ALIGNS) reading.align = ALIGNS[word]!;
  else if (word === 'par' || word === 'sect') endParagraph(reading);
  else if (word === 'pard') [reading.align, reading.inTable] = ['left', false];
  else if (word === 'intbl') reading.inTable = true;
  else if (word === 'cell' || word === 'nestcell') endCell(reading);
  else if (word === 'row') endRow(reading);
  else onLook(reading.state, word, value);
}

function onLook(state: State, word: string, value: number | null): void {
  if (word === 'plain') [state.bold, state.hidden, state.deleted, state.size] = [false, false, false, 12];
  else if (word === 'b' || word === 'ab') state.bold = value !== 0;
  else if (word === 'v') state.hidden = value !== 0;
  else if (word === 'deleted') state.deleted = value !== 0;
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
  if (state.deleted) {
    reading.deleted += text;
    return;
  }
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
  setDeletedAside(reading);
  if (text !== '' && reading.inTable) reading.cell.push(text);
  else if (text !== '')
    reading.document.blocks.push({ kind: 'paragraph', text, heading: 0, bold, align: reading.align, size });
  reading.document.blocks.push(...reading.after.splice(0));
}

function setDeletedAside(reading: Reading): void {
  const text = trimmed(reading.deleted);
  reading.deleted = '';
  if (text === '') return;
  reading.document.aside.push({ place: 'deleted', text });
  pushOnce(reading.document.notes, docxNote('tracked_changes_accepted'));
}

const SIGNATURES: [PictureType, string][] = [
  ['png', '89504e470d0a1a0a'],
  ['jpeg', 'ffd8ff'],
];
const MAX_PICTURES = 100;

/** Only PNG and JPEG can be shown; drawings and bitmaps of Windows are told. */
function endPicture(reading: Reading): void {
  const digits = reading.picture.join('').toLowerCase();
  reading.picture = [];
  const type = SIGNATURES.find(([, signature]) => digits.startsWith(signature))?.[0];
  const { pictures, notes } = reading.document;
  if (!type || pictures.length >= MAX_PICTURES) {
    pushOnce(notes, docxNote('pictures_not_readable', { count: 1 }));
    return;
  }
  pictures.push({ bytes: Buffer.from(digits, 'hex'), type, caption: null, captionBlock: null });
  reading.after.push({ kind: 'picture', picture: pictures.length - 1 });
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
