import { Button } from 'antd';
import { refusal } from '../api/refusal.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './states.module.css';

/** Reading failed: what happened in words, and a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useWords(commonWords);
  const language = useLanguage();
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{t('error.page')}</p>
      <p className={styles.hint}>{refusal(error, language).text}</p>
      <div className={styles.act}>
        <Button onClick={onRetry}>{t('act.retry')}</Button>
      </div>
    </div>
  );
}
