import type { CircularBlock } from '@xinxuan/contract';
import { type Level, normalised, type PaperBlock } from './blocks.ts';

/** The part of ProseMirror's JSON that paper uses. */
export type PaperNode = {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: PaperNode[];
};

function inline(text: string): PaperNode[] {
  return text.split('\n').flatMap((line, index) => {
    const nodes: PaperNode[] = index === 0 ? [] : [{ type: 'hardBreak' }];
    if (line !== '') nodes.push({ type: 'text', text: line });
    return nodes;
  });
}

function paragraph(level: Level, text: string): PaperNode {
  const content = inline(text);
  const node: PaperNode = { type: 'paragraph', attrs: { level } };
  return content.length === 0 ? node : { ...node, content };
}

function cell(text: string): PaperNode {
  return { type: 'tableCell', content: text.split('\n').map(line => paragraph(0, line)) };
}

function blockNode(block: CircularBlock): PaperNode {
  if (block.kind === 'paragraph') return paragraph(block.level, block.text);
  return {
    type: 'table',
    attrs: { caption: block.caption },
    content: block.rows.map(row => ({ type: 'tableRow', content: row.map(cell) })),
  };
}

/** Blocks as an editor document. An empty text is one empty paragraph, since a cursor must stand somewhere. */
export function toDocument(blocks: readonly PaperBlock[]): PaperNode {
  const content = normalised(blocks).map(blockNode);
  return { type: 'doc', content: content.length > 0 ? content : [paragraph(0, '')] };
}

function inlineText(node: PaperNode): string {
  return (node.content ?? []).map(child => (child.type === 'hardBreak' ? '\n' : (child.text ?? ''))).join('');
}

function levelOf(node: PaperNode): Level {
  const level = node.attrs?.level;
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : 0;
}

/** A merged cell (from another program) counts once; the cells that it covers are empty. */
function rowTexts(row: PaperNode): string[] {
  return (row.content ?? []).flatMap(node => {
    const text = (node.content ?? []).map(inlineText).join('\n');
    const span = typeof node.attrs?.colspan === 'number' ? node.attrs.colspan : 1;
    return [text, ...Array.from({ length: span - 1 }, () => '')];
  });
}

/** An editor document as blocks; the reverse of `toDocument`. */
export function fromDocument(doc: PaperNode): CircularBlock[] {
  const blocks = (doc.content ?? []).map((node): CircularBlock => {
    if (node.type !== 'table') return { kind: 'paragraph', level: levelOf(node), text: inlineText(node) };
    const caption = typeof node.attrs?.caption === 'string' ? node.attrs.caption : '';
    return { kind: 'table', caption, rows: (node.content ?? []).map(rowTexts) };
  });
  const only = blocks.length === 1 ? blocks[0] : undefined;
  return only?.kind === 'paragraph' && only.level === 0 && only.text === '' ? [] : normalised(blocks);
}
