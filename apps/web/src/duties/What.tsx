import type { Duty } from '@xinxuan/contract';
import { useLanguage } from '../words/i18n.ts';
import styles from './duties.module.css';

/** What it is about first, then what is to be done with it. */
export function What({ duty }: { duty: Pick<Duty, 'title' | 'subject'> }) {
  const language = useLanguage();
  const todo = duty.title[language];
  if (duty.subject.name === null) return todo;
  return (
    <span>
      {duty.subject.name}
      <span className={styles.todo}>{todo}</span>
    </span>
  );
}
