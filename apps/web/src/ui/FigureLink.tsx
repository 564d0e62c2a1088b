import type { Place } from '../paths.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './FigureLink.module.css';
import { Go } from './Go.tsx';
import { Hint } from './Hint.tsx';

type FigureLinkProps = {
  /** Already formatted: `count(12345)`, `points('62.50')`. */
  value: string;
  /** The list behind the figure. */
  to: Place;
  /** What is counted, in a sentence. */
  definition: string;
  unit?: string;
  strong?: boolean;
};

/** A figure that says what it counts and opens the list it was counted from. */
export function FigureLink({ value, to, definition, unit, strong = false }: FigureLinkProps) {
  const t = useWords(commonWords);
  return (
    <Hint text={definition}>
      <Go
        to={to}
        className={strong ? styles.strong : styles.figure}
        aria-label={t('figure.open', { value: `${value}${unit ?? ''}`, definition })}
      >
        {value}
        {unit && <span className={styles.unit}>{unit}</span>}
      </Go>
    </Hint>
  );
}
