import { Button } from 'antd';
import { useWords } from '../words/i18n.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

/** This text is being written in another tab: here it is shown as it grows, and can be taken over. */
export function ElsewhereBar({ onTakeOver }: { onTakeOver: () => void }) {
  const t = useWords(manuscriptWords);
  return (
    <div className={styles.elsewhere} role="status">
      <span>{t('save.elsewhere')}</span>
      <Button size="small" onClick={onTakeOver}>
        {t('save.take_over')}
      </Button>
    </div>
  );
}
