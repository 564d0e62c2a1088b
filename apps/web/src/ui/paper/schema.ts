import { type CommandProps, type Editor, Extension, Node } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from '@tiptap/pm/tables';
import StarterKit from '@tiptap/starter-kit';
import { type Level, levelOfLine } from './blocks.ts';
import { PassageMarks } from './marks.ts';
import { TableOnPaper } from './tableView.ts';
import { TracesOnPaper } from './traces.ts';

/** Paragraphs carry a level instead of being headings: numbers and levels are what official layout knows. */
const Paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  marks: '',
  addAttributes() {
    return {
      level: {
        default: 0,
        keepOnSplit: false,
        parseHTML: element => Number(element.dataset.level ?? 0),
        renderHTML: attributes => ({ 'data-level': String(attributes.level) }),
      },
    };
  },
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => recogniseHeading(editor),
      Backspace: ({ editor }) => levelFirst(editor),
    };
  },
});

/** A numbered line becomes a heading when it is finished. Answers false: the line still has to end. */
function recogniseHeading(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const paragraph = $from.parent;
  if (!empty || isInTable(editor.state) || $from.parentOffset < paragraph.content.size) return false;
  const level = levelOfLine(paragraph.textContent);
  if (paragraph.attrs.level === 0 && level > 0) {
    editor.view.dispatch(editor.state.tr.setNodeAttribute($from.before(), 'level', level));
  }
  return false;
}

/** The first Backspace at the start of a heading makes it text, the next one joins it to the line before. */
function levelFirst(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type.name !== 'paragraph') return false;
  if (!$from.parent.attrs.level) return false;
  editor.view.dispatch(editor.state.tr.setNodeAttribute($from.before(), 'level', 0));
  return true;
}

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Math.max(1, Number(element.getAttribute(name)) || 1),
});

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => ({ caption: { default: '' } }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
  addNodeView() {
    return ({ node, view, getPos }) => new TableOnPaper(node, view, getPos);
  },
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => nextCell(editor, 1),
      'Shift-Tab': ({ editor }) => nextCell(editor, -1),
      Backspace: ({ editor }) => emptyTable(editor),
      Delete: ({ editor }) => emptyTable(editor),
    };
  },
});

/** Tab in the last cell adds a row, as in every office program. */
function nextCell(editor: Editor, direction: 1 | -1): boolean {
  const { state, view } = editor;
  if (!isInTable(state)) return false;
  if (goToNextCell(direction)(state, view.dispatch)) return true;
  if (direction === 1 && addRowAfter(state, view.dispatch)) goToNextCell(1)(view.state, view.dispatch);
  return true;
}

/** Deleting all cells deletes the table. */
function emptyTable(editor: Editor): boolean {
  const { selection } = editor.state;
  if (!(selection instanceof CellSelection) || !selection.isRowSelection() || !selection.isColSelection())
    return false;
  return deleteTable(editor.state, editor.view.dispatch);
}

const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

const TableCell = Node.create({
  name: 'tableCell',
  content: 'paragraph+',
  isolating: true,
  addAttributes: () => ({ colspan: span('colspan'), rowspan: span('rowspan'), colwidth: { default: null } }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});

const ROLE_OF: Record<string, string> = { table: 'table', tableRow: 'row', tableCell: 'cell' };
/** Tells the table plugin which nodes are tables, rows and cells. */
const TableRoles = Extension.create({
  name: 'tableRoles',
  extendNodeSchema: extension => {
    const tableRole = ROLE_OF[extension.name];
    return tableRole ? { tableRole } : {};
  },
});

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    paper: {
      setLevel: (level: Level) => ReturnType;
      insertTable: (rows: number, columns: number) => ReturnType;
      changeTable: (change: TableChange) => ReturnType;
    };
  }
}

const TABLE_CHANGES = { addRowAfter, addColumnAfter, deleteRow, deleteColumn, deleteTable };
export type TableChange = keyof typeof TABLE_CHANGES;

function setLevel(level: Level) {
  return ({ state, tr, dispatch }: CommandProps): boolean => {
    if (isInTable(state)) return false;
    const { from, to } = state.selection;
    state.doc.nodesBetween(from, to, (node, position) => {
      if (node.type.name === 'table') return false;
      if (node.type.name === 'paragraph') tr.setNodeAttribute(position, 'level', level);
      return true;
    });
    dispatch?.(tr);
    return true;
  };
}

function insertTable(rows: number, columns: number) {
  return ({ state, tr, dispatch }: CommandProps): boolean => {
    const { table, tableRow, tableCell } = state.schema.nodes;
    if (!table || !tableRow || !tableCell || isInTable(state)) return false;
    const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    const row = (): DocumentNode =>
      tableRow.create(
        null,
        times(columns, () => tableCell.createAndFill()!),
      );
    const after = state.selection.$from.after(1);
    tr.insert(after, table.create(null, times(rows, row)));
    tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView();
    dispatch?.(tr);
    return true;
  };
}

const Commands = Extension.create({
  name: 'paper',
  addCommands() {
    return {
      setLevel,
      insertTable,
      changeTable:
        change =>
        ({ state, dispatch }) =>
          TABLE_CHANGES[change](state, dispatch),
    };
  },
  addKeyboardShortcuts() {
    const levels: Level[] = [0, 1, 2, 3, 4];
    const set =
      (level: Level) =>
      ({ editor }: { editor: Editor }) => {
        editor.commands.setLevel(level);
        // Kept from the browser even where it does nothing: Ctrl+1 would leave the tab.
        return true;
      };
    return Object.fromEntries(
      levels.flatMap(level => [
        [`Mod-${level}`, set(level)],
        [`Mod-Alt-${level}`, set(level)],
      ]),
    );
  },
});

export const PAPER_EXTENSIONS = [
  StarterKit.configure({
    paragraph: false,
    heading: false,
    bold: false,
    italic: false,
    strike: false,
    underline: false,
    code: false,
    codeBlock: false,
    blockquote: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    listKeymap: false,
    link: false,
    horizontalRule: false,
    trailingNode: false,
  }),
  Paragraph,
  Table,
  TableRow,
  TableCell,
  TableRoles,
  Commands,
  PassageMarks,
  TracesOnPaper,
];
