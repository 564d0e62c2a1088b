import type { ManuscriptRow } from '@xinxuan/contract';
import { Ago } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { Holder } from './Holder.tsx';
import { LateMark } from './LateMark.tsx';
import styles from './manuscripts.module.css';
import { StateMark } from './StateMark.tsx';
import { manuscriptWords } from './words.ts';

/** A manuscript in a list on a phone. */
export function PhoneManuscript({ row }: { row: ManuscriptRow }) {
  const t = useWords(manuscriptWords);
  return (
    <>
      <p className={styles.phoneTitle}>{row.title || t('untitled')}</p>
      <p className={styles.phoneFacts}>
        <StateMark state={row.state} />
        {row.late && <LateMark />}
        <span>{row.unit.name}</span>
        <span>{row.authors.map(a => a.name).join('、')}</span>
        <Ago at={row.submittedAt ?? row.updatedAt} />
      </p>
      {row.holder?.dueAt && (
        <p className={styles.phoneFacts}>
          <Holder holder={row.holder} />
        </p>
      )}
    </>
  );
}
