import type { Node as DocumentNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { differences } from '@xinxuan/contract';
import type { PaperBlock } from './blocks.ts';
import { toDocument } from './document.ts';

/** Set on transactions that brought in another’s words. */
export const TAKEN = 'takenFromOutside';

/**
 * Puts a text in that somebody else has written on, touching only what differs: the cursor stays at its words, and an
 * undo of one's own takes nothing of theirs back. Null when nothing differs.
 */
export function withTaken(state: EditorState, body: readonly PaperBlock[]): Transaction | null {
  const fresh = state.schema.nodeFromJSON(toDocument(body));
  if (fresh.eq(state.doc)) return null;
  const transaction = state.tr.setMeta('addToHistory', false).setMeta(TAKEN, true);
  // From the end to the start, so that places further up stay where they are.
  for (const edit of editsBetween(state.doc, fresh).reverse()) apply(transaction, edit);
  return transaction;
}

type Edit = { from: number; removed: readonly DocumentNode[]; added: readonly DocumentNode[] };

/** Runs of blocks that differ; a paragraph that was reworded is an edit of its own. */
function editsBetween(before: DocumentNode, after: DocumentNode): Edit[] {
  const edits: Edit[] = [];
  let position = 0;
  let gone = 0;
  let come = 0;
  const changes = differences(keysOf(before), keysOf(after));
  for (let index = 0; index < changes.length; index++) {
    const { kind, items } = changes[index]!;
    const removed = kind === 'added' ? [] : childrenOf(before, gone, items.length);
    const paired =
      kind === 'removed' && changes[index + 1]?.kind === 'added' ? changes[++index]!.items.length : 0;
    const arrived = kind === 'added' ? items.length : kind === 'removed' ? paired : 0;
    const added = childrenOf(after, come, arrived);
    if (kind !== 'same') edits.push(...pairedUp({ from: position, removed, added }));
    gone += removed.length;
    come += kind === 'same' ? items.length : arrived;
    position += removed.reduce((size, node) => size + node.nodeSize, 0);
  }
  return edits;
}

function keysOf(doc: DocumentNode): string[] {
  return doc.children.map(node => JSON.stringify(node.toJSON()));
}

function childrenOf(doc: DocumentNode, from: number, count: number): DocumentNode[] {
  return doc.children.slice(from, from + count);
}

function pairedUp({ from, removed, added }: Edit): Edit[] {
  const edits: Edit[] = [];
  let position = from;
  const count = Math.min(removed.length, added.length);
  for (let index = 0; index < count; index++) {
    edits.push({ from: position, removed: [removed[index]!], added: [added[index]!] });
    position += removed[index]!.nodeSize;
  }
  const rest = { from: position, removed: removed.slice(count), added: added.slice(count) };
  return rest.removed.length + rest.added.length > 0 ? [...edits, rest] : edits;
}

function apply(transaction: Transaction, { from, removed, added }: Edit): void {
  const [old, only] = [removed[0], added[0]];
  if (removed.length === 1 && added.length === 1 && old && only && isReworded(old, only)) {
    reword(transaction, { from, removed: [old], added: [only] });
    return;
  }
  const to = from + removed.reduce((size, node) => size + node.nodeSize, 0);
  transaction.replaceWith(from, to, [...added]);
}

function isReworded(old: DocumentNode, fresh: DocumentNode): boolean {
  return old.type.name === 'paragraph' && fresh.type.name === 'paragraph' && isPlain(old) && isPlain(fresh);
}

function isPlain(paragraph: DocumentNode): boolean {
  return paragraph.children.every(child => child.isText);
}

function reword(transaction: Transaction, { from, removed, added }: Edit): void {
  const changes = differences([...(removed[0]?.textContent ?? '')], [...(added[0]?.textContent ?? '')]);
  let position = from + 1 + (removed[0]?.content.size ?? 0);
  for (const { kind, items } of changes.reverse()) {
    const text = items.join('');
    if (kind === 'added') transaction.insertText(text, position);
    else {
      position -= text.length;
      if (kind === 'removed') transaction.delete(position, position + text.length);
    }
  }
  const level = added[0]?.attrs.level;
  if (level !== removed[0]?.attrs.level) transaction.setNodeAttribute(from, 'level', level);
}
