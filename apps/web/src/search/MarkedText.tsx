import type { Marked } from '@xinxuan/contract';
import styles from './search.module.css';

/** A text with what was looked for marked in it. */
export function MarkedText({ marked }: { marked: Marked }) {
  let at = 0;
  return (
    <>
      {marked.map(({ text, hit }) => {
        const key = at;
        at += text.length;
        return hit ? (
          <mark key={key} className={styles.hit}>
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </>
  );
}
