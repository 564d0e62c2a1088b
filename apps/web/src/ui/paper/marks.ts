import { Extension } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import styles from './paper.module.css';

/** A passage of one block (paragraph), in characters from its start; tables are not marked. */
export type Passage = { block: number; from: number; to: number; text: string };
export type PassageMark = Passage & { tone: 'bad' | 'care' | 'plain' };
export type PassageRepair = Passage & { repair: string };

const KEY = new PluginKey<DecorationSet>('passageMarks');

/** Underlines passages without touching the text; what is typed moves the marks along until new ones come. */
export const PassageMarks = Extension.create({
  name: 'passageMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: KEY,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, before) =>
          (transaction.getMeta(KEY) as DecorationSet | undefined) ??
          before.map(transaction.mapping, transaction.doc),
      },
      props: { decorations: state => KEY.getState(state) },
    }),
  ],
});

const CLASS_OF = { bad: styles.markBad, care: styles.markCare, plain: styles.markPlain };

/** The transaction that shows these marks in the place of those before. */
export function withMarks(state: EditorState, marks: readonly PassageMark[]): Transaction {
  const decorations = marks.flatMap(mark => {
    const range = rangeOf(state.doc, mark);
    if (!range || range.from === range.to) return [];
    return [Decoration.inline(range.from, range.to, { class: CLASS_OF[mark.tone] ?? '' })];
  });
  return state.tr.setMeta(KEY, DecorationSet.create(state.doc, decorations)).setMeta('addToHistory', false);
}

/** Selects a passage where it still stands as it was when it was found; null when the text has moved on. */
export function withSelected(state: EditorState, passage: Passage): Transaction | null {
  const range = rangeOf(state.doc, passage);
  if (!range) return null;
  return state.tr.setSelection(TextSelection.create(state.doc, range.from, range.to)).scrollIntoView();
}

/** Puts repairs in as one step that can be undone; passages that have changed meanwhile are left alone. */
export function withRepairs(state: EditorState, repairs: readonly PassageRepair[]): Transaction | null {
  const ranges = repairs
    .flatMap(repair => {
      const range = rangeOf(state.doc, repair);
      return range ? [{ ...range, repair: repair.repair }] : [];
    })
    .sort((a, b) => b.from - a.from);
  if (ranges.length === 0) return null;
  const transaction = state.tr;
  for (const { from, to, repair } of ranges) {
    if (repair === '') transaction.delete(from, to);
    else transaction.insertText(repair, from, to);
  }
  return transaction;
}

/** Positions in the document: a line break inside a paragraph counts one, as it does in the block's text. */
function rangeOf(doc: DocumentNode, { block, from, to, text }: Passage): { from: number; to: number } | null {
  if (block >= doc.childCount) return null;
  const node = doc.child(block);
  if (node.type.name !== 'paragraph' || to > node.content.size) return null;
  if (node.textBetween(from, to, '', '\n') !== text) return null;
  let start = 1;
  for (let index = 0; index < block; index++) start += doc.child(index).nodeSize;
  return { from: start + from, to: start + to };
}
