import { useLocation } from '@tanstack/react-router';
import { Button } from 'antd';
import { refusal } from '../api/refusal.ts';
import { paths } from '../paths.ts';
import { defineWords, useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Go } from './Go.tsx';
import { listAbove } from './listAbove.ts';
import styles from './states.module.css';

const failureWords = defineWords(
  'failure',
  { to_list: '回到列表', to_manuscripts: '回到稿件列表', to_today: '回到首页' },
  { to_list: 'To the list', to_manuscripts: 'To the manuscripts', to_today: 'To the first page' },
);

/** Asked once more, the answer is the same. */
const SETTLED = new Set(['not_found', 'forbidden', 'invalid']);

/** Reading failed: what happened in words, and a way on; none that cannot help. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useWords(commonWords);
  const language = useLanguage();
  const { code, text } = refusal(error, language);
  const settled = SETTLED.has(code);
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{settled ? text : t('error.page')}</p>
      {!settled && <p className={styles.hint}>{text}</p>}
      {code !== 'forbidden' && (
        <div className={styles.act}>
          {settled ? <BackToList /> : <Button onClick={onRetry}>{t('act.retry')}</Button>}
        </div>
      )}
    </div>
  );
}

function BackToList() {
  const t = useWords(failureWords);
  const list = listAbove(useLocation({ select: ({ pathname }) => pathname }));
  const word = list === '/' ? 'to_today' : list === paths.manuscripts().to ? 'to_manuscripts' : 'to_list';
  return <Go to={{ to: list }}>{t(word)}</Go>;
}
