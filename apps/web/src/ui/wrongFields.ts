import { useLayoutEffect, useRef } from 'react';
import { toast } from './toast.ts';

/** The fields that hold something which cannot be taken, with what is said when an act is tried meanwhile. */
const wrong = new Map<HTMLElement, string>();

/**
 * Stops every act while what stands in this field cannot be taken: an act without it, or with what stood there
 * before, would surprise. Forms need not know of it.
 * @param stopped what is said to whoever tries; null while the field is right
 * @returns for the element around the input
 */
export function useWrongField(stopped: string | null) {
  const around = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = around.current;
    if (!field || stopped === null) return;
    wrong.set(field, stopped);
    return () => void wrong.delete(field);
  }, [stopped]);
  return around;
}

/** Whether a field must be mended before anything is done; it is said and the field is gone to. */
export function stoppedByWrongField(): boolean {
  const front = frontDialog();
  const found = [...wrong].find(([field]) => !front || front.contains(field));
  if (!found) return false;
  const [field, stopped] = found;
  toast.problem(stopped);
  field.querySelector('input')?.focus({ preventScroll: true });
  // In the middle, because what stays in sight at the edges of a page would cover it.
  field.scrollIntoView({ block: 'center' });
  return true;
}

/** What stands behind a dialog cannot be mended while it is open, and is no part of what is done in it. */
function frontDialog(): Element | undefined {
  const open = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')];
  return open.findLast(dialog => dialog.closest('[style*="display: none"]') === null);
}
