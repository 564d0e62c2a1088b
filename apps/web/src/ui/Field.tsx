import type { ReactNode } from 'react';
import styles from './Field.module.css';

type FieldProps = {
  label: string;
  /** The id of the control inside. */
  id: string;
  hint?: ReactNode;
  /** What is wrong with the value, in words. */
  problem?: string | null;
  required?: boolean;
  /** A mark beside the label. */
  mark?: ReactNode;
  children: ReactNode;
};

/** A labelled control with its hint and its problem. */
export function Field({ label, id, hint, problem, required = false, mark, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
          {required && (
            <span className={styles.required} aria-hidden>
              *
            </span>
          )}
        </label>
        {mark}
      </div>
      {children}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : (
        hint && <p className={styles.hint}>{hint}</p>
      )}
    </div>
  );
}
