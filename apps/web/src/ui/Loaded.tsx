import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { refusal } from '../api/refusal.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Failure } from './Failure.tsx';
import { Grey } from './Grey.tsx';
import styles from './states.module.css';

/** A skeleton drawn at once would flicker on every fast answer. */
export const SKELETON_AFTER_MS = 150;

type LoadedProps<T> = {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
};

/** Waiting, failed, or there: what was read before stays on the page when a later reading fails. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  const language = useLanguage();
  if (query.data !== undefined)
    return (
      <>
        {query.error && <p className={styles.stale}>{refusal(query.error, language).text}</p>}
        {children(query.data)}
      </>
    );
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting>{skeleton ?? <Grey lines={6} />}</Waiting>;
}

/** Shows its children only once waiting is felt. */
export function Waiting({ children }: { children: ReactNode }) {
  const t = useWords(commonWords);
  const [felt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      {felt && (
        <>
          <span className="unseen">{t('list.loading')}</span>
          {children}
        </>
      )}
    </div>
  );
}
