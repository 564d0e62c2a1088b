import { Button } from 'antd';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './search.module.css';
import { searchWords } from './words.ts';

const WAYS = ['space', 'quote', 'minus'] as const;

/** How to ask, with an example that can be clicked. */
export function SearchHelp() {
  const t = useWords(searchWords);
  return (
    <Panel title={t('ask')}>
      <dl className={styles.how}>
        {WAYS.map(way => (
          <div key={way} style={{ display: 'contents' }}>
            <dt>{t(`how_${way}`)}</dt>
            <dd>
              <Go to={paths.search({ q: t(`how_${way}_example`) })}>{t(`how_${way}_example`)}</Go>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.small}>{t('how_also')}</p>
    </Panel>
  );
}

export function RecentSearches({ recent, onClear }: { recent: readonly string[]; onClear: () => void }) {
  const t = useWords(searchWords);
  if (recent.length === 0) return null;
  return (
    <Panel
      title={t('recent')}
      extra={
        <Button type="link" size="small" onClick={onClear}>
          {t('recent_clear')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {recent.map(q => (
          <li key={q}>
            <Go to={paths.search({ q })}>{q}</Go>
          </li>
        ))}
      </ul>
      <p className={styles.small}>{t('recent_hint')}</p>
    </Panel>
  );
}
