// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { type Level, normalised, type PaperBlock } from './blocks.ts';
import { fromDocument, type PaperNode, toDocument } from './document.ts';
import { PAPER_EXTENSIONS } from './schema.ts';

let editor: Editor;
afterEach(() => editor.destroy());

function open(blocks: readonly PaperBlock[]): Editor {
  editor = new Editor({ extensions: PAPER_EXTENSIONS, content: toDocument(blocks) });
  return editor;
}
const text = () => fromDocument(editor.getJSON() as PaperNode);
const p = (line: string, level: Level = 0): PaperBlock => ({ kind: 'paragraph', level, text: line });
const press = (key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  return editor.view.someProp('handleKeyDown', handle => handle(editor.view, event)) ?? false;
};
const select = (from: number, to = from) =>
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)));

test('the editor takes every text in and gives it back unchanged', () => {
  const line = fc.string({ unit: fc.constantFrom('本', '，', 'a', ' ', '\n'), maxLength: 12 });
  const block = fc.oneof(
    fc.record({
      kind: fc.constant('paragraph' as const),
      level: fc.constantFrom<Level>(0, 1, 2, 3, 4),
      text: line,
    }),
    fc.record({
      kind: fc.constant('table' as const),
      caption: line,
      rows: fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(block, { minLength: 2, maxLength: 5 }), blocks => {
      open(blocks);
      editor.state.doc.check();
      expect(text()).toEqual(normalised(blocks));
      editor.destroy();
    }),
    { numRuns: 60 },
  );
});

test('a level is set for every selected paragraph and taken back by undo', () => {
  open([p('甲'), p('乙'), p('丙')]);
  select(2, 5);
  editor.commands.setLevel(2);
  expect(text()).toEqual([p('甲', 2), p('乙', 2), p('丙')]);
  editor.commands.undo();
  expect(text()).toEqual([p('甲'), p('乙'), p('丙')]);
});

test('a finished numbered line becomes a heading, the next line is text', () => {
  open([p('一、抓紧部署')]);
  select(7);
  press('Enter');
  editor.commands.insertContent('正文');
  expect(text()).toEqual([p('一、抓紧部署', 1), p('正文')]);
});

test('the first Backspace at the start of a heading makes it text', () => {
  open([p('甲'), p('乙', 1)]);
  select(4);
  expect(press('Backspace')).toBe(true);
  expect(text()).toEqual([p('甲'), p('乙')]);
});

test('a table is put in behind the paragraph, grows and goes', () => {
  open([p('甲'), p('乙')]);
  select(2);
  editor.commands.insertTable(2, 2);
  editor.commands.insertContent('单位');
  editor.commands.changeTable('addRowAfter');
  editor.commands.changeTable('addColumnAfter');
  expect(text()).toEqual([
    p('甲'),
    {
      kind: 'table',
      caption: '',
      rows: [
        ['单位', '', ''],
        ['', '', ''],
        ['', '', ''],
      ],
    },
    p('乙'),
  ]);
  expect(editor.commands.setLevel(1)).toBe(false);
  editor.commands.changeTable('deleteTable');
  expect(text()).toEqual([p('甲'), p('乙')]);
});

test('Tab in the last cell adds a row', () => {
  open([{ kind: 'table', rows: [['甲']] }]);
  select(4);
  press('Tab');
  editor.commands.insertContent('乙');
  expect(text()).toEqual([{ kind: 'table', caption: '', rows: [['甲'], ['乙']] }]);
});
