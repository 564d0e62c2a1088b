import { Editor } from '@tiptap/core';
import { flatOf, redlineOf, retraced, TITLE_END } from '@xinxuan/contract';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { PaperBlock } from './blocks.ts';
import { fromDocument, type PaperNode, toDocument } from './document.ts';
import { positionsOf } from './positions.ts';
import { PAPER_EXTENSIONS } from './schema.ts';
import { withTaken } from './take.ts';
import { type Traces, withTraces } from './traces.ts';

let editor: Editor;
const open = (body: readonly PaperBlock[]): Editor => {
  editor = new Editor({ extensions: PAPER_EXTENSIONS, content: toDocument(body) });
  return editor;
};
afterEach(() => editor.destroy());

const paragraph = (text: string, level: 0 | 1 = 0): PaperBlock => ({ kind: 'paragraph', level, text });
const table = (...rows: string[][]): PaperBlock => ({ kind: 'table', rows });
const words = fc.string({ unit: fc.constantFrom(...'市容科整治。，2\n'), maxLength: 10 });
const bodies = fc.array(
  fc.oneof(
    fc.tuple(words, fc.constantFrom(0 as const, 1 as const)).map(([text, level]) => paragraph(text, level)),
    fc
      .integer({ min: 1, max: 3 })
      .chain(width =>
        fc.array(fc.array(words, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 2 }),
      )
      .map(rows => table(...rows)),
  ),
  { minLength: 1, maxLength: 5 },
);
const held = () => fromDocument(editor.getJSON() as PaperNode);

test('the document and the flat text say the same, character by character', () => {
  fc.assert(
    fc.property(bodies, body => {
      open(body);
      const { flat, at } = positionsOf(editor.state.doc);
      expect(TITLE_END + flat).toBe(flatOf({ title: '', body: [...held()] }));
      for (let index = 0; index < flat.length; index++) {
        const character = flat[index]!;
        if (!/[\ufdd0-\ufdef\n]/u.test(character))
          expect(editor.state.doc.textBetween(at[index]!, at[index]! + 1)).toBe(character);
      }
      editor.destroy();
    }),
    { numRuns: 60 },
  );
});

test('another’s text is taken in whole, whatever it changed', () => {
  fc.assert(
    fc.property(bodies, bodies, (before, after) => {
      open(before);
      const wanted = fromDocument(toDocument(after));
      const transaction = withTaken(editor.state, after);
      if (transaction) editor.view.dispatch(transaction);
      expect(held()).toEqual(wanted);
      editor.destroy();
    }),
    { numRuns: 150 },
  );
  open([]);
});

test('the cursor stays at its words, and undo takes back only what was typed here', () => {
  open([paragraph('第一段。'), paragraph('第二段。')]);
  editor.commands.setTextSelection(9);
  editor.commands.insertContent('我');
  const other = [paragraph('别人加的。第一段。'), paragraph('第二我段。'), paragraph('别人的第三段。')];
  editor.view.dispatch(withTaken(editor.state, other)!);
  const { from } = editor.state.selection;
  expect(editor.state.doc.textBetween(from - 1, from)).toBe('我');
  editor.commands.undo();
  expect(held()).toEqual([
    paragraph('别人加的。第一段。'),
    paragraph('第二段。'),
    paragraph('别人的第三段。'),
  ]);
});

const traces = (change: Partial<Traces>): Traces => ({
  base: '',
  redline: null,
  writer: null,
  notes: [],
  current: {},
  say: (mark, kind) => `${mark.by.name} ${kind}`,
  title: '题',
  now: () => Date.parse('2026-05-20T08:00:00Z'),
  ...change,
});
const text = (...texts: string[]) =>
  flatOf({ title: '题', body: texts.map(each => ({ kind: 'paragraph', level: 0, text: each })) });

test('what others took out is shown, and what is typed now appears as mine', () => {
  open([paragraph('集中整治。')]);
  const redline = retraced(redlineOf(text('整治占道。')), text('集中整治。'), {
    id: 'per_1',
    name: '郭北辰',
    at: '2026-05-20T07:00:00Z',
  });
  const me = { id: 'per_2', name: '齐思远' };
  editor.view.dispatch(withTraces(editor.state, traces({ base: text('集中整治。'), redline, writer: me })));
  const shown = () =>
    [...editor.view.dom.querySelectorAll('[data-change]')].map(each => [
      each.textContent,
      each.getAttribute('title'),
    ]);
  expect(shown()).toEqual([
    ['集中', '郭北辰 added'],
    ['占道', '郭北辰 removed'],
  ]);
  editor.commands.insertContentAt(1, '五月');
  expect(shown()[0]).toEqual(['五月', '齐思远 added']);
  expect(held()).toEqual([paragraph('五月集中整治。')]);
});

test('a commented passage moves along with what is typed before it', () => {
  open([paragraph('市容科整治占道。')]);
  const base = text('市容科整治占道。');
  const from = base.indexOf('占道');
  const notes = [{ id: 'thr_1', from, to: from + 2, open: true }];
  editor.view.dispatch(withTraces(editor.state, traces({ base, notes })));
  editor.commands.insertContentAt(1, '五月，');
  expect(editor.view.dom.querySelector('[data-thread]')?.textContent).toBe('占道');
});
