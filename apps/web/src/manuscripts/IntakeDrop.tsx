import type { Intake } from '@xinxuan/contract';
import { Spin } from 'antd';
import { useState } from 'react';
import { client } from '../api/api.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

const KINDS = ['.docx', '.doc', '.wps', '.pdf', '.odt', '.rtf', '.txt'];

/** Takes a Word file and answers what was read from it. */
export function IntakeDrop({ onRead, small }: { onRead: (intake: Intake) => void; small?: boolean }) {
  const t = useWords(manuscriptWords);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const read = useAct((fileId: string) => client.manuscripts.intake({ fileId }), {
    refresh: false,
    onDone: onRead,
    onRefused: ({ text }) => {
      setProblem(text);
      return true;
    },
  });
  if (read.busy)
    return (
      <p className={styles.reading} role="status">
        <Spin size="small" /> {t('write.reading', { name })}
      </p>
    );
  return (
    <>
      <FileDrop
        label={small ? t('write.another') : t('write.drop')}
        hint={small ? undefined : t('write.drop_hint')}
        accept={KINDS}
        small={small}
        onChosen={() => setProblem(null)}
        onStored={file => {
          setName(file.name);
          read.go(file.id);
        }}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
