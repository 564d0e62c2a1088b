import { useQuery } from '@tanstack/react-query';
import type { FieldReportRow } from '@xinxuan/contract';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Ago } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './phone.module.css';
import { phoneWords } from './words.ts';

/** What has arrived, newest first, and the sums of what was counted this year. `again` reads anew when it changes. */
export function Delivered({ again }: { again: number }) {
  const t = useWords(phoneWords);
  const reports = useQuery(api.manuscripts.reports.queryOptions({ input: { pageSize: 10 } }));
  const { refetch } = reports;
  // biome-ignore lint/correctness/useExhaustiveDependencies: fewer reports on the phone are more at the server
  useEffect(() => void refetch(), [again]);
  const { data } = reports;
  if (!data || data.total === 0) return null;
  const { banners, leaflets, consultations } = data.sums;
  return (
    <section className={styles.list} aria-label={t('delivered')}>
      <h2 className={styles.listTitle}>{t('delivered_count', { count: data.total })}</h2>
      {banners + leaflets + consultations > 0 && (
        <p className={styles.hint}>
          {t('sums', {
            banners: count(banners),
            leaflets: count(leaflets),
            consultations: count(consultations),
          })}
        </p>
      )}
      <ul>
        {data.rows.map(row => (
          <li key={row.manuscriptId} className={styles.row}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      <Go to={paths.manuscripts({ mine: true })}>{t('all_mine')}</Go>
    </section>
  );
}

function Row({ row }: { row: FieldReportRow }) {
  const t = useWords(phoneWords);
  const c = useWords(commonWords);
  const draft = row.state === 'draft';
  return (
    <>
      <p className={styles.rowTitle}>
        <Go to={draft ? paths.rewrite(row.manuscriptId) : paths.manuscript(row.manuscriptId)}>
          {row.title || row.begins || row.place || t('untitled')}
        </Go>
      </p>
      <p className={styles.rowFacts}>
        <span>{c(`state.${row.state}`)}</span>
        <Ago at={row.reportedAt} />
        {row.photos > 0 && <span>{t('photos', { count: row.photos })}</span>}
      </p>
    </>
  );
}
