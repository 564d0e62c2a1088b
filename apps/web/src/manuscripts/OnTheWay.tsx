import { useQuery } from '@tanstack/react-query';
import type { ManuscriptState } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { count, distance } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { Holder } from './Holder.tsx';
import styles from './manuscripts.module.css';
import { StateMark } from './StateMark.tsx';
import { manuscriptWords } from './words.ts';

const ON_THE_WAY: ManuscriptState[] = ['in_review', 'at_desk'];
const SHOWN = 5;

/** Where the writer's own items are: who holds each, since when and until when; nothing while none is on its way. */
export default function OnTheWay() {
  const t = useWords(manuscriptWords);
  const now = useNow();
  const list = useQuery(
    api.manuscripts.list.queryOptions({ input: { mine: true, state: ON_THE_WAY, pageSize: SHOWN } }),
  );
  const { rows, total } = list.data ?? { rows: [], total: 0 };
  if (rows.length === 0) return null;
  return (
    <Panel
      title={t('way.title')}
      extra={
        <FigureLink
          value={t('way.count', { count: count(total) })}
          to={paths.manuscripts({ mine: true, state: ON_THE_WAY })}
          definition={t('way.definition')}
          strong
        />
      }
    >
      <ul>
        {rows.map(row => (
          <li key={row.id} className={styles.way}>
            <Go to={paths.manuscript(row.id)} className={styles.wayTitle}>
              {row.title || t('untitled')}
            </Go>
            <p className={styles.phoneFacts}>
              <StateMark state={row.state} />
              {row.holder && (
                <>
                  <Holder holder={row.holder} />
                  <span>{t('way.since', { ago: distance(row.holder.since, now) })}</span>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
