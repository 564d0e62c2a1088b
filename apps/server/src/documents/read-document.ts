import { bytesSource } from '../files/byte-source.ts';
import type { ContentType } from '../files/content-type.ts';
import type { Finding, Outcome } from '../files/finding.ts';
import { findingsFrom, megabytes } from '../files/finding.ts';
import { sniff } from '../files/sniff.ts';
import { withCaptions } from './captions.ts';
import type { ReadDocument } from './document.ts';
import { withSoundPictures } from './picture-limits.ts';
import { readDoc } from './read-doc.ts';
import { readDocx } from './read-docx.ts';
import { readOdt } from './read-odt.ts';
import { readRtf } from './read-rtf.ts';
import { readText } from './read-text.ts';
import type { DocumentRefusal } from './refusals.ts';
import { Refused, refusable } from './refusals.ts';
import { DOCUMENT_LIMITS, openPackage } from './zip.ts';

const nameNote = findingsFrom({
  name_says_otherwise: {
    zh: '文件扩展名是 .{name}，内容实际是 {type}，已按实际内容读取。',
    en: 'The file is named .{name} but holds {type}; it was read as what it holds.',
  },
});

const READERS: Partial<Record<ContentType, (bytes: Uint8Array) => ReadDocument | Promise<ReadDocument>>> = {
  doc: readDoc,
  odt: readOdt,
  rtf: readRtf,
  text: readText,
  // The PDF reader is by far the largest part and the rarest in use: it is loaded when first needed.
  pdf: async bytes => (await import('./read-pdf.ts')).readPdf(bytes),
};
const REFUSED_TYPES: Partial<Record<ContentType, DocumentRefusal>> = {
  empty: 'empty_file',
  doc_encrypted: 'encrypted',
  office_encrypted: 'encrypted',
  docm: 'macros',
  xls: 'not_docx_but_sheet',
  xlsx: 'not_docx_but_sheet',
  xlsm: 'not_docx_but_sheet',
  ods: 'not_docx_but_sheet',
  png: 'not_docx_but_picture',
  jpeg: 'not_docx_but_picture',
  gif: 'not_docx_but_picture',
  webp: 'not_docx_but_picture',
  zip_broken: 'truncated',
};
/** Names under which a type commonly goes about. */
const USUAL_NAMES: Partial<Record<ContentType, string[]>> = {
  docx: ['docx'],
  doc: ['doc', 'wps', 'dot', 'wpt'],
  odt: ['odt'],
  rtf: ['rtf', 'doc'],
  text: ['txt', 'text', 'csv', 'md'],
  pdf: ['pdf'],
};

/**
 * Reads a document of any supported kind, decided by its content. Only the promise of '.docx' is held to: what calls
 * itself .docx and is something else is refused by name; other mistaken names give a note.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<Outcome<ReadDocument>> {
  const { type } = await sniff(bytesSource(bytes));
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (type === 'docx' || extension === 'docx')
    return noted(limited(await readDocx(bytes)), misnamed(type, extension));
  const read = await refusable(async () => {
    if (type === 'zip' && extension === 'pages') return withCaptions(await readPages(bytes));
    const reader = READERS[type];
    if (!reader) throw new Refused(REFUSED_TYPES[type] ?? 'unsupported_type');
    if (bytes.byteLength > DOCUMENT_LIMITS.file) {
      throw new Refused('too_large', {
        size: megabytes(bytes.byteLength),
        limit: megabytes(DOCUMENT_LIMITS.file),
      });
    }
    const document = await reader(bytes);
    if (!document.blocks.some(block => block.kind !== 'picture')) throw new Refused('empty_document');
    return withCaptions(document);
  });
  return noted(limited(read), misnamed(type, extension));
}

/** Pages keeps its own form to itself; older ones carry a printed copy, which is read in its place. */
async function readPages(bytes: Uint8Array): Promise<ReadDocument> {
  const copy = await (await openPackage(bytes, DOCUMENT_LIMITS)).read('QuickLook/Preview.pdf');
  if (!copy) throw new Refused('pages');
  const document = await (await import('./read-pdf.ts')).readPdf(copy);
  if (!document.blocks.some(block => block.kind !== 'picture')) throw new Refused('pages');
  return document;
}

function misnamed(type: ContentType, extension: string): Finding[] {
  const usual = USUAL_NAMES[type];
  if (extension === '' || !usual || usual.includes(extension)) return [];
  return [nameNote('name_says_otherwise', { name: extension, type: type.toUpperCase() })];
}

function limited(outcome: Outcome<ReadDocument>): Outcome<ReadDocument> {
  return outcome.ok ? { ok: true, value: withSoundPictures(outcome.value) } : outcome;
}

function noted(outcome: Outcome<ReadDocument>, notes: Finding[]): Outcome<ReadDocument> {
  if (!outcome.ok || notes.length === 0) return outcome;
  return { ok: true, value: { ...outcome.value, notes: [...outcome.value.notes, ...notes] } };
}
