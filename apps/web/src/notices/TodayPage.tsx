import { useQuery } from '@tanstack/react-query';
import type { Today } from '@xinxuan/contract';
import { lazy, Suspense } from 'react';
import { api } from '../api/api.ts';
import { moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { useMe, useRight } from '../session/me.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { Changed } from './Changed.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { Progress } from './Progress.tsx';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';
import { WaitingBlock } from './WaitingBlock.tsx';

// Drawn after what waits, so it is fetched after it too.
const OnTheWay = lazy(() => import('../manuscripts/OnTheWay.tsx'));

export default function TodayPage() {
  const t = useWords(todayWords);
  const language = useLanguage();
  const now = useNow();
  const me = useMe();
  const today = useQuery(api.notices.today.queryOptions());
  const date = moment(now.toISOString(), now, language).replace(/ \d\d:\d\d$/, '');
  return (
    <Page
      title={t('title')}
      beside={date}
      acts={
        me.rights.includes('manuscript.write') && (
          <Go to={paths.write()} className={styles.write}>
            {t('write')}
          </Go>
        )
      }
    >
      <Loaded query={today}>{data => <TodayOf today={data} />}</Loaded>
    </Page>
  );
}

/** What is late comes first, then what is due, the earliest first; the rest as the server orders it. */
function byUrgency(a: Today['waiting'][number], b: Today['waiting'][number]): number {
  const late = Number(b.overdue > 0) - Number(a.overdue > 0);
  return late || firstDue(a) - firstDue(b) || 0;
}
const NEVER = Number.MAX_SAFE_INTEGER;
const firstDue = ({ first }: Today['waiting'][number]): number =>
  Math.min(NEVER, ...first.map(({ dueAt }) => (dueAt ? Date.parse(dueAt) : NEVER)));

function TodayOf({ today }: { today: Today }) {
  const t = useWords(todayWords);
  const manages = useRight('network.manage');
  const writes = useRight('manuscript.write');
  const waiting = [...today.waiting].filter(w => w.count > 0).sort(byUrgency);
  return (
    <div className={styles.columns}>
      <div>
        {waiting.length === 0 && manages ? (
          <FirstSteps />
        ) : waiting.length === 0 ? (
          <Panel>
            <Empty title={t('nothing')} hint={t('nothing_hint')} />
          </Panel>
        ) : (
          waiting.map(block => <WaitingBlock key={block.kind} block={block} />)
        )}
      </div>
      <div>
        {writes && (
          <Suspense>
            <OnTheWay />
          </Suspense>
        )}
        {today.progress.length > 0 && <Progress targets={today.progress} />}
        <Changed changed={today.changed} reminders={today.reminders} since={today.changedSince} />
      </div>
    </div>
  );
}
