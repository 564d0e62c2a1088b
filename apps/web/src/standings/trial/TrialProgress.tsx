import type { Trial } from '@xinxuan/contract';
import { Progress } from 'antd';
import { api } from '../../api/api.ts';
import { count } from '../../formats.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useWords } from '../../words/i18n.ts';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

/** How far the trial is; it goes on when the reader leaves. */
export function TrialProgress({ trial }: { trial: Trial }) {
  const t = useWords(trialWords);
  const { id, done, all, can } = trial;
  const cancel = useAct(api.trials.cancel.call, { done: () => t('cancel_done') });
  const said = all > 0 ? t('running_progress', { done: count(done), all: count(all) }) : t('running_reading');
  return (
    <Panel>
      <p role="status">{said}</p>
      <Progress percent={all > 0 ? Math.floor((done / all) * 100) : 0} status="active" aria-label={said} />
      <p className={styles.hint}>{t('running_hint')}</p>
      <ActButton can={can.cancel} loading={cancel.busy} onClick={() => cancel.go({ id })}>
        {t('cancel')}
      </ActButton>
    </Panel>
  );
}
