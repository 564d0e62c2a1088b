import CheckOutlined from '@ant-design/icons/CheckOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import LoadingOutlined from '@ant-design/icons/LoadingOutlined';
import { Button } from 'antd';
import { refusal } from '../api/refusal.ts';
import type { SaverState } from '../ui/saver.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './circulars.module.css';
import { circularWords } from './words.ts';

const ICON = {
  saved: <CheckOutlined aria-hidden />,
  unsaved: <EditOutlined aria-hidden />,
  saving: <LoadingOutlined aria-hidden />,
} as const;

/** Where the words are: stored, about to be, or held back and why. */
export function SavingMark({ saving, onRetry }: { saving: SaverState; onRetry: () => void }) {
  const t = useWords(circularWords);
  const language = useLanguage();
  const { status, error } = saving;
  if (status === 'refused' || status === 'conflict')
    return (
      <span className={styles.problem} role="alert">
        <ExclamationCircleFilled aria-hidden />{' '}
        {status === 'refused' ? t('keep.refused', { why: refusal(error, language).text }) : t('keep_stale')}{' '}
        <Button size="small" onClick={status === 'refused' ? onRetry : () => globalThis.location.reload()}>
          {t(status === 'refused' ? 'keep_retry' : 'keep_reload')}
        </Button>
      </span>
    );
  return (
    <span role="status">
      {ICON[status]} {t(`keep.${status}`)}
    </span>
  );
}
