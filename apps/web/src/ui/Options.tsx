import styles from './FilterBar.module.css';
import type { Option } from './filters.ts';

type OptionsProps = { options: readonly Option[]; current?: string; onPick: (value: string) => void };

/** A short list of which one is picked. */
export function Options({ options, current, onPick }: OptionsProps) {
  return (
    <ul className={styles.options}>
      {options.map(option => (
        <li key={option.value}>
          <button
            type="button"
            className={styles.option}
            aria-pressed={option.value === current}
            onClick={() => onPick(option.value)}
          >
            {option.label}
          </button>
        </li>
      ))}
    </ul>
  );
}
