import { useQuery } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { InstructionMark } from './InstructionMarks.tsx';
import styles from './instructions.module.css';
import { instructionWords } from './words.ts';

const SHOWN = 5;

/** The instructions on one manuscript, in its margin; nothing where there are none. */
export default function OnManuscript({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(instructionWords);
  const language = useLanguage();
  const query = useQuery(
    api.instructions.list.queryOptions({ input: { manuscriptId: manuscript.id, pageSize: SHOWN } }),
  );
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('title')}>
      <ul className={styles.receivers}>
        {rows.map(row => (
          <li key={row.id} className={styles.receiver}>
            <p className={styles.receiverHead}>
              <Go to={paths.instruction(row.id)}>{row.giver}</Go>
              <span className={styles.faint}>{day(row.givenOn, language)}</span>
              <InstructionMark state={row.state} />
            </p>
            <p className={styles.answer}>{row.text}</p>
          </li>
        ))}
      </ul>
      {(query.data?.total ?? 0) > SHOWN && (
        <Go to={paths.instructions({ manuscriptId: manuscript.id })}>{t('all_of_manuscript')}</Go>
      )}
    </Panel>
  );
}
