import { type FormEvent, type KeyboardEvent, useRef } from 'react';

/**
 * Hands on what was typed into a picker when the field is left or Enter is pressed. It is read while it is typed: by the
 * time the field is left, the picker may have put back what stood there before.
 */
export function useTyped(take: (text: string) => void) {
  const text = useRef<string | null>(null);
  const done = (): void => {
    const typed = text.current;
    text.current = null;
    if (typed !== null) take(typed.trim());
  };
  return {
    /** For what stands around the picker. */
    typing: (event: FormEvent) => {
      if (event.target instanceof HTMLInputElement) text.current = event.target.value;
    },
    /** Something was picked instead. */
    drop: () => {
      text.current = null;
    },
    onBlur: done,
    onKeyDown: ({ key }: KeyboardEvent) => (key === 'Enter' || key === 'Tab') && done(),
  };
}
