import type { ReactNode } from 'react';
import styles from './Mark.module.css';

/** `bad` is for what is late, refused or returned, and nothing else. */
export type Tone = 'plain' | 'active' | 'good' | 'care' | 'bad';

/** A state in a word with its icon: colour never stands alone. */
export function Mark({
  tone,
  icon,
  children,
  title,
}: {
  tone: Tone;
  icon: ReactNode;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span className={`${styles.mark} ${styles[tone]}`} title={title}>
      <span aria-hidden>{icon}</span>
      {children}
    </span>
  );
}
