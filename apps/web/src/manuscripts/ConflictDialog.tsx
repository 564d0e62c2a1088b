import type { Block } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Compare } from '../ui/paper/Compare.tsx';
import { useWords } from '../words/i18n.ts';
import { plainBody } from './draft.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

type Text = { title: string; body: Block[] };
type ConflictDialogProps = { mine: Text; theirs: Text; onMine: () => void; onTheirs: () => void };

/** Two people, or two windows, saved the same text: both are shown as one paper, and the person chooses. */
export function ConflictDialog({ mine, theirs, onMine, onTheirs }: ConflictDialogProps) {
  const t = useWords(manuscriptWords);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(`${mine.title}\n${plainBody(mine.body)}`);
    setCopied(true);
  };
  return (
    <Modal open title={t('conflict.title')} width={960} closable={false} footer={null}>
      <p className={styles.conflictHint}>{t('conflict.hint')}</p>
      <div className={styles.conflictPaper}>
        <Compare before={theirs} after={mine} />
      </div>
      <div className={styles.acts}>
        <Button onClick={() => void copy()}>{copied ? t('conflict.copied') : t('conflict.copy')}</Button>
        <Button onClick={onTheirs}>{t('conflict.theirs')}</Button>
        <Button type="primary" onClick={onMine}>
          {t('conflict.mine')}
        </Button>
      </div>
    </Modal>
  );
}
