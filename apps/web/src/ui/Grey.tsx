import styles from './Grey.module.css';

/** Grey lines in the place of text that is on its way. */
export function Grey({ lines }: { lines: number }) {
  return (
    <div aria-hidden className={styles.block}>
      {Array.from({ length: lines }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={n} className={styles.line} />
      ))}
    </div>
  );
}
