import { DECLINE_REASONS, type DeclineReason } from '@xinxuan/contract';
import { Radio } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './desk.module.css';
import { reviewWords } from './words.ts';

type DeclineDialogProps = {
  title: string;
  onAct: (reason: DeclineReason, note: string) => void;
  onClose: () => void;
};

export function DeclineDialog({ title, onAct, onClose }: DeclineDialogProps) {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const [reason, setReason] = useState<DeclineReason | null>(null);
  return (
    <ReasonDialog
      title={t('decline.title', { title })}
      hint={t('decline.hint')}
      label={t('decline.note')}
      act={t('act.decline')}
      optional
      ready={reason !== null}
      need={t('decline.need')}
      danger
      onAct={note => reason && onAct(reason, note)}
      onClose={onClose}
    >
      <Radio.Group
        className={styles.reasons}
        aria-label={t('decline.reason')}
        value={reason}
        options={DECLINE_REASONS.map(value => ({ value, label: c(`decline.${value}`) }))}
        onChange={e => setReason(e.target.value as DeclineReason)}
      />
    </ReasonDialog>
  );
}
