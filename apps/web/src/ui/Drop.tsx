import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './Drop.module.css';

type Trigger = {
  onClick: () => void;
  'aria-expanded': boolean;
  'aria-haspopup': 'dialog';
  'aria-controls': string | undefined;
};
type DropProps = {
  /** Draws the button; it gets what makes it open the panel. */
  button: (trigger: Trigger) => ReactNode;
  /** What the panel is, for those who hear it. */
  label: string;
  align?: 'start' | 'end';
  /** Open from the start, as when a filter has just been added. */
  opened?: boolean;
  onClosed?: () => void;
  children: (close: () => void) => ReactNode;
};

const MARGIN = 8;

/** A panel that hangs from a button until a click elsewhere or Escape. Much lighter than a positioned overlay. */
export function Drop({ button, label, align = 'start', opened = false, onClosed, children }: DropProps) {
  const [open, setOpen] = useState(opened);
  const id = useId();
  const root = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  const close = () => {
    setOpen(false);
    onClosed?.();
  };
  const latest = useRef(close);
  latest.current = close;

  useLayoutEffect(() => {
    const drawn = panel.current;
    if (!open || !drawn) return;
    const box = drawn.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const over = Math.max(0, box.right - wide + MARGIN);
    const under = Math.max(0, MARGIN - box.left);
    if (over || under) drawn.style.translate = `${under - over}px 0`;
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const onPointer = () => {
      if (!inside.current) latest.current();
      inside.current = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      latest.current();
      root.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);

  return (
    <span
      ref={root}
      className={styles.root}
      // React's events also bubble from what the panel draws elsewhere, as the calendar of a date field.
      onPointerDown={() => {
        inside.current = true;
      }}
    >
      {button({
        onClick: () => (open ? close() : setOpen(true)),
        'aria-expanded': open,
        'aria-haspopup': 'dialog',
        'aria-controls': open ? id : undefined,
      })}
      {open && (
        <div
          ref={panel}
          id={id}
          role="dialog"
          aria-label={label}
          className={`${styles.panel} ${styles[align]}`}
        >
          {children(close)}
        </div>
      )}
    </span>
  );
}
