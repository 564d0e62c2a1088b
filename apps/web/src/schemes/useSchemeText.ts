import { useQueryClient } from '@tanstack/react-query';
import type { SchemeEdit } from '@xinxuan/contract';
import { useCallback, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import { toast } from '../ui/toast.ts';
import { language } from '../words/i18n.ts';

/** Typing within this time is one step of undo. */
const TOGETHER_MS = 900;
const KEPT = 200;

type Past = { texts: string[]; at: number; typedAt: number };

export type SchemeText = {
  yaml: string;
  /** The last change was typed into the text, so that the next may follow at once. */
  typing: boolean;
  /** A change typed into the text. */
  type: (text: string) => void;
  /** Changes made in the form, written into the text by the server; one step of undo. */
  edit: (edits: readonly SchemeEdit[]) => Promise<void>;
  /** The text with every change that has been made, once the server has written it. */
  latest: () => Promise<string>;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
};

/** The text with one history for both sides: what was done last, in the form or in the text, is undone first. */
export function useSchemeText(start: string): SchemeText {
  const [past, setPast] = useState<Past>({ texts: [start], at: 0, typedAt: 0 });
  const now = useRef(past);
  const queries = useQueryClient();
  const queue = useRef<Promise<void>>(Promise.resolve());
  const put = useCallback((next: Past) => {
    now.current = next;
    setPast(next);
  }, []);

  const push = useCallback(
    (text: string, typing: boolean) => {
      const { texts, at, typedAt } = now.current;
      if (texts[at] === text) return;
      const moment = performance.now();
      const joins = typing && moment - typedAt < TOGETHER_MS && at > 0;
      const kept = texts.slice(0, joins ? at : at + 1).slice(-KEPT);
      put({ texts: [...kept, text], at: kept.length, typedAt: typing ? moment : 0 });
    },
    [put],
  );
  const edit = useCallback(
    (edits: readonly SchemeEdit[]) => {
      if (edits.length === 0) return Promise.resolve();
      // One after the other: each is made in the text that the one before has left.
      queue.current = queue.current.then(async () => {
        const before = shown(now.current);
        try {
          const { yaml, ...checked } = await api.schemes.edit.call({ yaml: before, edits: [...edits] });
          queries.setQueryData(api.schemes.check.queryKey({ input: { yaml } }), checked);
          if (shown(now.current) === before) push(yaml, false);
          else toast.problem(refusedWhileTyping());
        } catch (error) {
          toast.problem(refusal(error, language()).text);
        }
      });
      return queue.current;
    },
    [push, queries],
  );
  const step = (by: number) => {
    const { texts, at } = now.current;
    if (texts[at + by] !== undefined) put({ texts, at: at + by, typedAt: 0 });
  };
  return {
    yaml: shown(past),
    typing: past.typedAt > 0,
    type: text => push(text, true),
    edit,
    latest: () => queue.current.then(() => shown(now.current)),
    undo: () => step(-1),
    redo: () => step(1),
    canUndo: past.at > 0,
    canRedo: past.at < past.texts.length - 1,
  };
}

function shown({ texts, at }: Past): string {
  return texts[at] ?? '';
}

function refusedWhileTyping(): string {
  return language() === 'zh'
    ? '文本在此期间又有改动，表单里的这一处没有写入，请再改一次。'
    : 'The text changed meanwhile, so this change of the form was not written. Please make it again.';
}
