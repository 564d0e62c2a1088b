import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Hint.module.css';

type HintProps = {
  text: string;
  /** The child cannot be focused by itself, as a greyed button. */
  focusable?: boolean;
  children: ReactNode;
};
type Spot = { left: number; top: number; above: boolean };

const ROOM = 64;

/** A sentence that appears beside its child under the pointer or the focus; Escape puts it away. */
export function Hint({ text, focusable = false, children }: HintProps) {
  const [spot, setSpot] = useState<Spot | null>(null);
  const root = useRef<HTMLSpanElement>(null);
  const id = useId();
  useEffect(() => {
    if (!spot) return;
    const hide = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') setSpot(null);
    };
    document.addEventListener('keydown', hide);
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', hide);
      document.removeEventListener('scroll', hide, { capture: true });
    };
  }, [spot]);
  const show = () => {
    const box = root.current?.getBoundingClientRect();
    if (!box) return;
    const above = box.top > ROOM;
    const middle = box.left + box.width / 2;
    const left = Math.min(Math.max(middle, 170), document.documentElement.clientWidth - 170);
    setSpot({ left, top: above ? box.top - 6 : box.bottom + 6, above });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for what happens to its child
    <span
      ref={root}
      className={styles.root}
      tabIndex={focusable ? 0 : undefined}
      aria-describedby={focusable ? id : undefined}
      onPointerEnter={show}
      onPointerLeave={() => setSpot(null)}
      onFocus={show}
      onBlur={() => setSpot(null)}
    >
      {children}
      {focusable && (
        <span id={id} className="unseen">
          {text}
        </span>
      )}
      {spot &&
        createPortal(
          <span
            role="tooltip"
            className={spot.above ? styles.above : styles.below}
            style={{ left: spot.left, top: spot.top }}
          >
            {text}
          </span>,
          document.body,
        )}
    </span>
  );
}
