import { useEffect, useRef } from 'react';
import { type Place, paths } from '../paths.ts';
import { useGo } from './Go.tsx';

/** Keys mean letters while somebody writes, and belong to a dialog while one is open. */
function writing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"]')) return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** One key without Ctrl, Alt or Meta, while nobody writes. */
export function useKey(key: string, act: () => void, enabled = true): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (writing(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [key, enabled]);
}

const GO_TO: Record<string, Place> = {
  t: paths.today(),
  m: paths.manuscripts(),
  d: paths.desk(),
  r: paths.reviews(),
};
const CHORD_MS = 1200;

/** `?` for help, and g followed by a letter to go to a page. */
export function useShortcuts(onHelp: () => void): void {
  const go = useGo();
  const latest = useRef(go);
  latest.current = go;
  useKey('?', onHelp);
  useEffect(() => {
    let armed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || writing(event.target)) return;
      const place = armed ? GO_TO[event.key] : undefined;
      armed = event.key === 'g';
      clearTimeout(timer);
      if (armed) timer = setTimeout(() => (armed = false), CHORD_MS);
      if (!place) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      latest.current(place);
    };
    document.addEventListener('keydown', listener, { capture: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', listener, { capture: true });
    };
  }, []);
}
