import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Refusal, refusal } from '../api/refusal.ts';
import { language } from '../words/i18n.ts';
import { createOnce } from './once.ts';
import { toast } from './toast.ts';
import { stoppedByWrongField } from './wrongFields.ts';

type After<I, O> = {
  /** What is said afterwards; with `undo` the person can take it back for ten seconds. */
  done?: (out: O, input: I) => string | { text: string; undo: () => void } | null;
  onDone?: (out: O, input: I) => void;
  /** True when the page shows the refusal itself; otherwise it is said in a toast. */
  onRefused?: (refused: Refusal, input: I) => boolean;
  /** False where nothing on the page depends on the act, or its session has just ended. */
  refresh?: boolean;
  /** True for what has nothing to do with the fields of the page: it goes even while one of them is wrong. */
  free?: boolean;
};

export type Act<I, O> = {
  /**
   * Starts the act, not again while it is under way and not while a field is wrong; a refusal is shown, not thrown.
   */
  go: (input: I) => void;
  /** The same, answering when it is over: the result, or null when it was refused. */
  run: (input: I) => Promise<O | null>;
  busy: boolean;
  refused: Refusal | null;
};

/**
 * One act of a person on the server: `useAct(api.reviews.approve.call, { done: … })`. Afterwards everything
 * on the page is read anew, because an act often changes more than the thing it names.
 */
export function useAct<I, O>(call: (input: I) => Promise<O>, after: After<I, O> = {}): Act<I, O> {
  const queries = useQueryClient();
  const [once] = useState(createOnce<I>);
  const mutation = useMutation({
    mutationFn: (input: I) => call(input),
    onSuccess: (out, input) => {
      after.onDone?.(out, input);
      const said = after.done?.(out, input);
      if (typeof said === 'string') toast.done(said);
      else if (said) toast.undoable(said.text, said.undo);
      if (after.refresh !== false) void queries.invalidateQueries();
    },
    onError: (error, input) => {
      const refused = refusal(error, language());
      if (after.onRefused?.(refused, input)) return;
      toast.problem(refused.text);
      if (refused.code === 'stale' || refused.code === 'wrong_state') void queries.invalidateQueries();
    },
    onSettled: (_out, _error, input) => once.leave(input),
  });
  const stopped = (): boolean => !after.free && stoppedByWrongField();
  return {
    go: input => {
      if (stopped()) return;
      if (once.enter(input)) mutation.mutate(input);
    },
    run: async input => (stopped() ? null : mutation.mutateAsync(input).catch(() => null)),
    busy: mutation.isPending,
    refused: mutation.error ? refusal(mutation.error, language()) : null,
  };
}
