import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { dayOf, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { PeriodBar } from '../standings/PeriodBar.tsx';
import { periodOf, shifted } from '../standings/period.ts';
import { useGo } from '../ui/Go.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './circulars.module.css';
import { circularWords } from './words.ts';

/** Which period the circular is of; the quarter that has just ended unless the reader came from another one. */
export function DraftDialog({ period, onClose }: { period: string | null; onClose: () => void }) {
  const t = useWords(circularWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const go = useGo();
  const today = dayOf(useNow());
  const [chosen, setChosen] = useState(period ?? shifted(periodOf(today, 'quarter'), -1));
  const draft = useAct(api.circulars.draft.call, {
    done: made => t(made.existed ? 'draft_existed' : 'draft_done', { title: made.title }),
    onDone: made => go(paths.circular(made.id)),
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('draft_title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button type="primary" loading={draft.busy} onClick={() => draft.go({ period: chosen })}>
            {t('draft_go', { period: periodWords(chosen, language) })}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('draft_hint')}</p>
      <PeriodBar period={chosen} onPeriod={setChosen} />
      {draft.refused && (
        <p className={styles.problem} role="alert">
          {draft.refused.text}
        </p>
      )}
    </Modal>
  );
}
