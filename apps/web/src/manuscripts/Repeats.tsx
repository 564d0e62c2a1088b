import type { Manuscript } from '@xinxuan/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useWords } from '../words/i18n.ts';
import { RepeatSaidLine } from './RepeatAnswers.tsx';
import styles from './repeats.module.css';
import { repeatWords } from './repeatWords.ts';
import { manuscriptWords } from './words.ts';

const RepeatsBeside = lazy(() => import('./RepeatsBeside.tsx'));

/** The nearest ones; a text that repeats more than these is seen to be a repeat anyway. */
const SHOWN_REPEATS = 5;

/** What the system noticed; whether it is a repeat is for a person to say. */
export function Repeats({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const r = useWords(repeatWords);
  const [beside, setBeside] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const silent = manuscript.possibleRepeats.filter(each => each.said.decided?.answer === 'unrelated');
  const told = manuscript.possibleRepeats.filter(each => !silent.includes(each)).slice(0, SHOWN_REPEATS);
  const shown = all ? [...told, ...silent] : told;
  return (
    <Panel title={t('page.repeats')}>
      <ul>
        {shown.map(({ id, unit, title, sharedPercent, said }) => (
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
            <div className={styles.saidLine}>
              <RepeatSaidLine said={said} titles={{ [id]: title, [manuscript.id]: manuscript.title }} />
            </div>
          </li>
        ))}
      </ul>
      {silent.length > 0 && (
        <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {r('unrelated', { count: silent.length })}
        </Button>
      )}
      {beside && (
        <Suspense fallback={null}>
          <RepeatsBeside id={manuscript.id} otherId={beside} onClose={() => setBeside(null)} />
        </Suspense>
      )}
    </Panel>
  );
}
