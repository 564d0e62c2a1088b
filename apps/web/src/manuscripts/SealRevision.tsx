import type { RevisionRow } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import type * as z from 'zod';
import { client } from '../api/api.ts';
import { useRight } from '../session/me.ts';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import { keptWords } from './checkWords.ts';
import styles from './view.module.css';

type SealRevisionProps = { id: string; row: z.infer<typeof RevisionRow> };

/** Closing an earlier version that still holds what was masked later, or opening it again. */
export function SealRevision({ id, row }: SealRevisionProps) {
  const t = useWords(keptWords);
  const [asking, setAsking] = useState(false);
  const may = useRight('revision.seal');
  const { sealed, number } = row;
  const act = useAct(client.manuscripts.seal, {
    done: ({ sealed: closed }) => t(closed ? 'seal.done' : 'seal.undone', { number }),
    onDone: () => setAsking(false),
  });
  const say = { id, revisionId: row.id };
  return (
    <>
      {sealed && <span className={styles.quiet}>{t('seal.sealed', sealed)}</span>}
      {may && (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          {t(sealed ? 'seal.undo' : 'seal.act')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={t(sealed ? 'seal.undo_title' : 'seal.title')}
          hint={t(sealed ? 'seal.undo_hint' : 'seal.hint')}
          label={t('clear.reason')}
          act={t(sealed ? 'seal.undo' : 'seal.act')}
          usual={sealed ? [] : [t('seal.usual')]}
          busy={act.busy}
          onClose={() => setAsking(false)}
          onAct={reason => act.go({ ...say, reason, undo: sealed !== null })}
        />
      )}
    </>
  );
}
