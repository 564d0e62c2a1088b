import AppstoreOutlined from '@ant-design/icons/AppstoreOutlined';
import { lazy, Suspense, useState } from 'react';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { iconOf } from './icons.tsx';
import { type Noun, open, PHONE_WORK, SECTIONS } from './nouns.ts';
import { useWaiting } from './useWaiting.ts';

const Everything = lazy(() => import('./Everything.tsx'));

export function PhoneTabs() {
  const t = useWords(commonWords);
  const me = useMe();
  const [all, setAll] = useState(false);
  const work = open(PHONE_WORK, me.rights)[0];
  const waiting = useWaiting();
  const elsewhere = open(SECTIONS, me.rights)
    .flatMap(section => open(section.nouns, me.rights))
    .filter(noun => noun.word !== work?.word)
    .reduce((sum, noun) => sum + waiting(noun).count, 0);
  return (
    <nav className={styles.tabs} aria-label={t('frame.tabs')}>
      <Tab noun={{ word: 'noun.today', place: paths.today(), rights: [] }} exact />
      {me.rights.includes('manuscript.read') && (
        <Tab noun={{ word: 'noun.manuscripts', place: paths.manuscripts(), rights: [] }} exact />
      )}
      {work && <Tab noun={work} />}
      <button type="button" className={styles.tab} onClick={() => setAll(true)} aria-haspopup="dialog">
        <AppstoreOutlined aria-hidden />
        {t('frame.menu')}
        {elsewhere > 0 && <TabWaits waits={elsewhere} />}
      </button>
      {all && (
        <Suspense>
          <Everything onClose={() => setAll(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function Tab({ noun, exact }: { noun: Noun; exact?: boolean }) {
  const t = useWords(commonWords);
  const { count: waits, place } = useWaiting()(noun);
  return (
    <Go to={place} className={styles.tab} exact={exact}>
      {iconOf(noun.word)}
      {t(noun.word)}
      {waits > 0 && <TabWaits waits={waits} />}
    </Go>
  );
}

function TabWaits({ waits }: { waits: number }) {
  return <span className={styles.tabWaits}>{waits > 99 ? '99+' : waits}</span>;
}
