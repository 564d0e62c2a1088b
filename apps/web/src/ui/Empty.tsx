import type { ReactNode } from 'react';
import styles from './states.module.css';

/** Nothing here, and what to do about it. */
export function Empty({ title, hint, act }: { title: string; hint?: string; act?: ReactNode }) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {act && <div className={styles.act}>{act}</div>}
    </div>
  );
}
