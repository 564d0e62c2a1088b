import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DeclineReason, Manuscript, ManuscriptRow } from '@xinxuan/contract';
import { useState } from 'react';
import { client } from '../api/api.ts';
import { refusal } from '../api/refusal.ts';
import { toast } from '../ui/toast.ts';
import { language, useWords } from '../words/i18n.ts';
import { reviewWords } from './words.ts';

export type Decision =
  | { kind: 'accept' }
  | { kind: 'return'; reason: string }
  | { kind: 'decline'; reason: DeclineReason; note: string };
type Target = Pick<ManuscriptRow, 'id' | 'title' | 'version'>;

function send({ id, version }: Target, decision: Decision): Promise<Manuscript> {
  switch (decision.kind) {
    case 'accept':
      return client.reviews.desk.accept({ id, version });
    case 'return':
      return client.reviews.desk.return({ id, version, reason: decision.reason });
    case 'decline':
      return client.reviews.desk.decline({ id, version, reason: decision.reason, note: decision.note });
  }
}
const SAID = { accept: 'accepted', return: 'returned', decline: 'declined' } as const;

/**
 * Decides at once and lets the server follow: the item leaves the list with the key stroke, comes back when the
 * server refuses, and can be called back for ten seconds.
 */
export function useTriage(onBack: (id: string) => void) {
  const t = useWords(reviewWords);
  const queries = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const hide = (id: string, hidden: boolean) =>
    setGone(before => {
      const after = new Set(before);
      if (hidden) after.add(id);
      else after.delete(id);
      return after;
    });
  const comeBack = (id: string) => {
    hide(id, false);
    onBack(id);
  };
  const problem = (error: unknown) => toast.problem(refusal(error, language()).text);

  const undo = useMutation({
    mutationFn: (made: Manuscript) => client.reviews.desk.undo({ id: made.id, version: made.version }),
    onSuccess: async back => {
      await queries.invalidateQueries();
      comeBack(back.id);
      toast.done(t('undone', { title: back.title }));
    },
    onError: problem,
  });
  const decide = useMutation({
    mutationFn: ({ on, decision }: { on: Target; decision: Decision }) => send(on, decision),
    onMutate: ({ on }) => hide(on.id, true),
    onSuccess: (made, { on, decision }) => {
      toast.undoable(t(SAID[decision.kind], { title: on.title }), () => undo.mutate(made));
      void queries.invalidateQueries();
    },
    onError: (error, { on }) => {
      comeBack(on.id);
      problem(error);
      void queries.invalidateQueries();
    },
  });
  return { gone, decide: (on: Target, decision: Decision) => decide.mutate({ on, decision }) };
}
