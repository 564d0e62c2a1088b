import { useBlocker } from '@tanstack/react-router';

/** Asks before a page with unsaved words is left, by a link or by closing the window. */
export function useLeaveWarning(dirty: boolean, question: string): void {
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      dirty && current.pathname !== next.pathname && !globalThis.confirm(question),
    enableBeforeUnload: dirty,
  });
}
