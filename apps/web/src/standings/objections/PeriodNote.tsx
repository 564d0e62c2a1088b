import LockOutlined from '@ant-design/icons/LockOutlined';
import NotificationOutlined from '@ant-design/icons/NotificationOutlined';
import UnlockOutlined from '@ant-design/icons/UnlockOutlined';
import { useQuery } from '@tanstack/react-query';
import type { PeriodState } from '@xinxuan/contract';
import { api } from '../../api/api.ts';
import { count, day, dayOf, moment } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { useRight } from '../../session/me.ts';
import { FigureLink } from '../../ui/FigureLink.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { standingWords } from '../words.ts';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

/** Whether the figures still move: open, published until a day, or closed with its check code. */
export function PeriodNote({ state }: { state: PeriodState }) {
  const t = useWords(objectionWords);
  const s = useWords(standingWords);
  const language = useLanguage();
  const now = useNow();
  const { period } = state;
  if (state.state === 'closed')
    return (
      <div>
        <p>
          <LockOutlined aria-hidden />{' '}
          {s('closed', { at: state.closedAt ? moment(state.closedAt, now, language) : '' })}
        </p>
        <Objections state={state} />
        {state.closeReason && <p>{t('close_reason', { reason: state.closeReason })}</p>}
        {state.hash && <Code title={t('hash')} hash={state.hash} />}
        {state.previousHash && (
          <details>
            <summary>{t('hash_before')}</summary>
            <p className={styles.hash}>{grouped(state.previousHash)}</p>
          </details>
        )}
      </div>
    );
  if (state.state === 'published') {
    const last = state.lastDay ? day(state.lastDay, language) : '';
    const over = state.lastDay !== null && dayOf(now) > state.lastDay;
    return (
      <div className={styles.note}>
        <p>
          <NotificationOutlined aria-hidden /> {t(over ? 'published_over' : 'published', { day: last })}
        </p>
        <Objections state={state} />
        <Changes period={period} />
      </div>
    );
  }
  return (
    <p>
      <UnlockOutlined aria-hidden /> {s('open')}
    </p>
  );
}

function Code({ title, hash }: { title: string; hash: string }) {
  const t = useWords(objectionWords);
  return (
    <p>
      <Hint text={t('hash_means')} focusable>
        <span>{title}</span>
      </Hint>{' '}
      <span className={styles.hash}>{grouped(hash)}</span>
    </p>
  );
}

/** Groups of four, as the circular prints them. */
function grouped(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(' ') ?? '';
}

function Objections({ state: { objections, period } }: { state: PeriodState }) {
  const t = useWords(objectionWords);
  const mayRead = useRight('objection.read');
  const all = t('objections_count', { count: objections.all });
  const open = objections.open > 0 ? `（${t('objections_open', { count: count(objections.open) })}）` : '';
  if (!mayRead || objections.all === 0) return <p>{all + open}</p>;
  return (
    <p>
      <FigureLink value={all + open} to={paths.objections({ period })} definition={t('objections_means')} />
    </p>
  );
}

function Changes({ period }: { period: string }) {
  const t = useWords(objectionWords);
  const query = useQuery(
    api.standings.changesSincePublication.queryOptions({ input: { period, pageSize: 1 } }),
  );
  const total = query.data?.total ?? 0;
  if (total === 0) return <p>{query.data && t('changes_none')}</p>;
  return (
    <p>
      <FigureLink
        value={t('changes_count', { count: total })}
        to={paths.periodChanges({ period })}
        definition={t('changes_means')}
      />
    </p>
  );
}
