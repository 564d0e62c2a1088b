import { useSyncExternalStore } from 'react';

export type Toast = {
  id: number;
  kind: 'done' | 'problem';
  text: string;
  /** Seconds during which the act can be taken back; 0 when it cannot. */
  undoFor: number;
  undo: (() => void) | null;
};

/** How long an act can be taken back. */
export const UNDO_SECONDS = 10;

const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let next = 1;

function show(toast: Omit<Toast, 'id'>): number {
  const id = next++;
  toasts = [...toasts.slice(-2), { ...toast, id }];
  for (const listener of listeners) listener();
  return id;
}

/** Says what happened, to what, and what next. */
export const toast = {
  done: (text: string) => show({ kind: 'done', text, undoFor: 0, undo: null }),
  undoable: (text: string, undo: () => void) => show({ kind: 'done', text, undoFor: UNDO_SECONDS, undo }),
  problem: (text: string) => show({ kind: 'problem', text, undoFor: 0, undo: null }),
  dismiss: (id: number) => {
    toasts = toasts.filter(t => t.id !== id);
    for (const listener of listeners) listener();
  },
};

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
