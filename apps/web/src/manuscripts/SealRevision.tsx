import type { RevisionRow } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/api.ts';
import { useRight } from '../session/me.ts';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { keptWords } from './checkWords.ts';
import styles from './view.module.css';

const SealDialog = lazy(() => import('./SealDialog.tsx').then(({ SealDialog: page }) => ({ default: page })));

type SealRevisionProps = { id: string; row: RevisionRow };

/** Closing an earlier version that still holds what was masked later, or opening it again. */
export function SealRevision({ id, row }: SealRevisionProps) {
  const t = useWords(keptWords);
  const [asking, setAsking] = useState(false);
  const may = useRight('revision.seal');
  const { sealed, number } = row;
  const close = () => setAsking(false);
  const open = useAct(client.manuscripts.seal, { done: () => t('seal.undone', { number }), onDone: close });
  return (
    <>
      {sealed && <span className={styles.quiet}>{t('seal.sealed', sealed)}</span>}
      {may && (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          {t(sealed ? 'seal.undo' : 'seal.act')}
        </Button>
      )}
      {asking && !sealed && (
        <Suspense>
          <SealDialog id={id} row={row} onClose={close} />
        </Suspense>
      )}
      {asking && sealed && (
        <ReasonDialog
          title={t('seal.undo_title')}
          hint={t('seal.undo_hint')}
          label={t('clear.reason')}
          act={t('seal.undo')}
          busy={open.busy}
          onClose={close}
          onAct={reason => open.go({ id, revisionId: row.id, reason, undo: true })}
        />
      )}
    </>
  );
}
