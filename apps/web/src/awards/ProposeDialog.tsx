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
import styles from './awards.module.css';
import { awardWords } from './words.ts';

/** Which period's awards; the quarter that has just ended at first. */
export function ProposeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(awardWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const go = useGo();
  const today = dayOf(useNow());
  const [chosen, setChosen] = useState(shifted(periodOf(today, 'quarter'), -1));
  const said = { period: periodWords(chosen, language) };
  const propose = useAct(api.awards.propose.call, {
    done: () => t('propose_done', said),
    onDone: round => go(paths.award(round.id)),
    onRefused: () => true,
  });
  return (
    <Modal
      open
      title={t('propose_title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{c('act.cancel')}</Button>
          <Button type="primary" loading={propose.busy} onClick={() => propose.go({ period: chosen })}>
            {t('propose_go', said)}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('propose_hint')}</p>
      <PeriodBar period={chosen} onPeriod={setChosen} />
      {propose.refused && (
        <p className={styles.problem} role="alert">
          {propose.refused.text}
        </p>
      )}
    </Modal>
  );
}
