import TrophyOutlined from '@ant-design/icons/TrophyOutlined';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Mark } from '../ui/Mark.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './awards.module.css';
import { awardWords } from './words.ts';

const AT_MOST = 6;

/** The awards that a unit or person holds, on its ledger. */
export function OwnHonours({ ownerId }: { ownerId: string }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const { data } = useQuery(
    api.awards.list.queryOptions({ input: { ownerId, state: 'standing', pageSize: AT_MOST } }),
  );
  if (!data || data.total === 0) return null;
  return (
    <section className={styles.honours} aria-label={t('honours')}>
      {data.rows.map(award => (
        <Go key={award.id} to={paths.award(award.roundId)}>
          <Mark tone="good" icon={<TrophyOutlined />}>
            {periodWords(award.period, language)} {award.title[language]} {award.number}
          </Mark>
        </Go>
      ))}
      {data.total > data.rows.length && <Go to={paths.awards({ ownerId })}>…</Go>}
    </section>
  );
}
