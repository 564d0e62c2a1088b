import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { EditorContent, useEditor } from '@tiptap/react';
import { type CircularBlock, countBody } from '@xinxuan/contract';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useWords } from '../../words/i18n.ts';
import { type PaperBlock, sameBlocks } from './blocks.ts';
import { fromDocument, type PaperNode, toDocument } from './document.ts';
import { EditorTools } from './EditorTools.tsx';
import {
  type Passage,
  type PassageMark,
  type PassageRepair,
  withMarks,
  withRepairs,
  withSelected,
} from './marks.ts';
import styles from './paper.module.css';
import { pasteInto, pasteWords, tellLeftOut } from './pasteInto.ts';
import { flatIndexOf, positionsOf } from './positions.ts';
import { PAPER_EXTENSIONS } from './schema.ts';
import { CAPTION_LABEL } from './tableView.ts';
import { withTaken } from './take.ts';
import { type Traces, withTraces } from './traces.ts';
import { paperWords } from './words.ts';

export type PaperText = { title: string; body: CircularBlock[] };

export type PaperHandle = {
  /** Selects a passage; false when the text has moved on. */
  select: (passage: Passage) => boolean;
  /** Puts repairs in as one step; false when none of the passages stands any more. */
  repair: (repairs: readonly PassageRepair[]) => boolean;
  setTitle: (title: string) => void;
  /** Takes in what somebody else has written, around the cursor. */
  take: (text: { title: string; body: readonly PaperBlock[] }) => void;
  /** The chosen words, counted in the flat text of the body; null when nothing is chosen. */
  chosen: () => { from: number; quote: string } | null;
  /** Shows the first place of a change or of a commented passage. */
  reveal: (what: { change: number } | { thread: string }) => void;
};

type PaperEditorProps = {
  /**
   * Which text is edited. `title` and `body` are taken in when it changes, and only then: what is typed lives here and
   * is told by `onChange`, so that no answer of a slow save ever overwrites newer words.
   */
  textKey: string;
  title: string;
  body: readonly PaperBlock[];
  onChange: (text: PaperText) => void;
  /** Longest title taken in, in characters. */
  titleLimit?: number;
  /** Circulars name their tables; manuscripts do not. */
  captions?: boolean;
  readOnly?: boolean;
  /** Passages to underline: what a check has found in the text as it was told last. */
  marks?: readonly PassageMark[];
  /** Changes and comments drawn upon the text. */
  traces?: Traces | null;
  /** Receives what can be done to passages from outside. */
  handle?: Ref<PaperHandle>;
  /** Sentences about the fields, e.g. of a refused save. */
  problems?: { title?: string; body?: string };
};

export function PaperEditor(props: PaperEditorProps) {
  const { textKey, title, body, onChange, captions = false, readOnly = false, problems = {} } = props;
  const t = useWords(paperWords);
  const pasting = useWords(pasteWords);
  const [heading, setHeading] = useState(title);
  const [words, setWords] = useState(() => countBody(body));
  const [empty, setEmpty] = useState(body.length === 0);
  const text = useRef<PaperText>({ title, body: [...body] as CircularBlock[] });
  const tell = useRef(onChange);
  tell.current = onChange;

  const change = (part: Partial<PaperText>) => {
    text.current = { ...text.current, ...part };
    tell.current(text.current);
  };
  const editor = useEditor({
    extensions: PAPER_EXTENSIONS,
    content: toDocument(body),
    editable: !readOnly,
    editorProps: {
      attributes: {
        'aria-label': t('body'),
        'aria-multiline': 'true',
        role: 'textbox',
        lang: 'zh-CN',
        ...(captions ? { [CAPTION_LABEL]: t('caption') } : {}),
      },
      handlePaste: (view, event) => pasteInto(view, event, left => tellLeftOut(left, pasting)),
    },
    onUpdate: ({ editor: source }) => {
      const blocks = fromDocument(source.getJSON() as PaperNode);
      setWords(countBody(blocks));
      setEmpty(blocks.length === 0);
      if (!sameBlocks(blocks, text.current.body)) change({ body: blocks });
    },
  });

  useNewText(textKey, editor, () => {
    text.current = { title, body: [...body] as CircularBlock[] };
    setHeading(title);
    setWords(countBody(body));
    setEmpty(body.length === 0);
    editor?.commands.setContent(toDocument(body), { emitUpdate: false });
  });
  useEffect(() => editor?.setEditable(!readOnly, false), [editor, readOnly]);
  useEffect(() => {
    if (editor && props.marks) editor.view.dispatch(withMarks(editor.state, props.marks));
  }, [editor, props.marks]);
  const retitle = (line: string) => {
    setHeading(line);
    change({ title: line });
  };
  const take: PaperHandle['take'] = taken => {
    if (!editor) return;
    setHeading(taken.title);
    text.current = { ...text.current, title: taken.title };
    const transaction = withTaken(editor.state, taken.body);
    if (transaction) editor.view.dispatch(transaction);
  };
  useImperativeHandle(props.handle, () => handleOf(editor, { setTitle: retitle, take }));
  useTraces(editor, props.traces, heading);

  return (
    <div className={styles.frame}>
      {!readOnly && editor && <EditorTools editor={editor} words={words} />}
      <div className={styles.sheet}>
        <textarea
          className={styles.titleField}
          rows={1}
          value={heading}
          readOnly={readOnly}
          maxLength={props.titleLimit ?? 200}
          placeholder={t('title_placeholder')}
          aria-label={t('title')}
          aria-invalid={problems.title ? true : undefined}
          aria-errormessage={problems.title ? `${textKey}-title` : undefined}
          onChange={event => {
            retitle(event.target.value.replace(/[\r\n]+/g, ''));
          }}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            editor?.commands.focus('start');
          }}
        />
        <Problem id={`${textKey}-title`} text={problems.title} />
        <div className={styles.body}>
          {empty && !readOnly && <p className={styles.placeholder}>{t('body_placeholder')}</p>}
          <EditorContent editor={editor} />
        </div>
        <Problem id={`${textKey}-body`} text={problems.body} />
      </div>
    </div>
  );
}

/** Drawn anew when they or the title change; typing draws them by itself. */
function useTraces(editor: Editor | null, traces: Traces | null | undefined, title: string): void {
  useEffect(() => {
    if (editor && traces !== undefined)
      editor.view.dispatch(withTraces(editor.state, traces && { ...traces, title }));
  }, [editor, traces, title]);
}

type Outside = Pick<PaperHandle, 'setTitle' | 'take'>;

function handleOf(editor: Editor | null, outside: Outside): PaperHandle {
  const done = (transaction: Transaction | null | undefined): boolean => {
    if (!editor || !transaction) return false;
    editor.view.dispatch(transaction);
    editor.view.focus();
    return true;
  };
  return {
    select: passage => done(editor && withSelected(editor.state, passage)),
    repair: repairs => done(editor && withRepairs(editor.state, repairs)),
    ...outside,
    chosen: () => editor && chosenIn(editor),
    reveal: what => {
      const name = 'change' in what ? `[data-change="${what.change}"]` : `[data-thread="${what.thread}"]`;
      editor?.view.dom.querySelector(name)?.scrollIntoView({ block: 'center' });
    },
  };
}

function chosenIn({ state }: Editor): { from: number; quote: string } | null {
  const positions = positionsOf(state.doc);
  const from = flatIndexOf(positions, state.selection.from);
  const to = flatIndexOf(positions, state.selection.to);
  return from < to ? { from, quote: positions.flat.slice(from, to) } : null;
}

function Problem({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p id={id} className={styles.problem} role="alert">
      {text}
    </p>
  );
}

function useNewText(textKey: string, editor: Editor | null, take: () => void): void {
  const taken = useRef(textKey);
  useEffect(() => {
    if (!editor || taken.current === textKey) return;
    taken.current = textKey;
    take();
  });
}
