import type { Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './repeats.module.css';
import { manuscriptWords } from './words.ts';

const RepeatsBeside = lazy(() => import('./RepeatsBeside.tsx'));

/** The nearest ones; a text that repeats more than these is seen to be a repeat anyway. */
const SHOWN_REPEATS = 5;

/** What the system noticed; whether it is a repeat is for a person to say. */
export function Repeats({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const [beside, setBeside] = useState<string | null>(null);
  return (
    <Panel title={t('page.repeats')}>
      <ul>
        {manuscript.possibleRepeats.slice(0, SHOWN_REPEATS).map(({ id, unit, title, sharedPercent }) => (
          <li key={id} className={styles.repeat}>
            <Go to={paths.manuscript(id)}>
              {t('page.repeat', { unit, title, percent: Math.round(sharedPercent) })}
            </Go>
            <Button
              size="small"
              aria-label={t('page.repeat_beside_of', { title })}
              onClick={() => setBeside(id)}
            >
              {t('page.repeat_beside')}
            </Button>
          </li>
        ))}
      </ul>
      {beside && (
        <Suspense fallback={null}>
          <RepeatsBeside id={manuscript.id} otherId={beside} onClose={() => setBeside(null)} />
        </Suspense>
      )}
    </Panel>
  );
}
