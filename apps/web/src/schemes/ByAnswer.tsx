import { Button } from 'antd';
import { type ReactNode, useId } from 'react';
import { useWords } from '../words/i18n.ts';
import { type Entries, type Json, type Path, set, textOf } from './document.ts';
import { useEditing } from './editing.ts';
import styles from './form.module.css';
import { partWords } from './part-words.ts';

type ByAnswerProps = {
  label: string;
  value: Entries;
  path: Path;
  /** One answer's part, changed as if it stood alone. */
  children: (value: unknown, path: Path, name: string) => ReactNode;
};

/** A part that a switch decides: each answer with what it gives, the one in use marked. */
export function ByAnswer({ label, value, path, children }: ByAnswerProps) {
  const p = useWords(partWords);
  const { words, edit, readOnly } = useEditing();
  const id = useId();
  const chosen = words.switches.find(each => each.value === textOf(value['choose']));
  const answers =
    chosen?.options ??
    Object.keys(value)
      .filter(key => key !== 'choose')
      .map(key => ({ value: key, label: key }));
  return (
    <fieldset className={styles.byAnswer} aria-labelledby={id}>
      <div className={styles.rule}>
        <span id={id}>
          {label}{' '}
          <span className={styles.quiet}>
            {p('by_switch', { question: chosen?.label ?? textOf(value['choose']) })}
          </span>
        </span>
        {!readOnly && chosen && (
          <Button
            type="link"
            size="small"
            onClick={() => edit([set(path, (value[chosen.chosen] ?? null) as Json)])}
          >
            {p('no_switch')}
          </Button>
        )}
      </div>
      {answers.map(answer => {
        const name = p('answer', { answer: answer.label });
        return (
          <div
            key={answer.value}
            className={answer.value === chosen?.chosen ? styles.answerNow : styles.answer}
          >
            {children(value[answer.value], [...path, answer.value], name)}
          </div>
        );
      })}
    </fieldset>
  );
}
