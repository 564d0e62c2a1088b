import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';

/** Nothing waits. While the body is still empty, its administrator reads here in what order to fill it. */
export function FirstSteps() {
  const t = useWords(todayWords);
  const network = useQuery(api.network.units.list.queryOptions({ input: {} }));
  if (!network.data || network.data.units.length > 1)
    return (
      <Panel>
        <Empty title={t('nothing')} hint={t('nothing_hint')} />
      </Panel>
    );
  const steps = [
    { key: 'groups', to: paths.groups() },
    { key: 'units', to: paths.units() },
    { key: 'people', to: paths.people() },
    { key: 'posts', to: null },
    { key: 'outlets', to: null },
    { key: 'scheme', to: paths.schemes() },
  ] as const;
  return (
    <Panel title={t('first')}>
      <p className={styles.ifNot}>{t('first_hint')}</p>
      <ol className={styles.rows}>
        {steps.map(({ key, to }, index) => (
          <li key={key} className={styles.row}>
            <span className={styles.rowTitle}>
              {index + 1}. {to ? <Go to={to}>{t(`first.${key}`)}</Go> : t(`first.${key}`)}
            </span>
            <span className={styles.ifNot}>{t(`first_who.${key}`)}</span>
          </li>
        ))}
      </ol>
      <p>
        <Go to={paths.roster()}>{t('first_roster')}</Go>
      </p>
    </Panel>
  );
}
