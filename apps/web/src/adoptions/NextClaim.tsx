import { useQuery } from '@tanstack/react-query';
import type { Adoption } from '@xinxuan/contract';
import { Button } from 'antd';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { useGo } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './adoptions.module.css';
import { adoptionWords } from './words.ts';

/** Who verifies goes on with the claim that has waited longest. */
export function NextClaim({ after }: { after: Adoption }) {
  const verifies = useRight('adoption.verify');
  return verifies ? <Next after={after} /> : null;
}

function Next({ after }: { after: Adoption }) {
  const t = useWords(adoptionWords);
  const go = useGo();
  const waiting = useQuery(
    api.adoptions.list.queryOptions({ input: { page: 1, pageSize: 2, state: ['claimed'], sort: 'claimed' } }),
  );
  if (!waiting.data) return null;
  const next = waiting.data.rows.find(row => row.id !== after.id);
  if (!next) return <p className={styles.hint}>{t('next_none')}</p>;
  return (
    <p className={styles.acts}>
      <Button type="primary" onClick={() => go(paths.adoption(next.id))}>
        {t('next')}
      </Button>
      <span className={styles.hint}>{t('next_count', { count: count(waiting.data.total) })}</span>
    </p>
  );
}
