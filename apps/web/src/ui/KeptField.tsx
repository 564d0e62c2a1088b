import { type FormEvent, type ReactNode, useId } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './DayPick.module.css';
import { dayWords } from './dayWords.ts';
import { KeptTexts } from './KeptInput.tsx';
import { useWrongField } from './wrongFields.ts';

type KeptFieldProps = {
  /** What stands in the input of that id and cannot be taken. */
  textOf: (id: string | undefined) => string | null;
  problem: string | null;
  /** The problem is said elsewhere already. */
  quiet?: boolean;
  onTyping: (event: FormEvent) => void;
  children: ReactNode;
};

/** Stands around a picker: keeps and names what was typed and cannot be taken, and stops every act until it is mended. */
export function KeptField({ textOf, problem, quiet = false, onTyping, children }: KeptFieldProps) {
  const t = useWords(dayWords);
  const around = useWrongField(problem && t('stopped', { problem }));
  const saidIn = useId();
  const kept = (id: string | undefined) => {
    const text = textOf(id);
    return text === null ? null : { text, saidIn: quiet ? undefined : saidIn };
  };
  return (
    <div ref={around} onChange={onTyping}>
      <KeptTexts value={kept}>{children}</KeptTexts>
      {problem && !quiet && (
        <p id={saidIn} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
