import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import published from '../../../../docs/scheme.schema.json';
import { useNarrow } from '../ui/useNarrow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import type { Doc } from './document.ts';
import { formWords } from './formWords.ts';
import styles from './schemes.module.css';
import { completes, explains, type Known } from './text/help.ts';
import { keyWords } from './text/keyWords.ts';
import { SchemeShape, type Shape } from './text/shape.ts';
import { vocabularyOf } from './vocabulary.ts';
import { schemeWords } from './words.ts';

export type SchemeTextHandle = { goTo: (line: number) => void };
export type LineProblem = { line: number; severity: 'error' | 'warning'; said: string };

type SchemeTextProps = {
  value: string;
  onChange: (text: string) => void;
  readOnly: boolean;
  problems: readonly LineProblem[];
  /** As the text stood when it could last be read. */
  document: Doc | null;
  ref: Ref<SchemeTextHandle>;
};

const SHAPE = new SchemeShape(published as Shape);
const fromOutside = Annotation.define<boolean>();

/**
 * The scheme as text: keys and words are offered while writing, what the cursor stands on is explained below, lines with
 * problems are marked. It has no history of its own; undo belongs to form and text together.
 */
export default function SchemeText({ value, onChange, readOnly, problems, document, ref }: SchemeTextProps) {
  const t = useWords(schemeWords);
  const say = useWords(formWords);
  const k = useWords(keyWords);
  const language = useLanguage();
  const narrow = useNarrow();
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [parts] = useState(() => new Compartment());
  const [cursor, setCursor] = useState(0);
  const words = useMemo(() => vocabularyOf(document ?? {}, language), [document, language]);
  const known: Known = { shape: SHAPE, document, words, t: say, k };
  const now = useRef({ known, onChange });
  now.current = { known, onChange };
  const name = t('text');
  const phrases = PHRASES[language];

  const changing = useMemo<Extension>(
    () => [
      EditorState.readOnly.of(readOnly),
      EditorState.phrases.of(phrases),
      EditorView.contentAttributes.of({
        'aria-label': name,
        'aria-describedby': 'scheme-text-hint',
        'aria-readonly': String(readOnly),
        // A text that cannot be written is still scrolled by the keyboard.
        tabindex: '0',
        spellcheck: 'false',
        autocapitalize: 'off',
      }),
      keymap.of(readOnly ? [] : [indentWithTab]),
      narrow ? EditorView.lineWrapping : [],
    ],
    [readOnly, phrases, name, narrow],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is put in below
  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          ...fixed(() => now.current.known),
          parts.of(changing),
          EditorView.updateListener.of(update => {
            setCursor(update.state.selection.main.head);
            if (update.docChanged && !update.transactions.some(each => each.annotation(fromOutside)))
              now.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => view.current?.dispatch({ effects: parts.reconfigure(changing) }), [parts, changing]);
  useEffect(() => {
    if (view.current) putText(view.current, value);
  }, [value]);
  useEffect(() => {
    if (view.current) mark(view.current, problems);
  }, [problems]);
  useImperativeHandle(ref, () => ({ goTo: line => view.current && goTo(view.current, line) }));

  const line = value.slice(0, cursor).split('\n').length;
  const wrong = problems.find(problem => problem.line === line)?.said;
  return (
    <div className={styles.text}>
      <div ref={box} className={styles.editor} />
      <p className={wrong ? styles.badHelp : styles.help} aria-live="polite">
        {wrong ?? explains(value, cursor, known)?.said ?? t('text_help')}
      </p>
      <p id="scheme-text-hint" className={styles.hint}>
        {t(readOnly ? 'text_hint_read' : 'text_hint')}
      </p>
    </div>
  );
}

const STYLE = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], fontWeight: '600' },
  { tag: tags.comment, color: 'var(--ant-color-text-secondary)', fontStyle: 'italic' },
  { tag: [tags.labelName, tags.typeName], color: 'var(--ant-color-text-secondary)' },
]);

function fixed(known: () => Known): Extension[] {
  return [
    lineNumbers(),
    highlightActiveLine(),
    drawSelection(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    yaml(),
    syntaxHighlighting(STYLE),
    lintGutter(),
    autocompletion({ override: [completes(known)], icons: false, maxRenderedOptions: 60 }),
    hoverTooltip((view, position) => {
      const found = explains(view.state.doc.toString(), position, known());
      if (!found) return null;
      return {
        pos: found.from,
        end: found.to,
        above: true,
        create: () => {
          const dom = globalThis.document.createElement('div');
          dom.className = styles.tip ?? '';
          dom.textContent = found.said;
          return { dom };
        },
      };
    }),
    keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap]),
  ];
}

/** Writes only what differs, so that the cursor stays where it is. */
function putText(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  if (before === text) return;
  let from = 0;
  while (from < Math.min(before.length, text.length) && before[from] === text[from]) from++;
  let same = 0;
  const most = Math.min(before.length, text.length) - from;
  while (same < most && before[before.length - 1 - same] === text[text.length - 1 - same]) same++;
  view.dispatch({
    changes: { from, to: before.length - same, insert: text.slice(from, text.length - same) },
    annotations: fromOutside.of(true),
  });
}

function mark(view: EditorView, problems: readonly LineProblem[]): void {
  const { doc } = view.state;
  const found = problems
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .map(({ line, severity, said }): Diagnostic => {
      const { from, to, text } = doc.line(line);
      return { from: from + text.length - text.trimStart().length, to, severity, message: said };
    });
  view.dispatch(setDiagnostics(view.state, found));
}

function goTo(view: EditorView, number: number): void {
  const line = view.state.doc.line(Math.max(1, Math.min(number, view.state.doc.lines)));
  view.focus();
  view.dispatch({
    selection: { anchor: line.from, head: line.to },
    effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
  });
}

/** What the editor itself says. */
const PHRASES: Record<'zh' | 'en', Record<string, string>> = {
  zh: {
    Completions: '可以填写的内容',
    Diagnostics: '问题',
    'No diagnostics': '没有问题',
    close: '关闭',
    current: '当前',
    'Control character': '控制字符',
    'Selection deleted': '已删除所选内容',
  },
  en: {},
};
