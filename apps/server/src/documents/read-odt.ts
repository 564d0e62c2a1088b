import { Buffer } from 'node:buffer';
import { bytesSource } from '../files/byte-source.ts';
import { sniff } from '../files/sniff.ts';
import type { Align, Block, ParagraphBlock, Picture, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { docxNote, pushOnce } from './docx-parts.ts';
import { OdtStyles } from './odt-styles.ts';
import { pictureType } from './read-docx.ts';
import { Refused } from './refusals.ts';
import type { XmlElement } from './xml.ts';
import { below, child, elements, parseXml, textOf } from './xml.ts';
import type { Package, ZipLimits } from './zip.ts';
import { DOCUMENT_LIMITS, openPackage } from './zip.ts';

interface OdtWalk {
  pack: Package;
  styles: OdtStyles;
  document: ReadDocument;
  /** Targets in the order of the picture blocks already made. */
  targets: string[];
}

const CONTAINERS = new Set([
  'text:section',
  'text:list-header',
  'text:index-body',
  'text:numbered-paragraph',
  'draw:text-box',
]);
const INLINE = new Set([
  'text:span',
  'text:a',
  'text:ruby',
  'text:ruby-base',
  'text:bookmark-ref',
  'text:date',
  'text:title',
  'text:sequence',
  'text:text-input',
  'text:meta',
]);

/** Reads an OpenDocument text with the same caution as a .docx. */
export async function readOdt(bytes: Uint8Array, limits: ZipLimits = DOCUMENT_LIMITS): Promise<ReadDocument> {
  const pack = await openPackage(bytes, limits);
  const manifest = await pack.read('META-INF/manifest.xml');
  if (manifest && [...below(parseXml(withoutDoctype(manifest)), 'manifest:encryption-data')].length > 0)
    throw new Refused('encrypted');
  if (
    [...pack.names].some(name => /^(?:Basic\/.+\/(?!script-lb|dialog-lb)[^/]+\.xml|Scripts\/.+)$/u.test(name))
  )
    throw new Refused('macros');
  const content = await pack.read('content.xml');
  if (!content) throw new Refused('damaged');
  const root = parseXml(content);
  const shared = await pack.read('styles.xml');
  const document: ReadDocument = { format: 'odt', blocks: [], pictures: [], aside: [], notes: [] };
  const walk: OdtWalk = {
    pack,
    styles: new OdtStyles(root, shared ? parseXml(shared) : null),
    document,
    targets: [],
  };
  const text = child(child(root, 'office:body') ?? root, 'office:text');
  if (!text) throw new Refused('damaged');
  const blocks = readBlocks(text, walk);
  await takePictures(blocks, walk);
  return document;
}

/**
 * Old OpenOffice and AbiWord name the manifest's document type. A bare name declares nothing and is taken out here;
 * one with declarations of its own stays in, and is refused.
 */
function withoutDoctype(manifest: Uint8Array): Uint8Array {
  const text = Buffer.from(manifest).toString('latin1');
  return Buffer.from(
    text.replace(/<!DOCTYPE manifest:manifest PUBLIC "[^"<>[]*" "Manifest\.dtd">/u, ''),
    'latin1',
  );
}

function readBlocks(parent: XmlElement, walk: OdtWalk): Block[] {
  const blocks: Block[] = [];
  for (const each of elements(parent)) {
    if (each.name === 'text:p' || each.name === 'text:h') blocks.push(...readParagraph(each, '', walk));
    else if (each.name === 'text:list') blocks.push(...readList(each, { walk, level: 1, style: undefined }));
    else if (each.name === 'table:table') blocks.push(readTable(each, walk));
    else if (each.name === 'text:tracked-changes') noteDeletions(each, walk);
    else if (CONTAINERS.has(each.name)) blocks.push(...readBlocks(each, walk));
    else if (each.name === 'draw:frame') blocks.push(...readFrame(each, walk));
  }
  return blocks;
}

function readParagraph(paragraph: XmlElement, number: string, walk: OdtWalk): Block[] {
  const look = walk.styles.look(paragraph.attributes['text:style-name']);
  const gathered = { text: '', after: [] as Block[], spans: new Map<string | undefined, number>() };
  gather(paragraph, undefined, { walk, gathered });
  const text = trimmed(gathered.text);
  if (text === '') return gathered.after;
  const main = [...gathered.spans].sort((a, b) => b[1] - a[1])[0]?.[0];
  const span = main === undefined ? {} : walk.styles.look(main);
  const level =
    paragraph.name === 'text:h'
      ? Number(paragraph.attributes['text:outline-level'] ?? 1)
      : (look.heading ?? 0);
  const block: ParagraphBlock = {
    kind: 'paragraph',
    text: number + text,
    heading: level,
    bold: span.bold ?? look.bold ?? false,
    align: (look.align as Align | undefined) ?? 'left',
    size: span.size ?? look.size ?? null,
  };
  return [block, ...gathered.after];
}

interface Gathering {
  walk: OdtWalk;
  gathered: { text: string; after: Block[]; spans: Map<string | undefined, number> };
}

/** What stands between the words of a paragraph. */
const IN_PARAGRAPH: Record<string, (element: XmlElement, context: Gathering) => void> = {
  'text:s': (element, { gathered }) => {
    gathered.text += ' '.repeat(Math.min(200, Number(element.attributes['text:c'] ?? 1) || 1));
  },
  'text:tab': (_, { gathered }) => {
    gathered.text += '\t';
  },
  'text:line-break': (_, { gathered }) => {
    gathered.text += '\n';
  },
  'text:note': (_, { walk }) => pushOnce(walk.document.notes, docxNote('footnotes_left_out')),
  'office:annotation': (element, { walk }) => {
    walk.document.aside.push({ place: 'comment', text: trimmed(textOf(element)) });
    pushOnce(walk.document.notes, docxNote('comments_left_out'));
  },
  'draw:frame': (element, { gathered, walk }) => void gathered.after.push(...readFrame(element, walk)),
};

function gather(parent: XmlElement, style: string | undefined, context: Gathering): void {
  const { gathered, walk } = context;
  for (const each of parent.children) {
    if (typeof each === 'string') {
      // OpenDocument: runs of white space in the file mean one space; U+3000 is a character like any other.
      const text = each.replace(/[ \t\r\n]+/gu, ' ');
      gathered.text += text;
      gathered.spans.set(style, (gathered.spans.get(style) ?? 0) + text.length);
      continue;
    }
    IN_PARAGRAPH[each.name]?.(each, context);
    if (!INLINE.has(each.name)) continue;
    if (each.name === 'text:a') pushOnce(walk.document.notes, docxNote('links_removed', { count: 1 }));
    gather(each, each.name === 'text:span' ? each.attributes['text:style-name'] : style, context);
  }
}

function readList(
  list: XmlElement,
  context: { walk: OdtWalk; level: number; style: string | undefined },
): Block[] {
  const { walk, level } = context;
  const style = list.attributes['text:style-name'] ?? context.style;
  const blocks: Block[] = [];
  for (const item of elements(list).filter(each => each.name === 'text:list-item')) {
    const [first, ...rest] = elements(item);
    if (!first) continue;
    if (first.name === 'text:list') blocks.push(...readList(first, { walk, level: level + 1, style }));
    else blocks.push(...readParagraph(first, walk.styles.nextNumber(style, level), walk));
    for (const each of rest) {
      if (each.name === 'text:list') blocks.push(...readList(each, { walk, level: level + 1, style }));
      else blocks.push(...readParagraph(each, '', walk));
    }
  }
  return blocks;
}

function readTable(table: XmlElement, walk: OdtWalk): Block {
  const header = child(table, 'table:table-header-rows');
  const rows = [...below(table, 'table:table-row')].map(row => {
    const cells: string[] = [];
    for (const cell of elements(row)) {
      if (cell.name === 'table:covered-table-cell') cells.push('');
      if (cell.name !== 'table:table-cell') continue;
      const texts = readBlocks(cell, walk).map(block => (block.kind === 'paragraph' ? block.text : ''));
      cells.push(texts.filter(text => text !== '').join('\n'));
    }
    return cells;
  });
  return { kind: 'table', rows, headerRows: header ? [...below(header, 'table:table-row')].length : 0 };
}

function readFrame(frame: XmlElement, walk: OdtWalk): Block[] {
  if (elements(frame).some(each => each.name === 'draw:object' || each.name === 'draw:object-ole')) {
    pushOnce(walk.document.notes, docxNote('embedded_files_left_out'));
    return [];
  }
  const blocks: Block[] = [];
  const target = child(frame, 'draw:image')?.attributes['xlink:href'];
  if (target !== undefined) {
    blocks.push({ kind: 'picture', picture: walk.targets.length });
    walk.targets.push(target);
  }
  // A picture with its caption is one text box to LibreOffice: the picture is anchored in the caption's paragraph.
  const box = child(frame, 'draw:text-box');
  if (box)
    blocks.push(
      ...readBlocks(box, walk).sort((a, b) => Number(b.kind === 'picture') - Number(a.kind === 'picture')),
    );
  return blocks;
}

function noteDeletions(changes: XmlElement, { document }: OdtWalk): void {
  pushOnce(document.notes, docxNote('tracked_changes_accepted'));
  for (const deletion of below(changes, 'text:deletion')) {
    document.aside.push({
      place: 'deleted',
      text: trimmed([...below(deletion, 'text:p')].map(textOf).join('\n')),
    });
  }
}

async function takePictures(blocks: Block[], { pack, document, targets }: OdtWalk): Promise<void> {
  let [linked, unreadable] = [0, 0];
  const places = new Map<number, number>();
  for (const [index, target] of targets.entries()) {
    const bytes = await pack.read(target.replace(/^\.\//u, ''));
    const type = bytes && pictureType((await sniff(bytesSource(bytes))).type);
    if (!bytes) linked += 1;
    else if (!type) unreadable += 1;
    else {
      places.set(index, document.pictures.length);
      document.pictures.push({ bytes, type, caption: null, captionBlock: null } satisfies Picture);
    }
  }
  for (const block of blocks) {
    if (block.kind !== 'picture') document.blocks.push(block);
    else if (places.has(block.picture))
      document.blocks.push({ kind: 'picture', picture: places.get(block.picture)! });
  }
  if (linked > 0) document.notes.push(docxNote('linked_pictures_removed', { count: linked }));
  if (unreadable > 0) document.notes.push(docxNote('pictures_not_readable', { count: unreadable }));
}
