import { Extension } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  carried,
  isStructure,
  type Redline,
  type RedlineMark,
  redlineOf,
  retraced,
  TABLE,
  TITLE_END,
  textChanges,
  type Writer,
} from '@xinxuan/contract';
import styles from './paper.module.css';
import { type Positions, positionsOf } from './positions.ts';

export type Noted = { id: string; from: number; to: number; open: boolean };

/** What is shown upon the text without being part of it. Stretches and runs count in the flat text with its title. */
export type Traces = {
  /** The text that the server holds, which `redline` and `notes` speak of. */
  base: string;
  redline: Redline | null;
  /** Who writes here, when what they write is traced. */
  writer: Omit<Writer, 'at'> | null;
  notes: readonly Noted[];
  /** The change or the thread that is looked at. */
  current: { change?: number | undefined; thread?: string | undefined };
  /** Says whose change it is, for whoever rests the pointer on it. */
  say: (mark: RedlineMark, kind: 'added' | 'removed') => string;
  title: string;
  now: () => number;
};

type Shown = { traces: Traces | null; set: DecorationSet };
const KEY = new PluginKey<Shown>('traces');

/** Draws changes and commented passages; the document itself stays clean text, so nothing disturbs an input method. */
export const TracesOnPaper = Extension.create({
  name: 'traces',
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key: KEY,
      state: {
        init: () => ({ traces: null, set: DecorationSet.empty }),
        apply: (transaction, before) => {
          const given = transaction.getMeta(KEY) as { traces: Traces | null } | undefined;
          if (!given && !transaction.docChanged) return before;
          const traces = given ? given.traces : before.traces;
          return { traces, set: traces ? drawn(transaction.doc, traces) : DecorationSet.empty };
        },
      },
      props: { decorations: state => KEY.getState(state)?.set },
    }),
  ],
});

export function withTraces(state: EditorState, traces: Traces | null): Transaction {
  return state.tr.setMeta(KEY, { traces }).setMeta('addToHistory', false);
}

function drawn(doc: DocumentNode, traces: Traces): DecorationSet {
  const body = positionsOf(doc);
  const head = traces.title + TITLE_END;
  const sheet: Sheet = { body, skip: head.length, traces, decorations: [], numbers: new Map() };
  const flat = head + body.flat;
  if (traces.redline ?? traces.writer) drawChanges(sheet, currentRedline(traces, flat));
  drawNotes(sheet, flat);
  return DecorationSet.create(doc, sheet.decorations);
}

type Sheet = {
  body: Positions;
  /** Length of the title in the flat text. */
  skip: number;
  traces: Traces;
  decorations: Decoration[];
  numbers: Map<number, number>;
};

/** The trace as the server has it, gone on with by what was typed since. */
export function currentRedline(traces: Traces, flat: string): Redline {
  const redline = traces.redline ?? redlineOf(traces.base);
  if (!traces.writer) return redline;
  return retraced(redline, flat, { ...traces.writer, at: new Date(traces.now()).toISOString() });
}

function drawChanges(sheet: Sheet, redline: Redline): void {
  const marks = new Map(redline.marks.map(mark => [mark.n, mark]));
  const people = [...new Set(redline.marks.map(mark => mark.by.id))];
  let index = -sheet.skip;
  for (const { text, ins, del } of redline.runs) {
    const mark = marks.get(del ?? ins ?? -1);
    if (mark) {
      const look = { mark, hue: people.indexOf(mark.by.id) % HUES };
      if (del !== undefined) drawRemoved(sheet, { ...look, index, text });
      else drawAdded(sheet, { ...look, index, text });
    }
    if (del === undefined) index += text.length;
  }
}

const HUES = 6;
type Change = { mark: RedlineMark; hue: number; index: number; text: string };

/** Each change bears its number where it begins, the same as in the list beside the text. */
function numbered(sheet: Sheet, n: number): string | null {
  if (sheet.numbers.has(n)) return null;
  sheet.numbers.set(n, sheet.numbers.size + 1);
  return String(sheet.numbers.get(n));
}

function attributes(sheet: Sheet, { mark, hue }: Change, kind: 'added' | 'removed') {
  const current = sheet.traces.current.change === mark.n;
  return {
    class: [
      styles[kind === 'added' ? 'traceAdded' : 'traceRemoved'],
      current ? styles.traceCurrent : '',
    ].join(' '),
    'data-hue': String(hue),
    'data-change': String(mark.n),
    title: sheet.traces.say(mark, kind),
  };
}

function drawAdded(sheet: Sheet, change: Change): void {
  const number = numbered(sheet, change.mark.n);
  const from = Math.max(0, change.index);
  const to = change.index + change.text.length;
  if (to <= 0) return;
  const { at } = sheet.body;
  const look = attributes(sheet, change, 'added');
  if (number)
    sheet.decorations.push(Decoration.widget(at[from]!, () => numberTag(number, look), { side: -1 }));
  sheet.decorations.push(Decoration.inline(at[from]!, at[to] ?? at.at(-1)!, look));
}

function drawRemoved(sheet: Sheet, change: Change): void {
  const number = numbered(sheet, change.mark.n);
  if (change.index < 0) return;
  const { flat, at } = sheet.body;
  const beforeTable = change.index >= flat.length || flat[change.index] === TABLE;
  // Between rows nothing can be shown: what went there is told at the end of the cell before.
  const place = beforeTable ? change.index : placeInWords(flat, change.index);
  const look = attributes(sheet, change, 'removed');
  const words = readable(change.text);
  sheet.decorations.push(
    Decoration.widget(
      at[place]!,
      () => {
        const shown = document.createElement(beforeTable ? 'p' : 'span');
        if (number) shown.append(numberTag(number, look));
        const gone = document.createElement('del');
        for (const [name, value] of Object.entries(look)) gone.setAttribute(name, value);
        gone.textContent = words;
        shown.append(gone);
        shown.contentEditable = 'false';
        return shown;
      },
      {
        side: -1,
        key: `${number} ${change.mark.n} ${change.index} ${words} ${look.class}`,
        ignoreSelection: true,
      },
    ),
  );
}

function placeInWords(flat: string, index: number): number {
  let place = index;
  while (place > 0 && /[\ufdd3\ufdd4]/u.test(flat[place] ?? '')) place--;
  return place;
}

function readable(text: string): string {
  const words = [...text].map(character =>
    isStructure(character) ? (/[\ufde0-\ufde4]/u.test(character) ? '↵' : ' ') : character,
  );
  return words.join('').replace(/ +/g, ' ');
}

function numberTag(number: string, look: { 'data-hue': string }): HTMLElement {
  const tag = document.createElement('sup');
  tag.className = styles.traceNumber ?? '';
  tag.dataset.hue = look['data-hue'];
  tag.textContent = number;
  tag.contentEditable = 'false';
  return tag;
}

function drawNotes({ body, skip, traces, decorations }: Sheet, flat: string): void {
  if (traces.notes.length === 0) return;
  const changes = textChanges(traces.base, flat, 'characters');
  for (const note of traces.notes) {
    const { from, to } = carried(changes, note);
    if (to <= skip || from >= to) continue;
    const start = body.at[Math.max(0, from - skip)]!;
    const end = body.at[to - skip] ?? body.at.at(-1)!;
    const current = traces.current.thread === note.id ? styles.noteCurrent : '';
    decorations.push(
      Decoration.inline(start, end, {
        class: `${note.open ? styles.note : styles.noteClosed} ${current}`,
        'data-thread': note.id,
      }),
    );
  }
}
