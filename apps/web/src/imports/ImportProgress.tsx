import type { Import } from '@xinxuan/contract';
import { Progress } from 'antd';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Panel } from '../ui/Page.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './imports.module.css';
import { importWords } from './words.ts';

const WORDS = {
  reading: 'progress_reading',
  taking: 'progress_taking',
  undoing: 'progress_undoing',
} as const;

/** How far the work is; it goes on when the reader leaves. */
export function ImportProgress({ of }: { of: Import }) {
  const t = useWords(importWords);
  const cancel = useAct(api.imports.cancel.call, { done: () => t('cancel_done') });
  const { done, all } = of.progress;
  const state = of.state as keyof typeof WORDS;
  const said = t(WORDS[state], { done: count(done), all: count(all) });
  return (
    <Panel>
      <p role="status">{said}</p>
      <Progress percent={all > 0 ? Math.floor((done / all) * 100) : 0} status="active" aria-label={said} />
      <p className={styles.hint}>{t('progress_hint')}</p>
      {state !== 'undoing' && (
        <ActButton can={of.can.cancel} loading={cancel.busy} onClick={() => cancel.go({ id: of.id })}>
          {t('stop')}
        </ActButton>
      )}
    </Panel>
  );
}
