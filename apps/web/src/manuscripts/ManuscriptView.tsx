import type { Manuscript } from '@xinxuan/contract';
import { Segmented } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { day } from '../formats.ts';
import { LifeLine } from '../ui/LifeLine.tsx';
import { Panel } from '../ui/Page.tsx';
import { Compare } from '../ui/paper/Compare.tsx';
import { Paper } from '../ui/paper/Paper.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Margin } from './Margin.tsx';
import { Repeats } from './Repeats.tsx';
import { Holding, StateHead } from './StateHead.tsx';
import { useOpened } from './useOpened.ts';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

type ManuscriptViewProps = {
  manuscript: Manuscript;
  /** The acts, under the head where the eye is when the state has been read. */
  acts?: ReactNode;
  /** Beside a list: one column, the findings above the paper and the rest of the margin below. */
  narrow?: boolean;
  /** Opened to see where it is: the life line is led to at once. */
  atLife?: boolean;
};

/** A manuscript as paper: its head says where it stands, its margin what goes with it, its foot whose hands it saw. */
export function ManuscriptView({ manuscript, acts, narrow = false, atLife = false }: ManuscriptViewProps) {
  const c = useWords(commonWords);
  const life = useRef<HTMLElement>(null);
  useOpened(manuscript);
  const toLife = () => {
    life.current?.scrollIntoView({ block: 'start' });
    life.current?.focus({ preventScroll: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each manuscript that is opened so
  useEffect(() => {
    if (atLife) toLife();
  }, [atLife, manuscript.id]);
  return (
    <>
      <StateHead manuscript={manuscript} onLife={toLife} />
      {acts}
      {narrow && manuscript.possibleRepeats.length > 0 && <Repeats manuscript={manuscript} />}
      <div className={narrow ? styles.column : styles.columns}>
        <div className={styles.sheet}>
          <Text manuscript={manuscript} />
        </div>
        <div className={styles.margin}>
          <Margin manuscript={manuscript} withRepeats={!narrow} />
        </div>
      </div>
      <section ref={life} className={styles.life} tabIndex={-1} aria-label={c('life.title')}>
        <Panel title={c('life.title')}>
          <p className={styles.now}>
            <Holding manuscript={manuscript} />
          </p>
          <LifeLine life={manuscript.life} />
        </Panel>
      </section>
    </>
  );
}

const TEXTS = ['desk_text', 'sent_text', 'compare'] as const;
type Which = (typeof TEXTS)[number];

/** The text that holds now; once the desk has edited it, also the sent text and what differs. */
function Text({ manuscript }: { manuscript: Manuscript }) {
  const t = useWords(manuscriptWords);
  const [which, setWhich] = useState<Which>('desk_text');
  const { deskText, photos, unit, eventOn } = manuscript;
  const sent = { title: manuscript.title || t('untitled'), body: manuscript.body };
  const signOff = { by: unit.name, on: eventOn ? day(eventOn, 'zh') : '' };
  const text = which === 'desk_text' && deskText ? deskText : sent;
  return (
    <>
      {deskText && (
        <Segmented<Which>
          className={styles.which}
          value={which}
          onChange={setWhich}
          options={TEXTS.map(value => ({ value, label: t(`page.${value}`) }))}
        />
      )}
      {which === 'compare' && deskText ? (
        <Compare before={sent} after={deskText} />
      ) : (
        <Paper title={text.title} body={text.body} photos={photos} signOff={signOff} />
      )}
    </>
  );
}
