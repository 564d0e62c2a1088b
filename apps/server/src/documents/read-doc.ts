import { bytesSource } from '../files/byte-source.ts';
import { sniff } from '../files/sniff.ts';
import { DocFile } from './doc-file.ts';
import { docNumbering } from './doc-lists.ts';
import { DocLooks } from './doc-looks.ts';
import { DocStreams } from './doc-streams.ts';
import { DocWalk } from './doc-walk.ts';
import type { AsidePlace, Block, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { docxNote, pushOnce } from './docx-parts.ts';
import { pictureType } from './read-docx.ts';
import { Refused } from './refusals.ts';

/** Where old Word and WPS documents keep their programs. */
const MACRO_STORAGE = ['Macros', '_VBA_PROJECT_CUR', 'VBA', '_VBA_PROJECT'];
const MAX_PICTURES = 100;

/**
 * Reads a Word 97–2003 or WPS document ([MS-DOC]): text, look, tables, numbers that the program counts, pictures. What
 * points out of the file's bytes is damage.
 */
export async function readDoc(bytes: Uint8Array): Promise<ReadDocument> {
  try {
    return await documentOf(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new Refused('damaged');
    throw error;
  }
}

async function documentOf(bytes: Uint8Array): Promise<ReadDocument> {
  const streams = new DocStreams(bytes);
  if (MACRO_STORAGE.some(name => streams.has(name))) throw new Refused('macros');
  const file = new DocFile(streams);
  const document: ReadDocument = { format: 'doc', blocks: [], pictures: [], aside: [], notes: [] };
  const walk = new DocWalk({ file, looks: new DocLooks(file), numbering: docNumbering(file), document });
  const blocks = walk.blocksOf(file.part('text'));
  const asides: [AsidePlace, 'headers' | 'footnotes' | 'comments' | 'endnotes'][] = [
    ['header', 'headers'],
    ['footnote', 'footnotes'],
    ['footnote', 'endnotes'],
    ['comment', 'comments'],
  ];
  for (const [place, part] of asides) {
    const text = walk.plainTextOf(file.part(part));
    if (text === '') continue;
    document.aside.push({ place, text });
    if (place === 'comment') pushOnce(document.notes, docxNote('comments_left_out'));
    if (place === 'footnote') pushOnce(document.notes, docxNote('footnotes_left_out'));
  }
  await takePictures(blocks, { walk, document });
  return document;
}

interface Taking {
  walk: DocWalk;
  document: ReadDocument;
}

async function takePictures(blocks: Block[], { walk, document }: Taking): Promise<void> {
  let unreadable = walk.unreadablePictures;
  const place = async (bytes: Uint8Array): Promise<number | null> => {
    const type = pictureType((await sniff(bytesSource(bytes))).type);
    if (!type || document.pictures.length >= MAX_PICTURES) {
      unreadable += 1;
      return null;
    }
    return document.pictures.push({ bytes, type, caption: null, captionBlock: null }) - 1;
  };
  for (const block of blocks) {
    if (block.kind !== 'picture') {
      document.blocks.push({ ...block, ...(block.kind === 'paragraph' && { text: trimmed(block.text) }) });
      continue;
    }
    const picture = await place(walk.pictures[block.picture]!);
    if (picture !== null) document.blocks.push({ kind: 'picture', picture });
  }
  if (unreadable > 0) document.notes.push(docxNote('pictures_not_readable', { count: unreadable }));
}
