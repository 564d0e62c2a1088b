import type { LifeEvent, Named } from '@xinxuan/contract';
import { Timeline } from 'antd';
import { type Say, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import type { zh } from '../words/zh.ts';
import { type Chapter, chaptersOf } from './chapters.ts';
import styles from './LifeLine.module.css';
import { When } from './Times.tsx';

type LifeWord = Extract<keyof typeof zh, `life.${string}`>;
const RED = new Set(['returned', 'desk_returned', 'declined', 'adoption_refused']);

/** Every hand that the thing passed through, oldest first, each round of review a chapter (D16). */
export function LifeLine({ life }: { life: readonly LifeEvent[] }) {
  const t = useWords(commonWords);
  const chapters = chaptersOf(life);
  if (chapters.length < 2) return <Events events={life} />;
  return chapters.map(chapter => (
    <section key={chapter.events[0]?.id}>
      <h3 className={styles.chapter}>{titleOf(chapter, t)}</h3>
      <Events events={chapter.events} />
    </section>
  ));
}

function titleOf({ kind, round }: Chapter, t: Say<typeof zh>): string {
  return kind === 'round' ? t('life.chapter.round', { round }) : t(`life.chapter.${kind}`);
}

function Events({ events }: { events: readonly LifeEvent[] }) {
  const t = useWords(commonWords);
  return (
    <Timeline
      items={events.map(event => ({
        key: event.id,
        color: RED.has(event.kind) ? 'red' : 'blue',
        content: (
          <div>
            <p>
              <strong className={styles.act}>{lifeWord(event.kind, t)}</strong>
              {event.person && <span className={styles.hand}>{handOf(event, event.person, t)}</span>}
              {event.detail['batch'] !== undefined && (
                <span className={styles.way}>{t(event.detail['unread'] ? 'life.unread' : 'life.batch')}</span>
              )}
            </p>
            {said(event) && <p className={styles.said}>{said(event)}</p>}
            <p className={styles.when}>
              <When at={event.at} />
            </p>
          </div>
        ),
      }))}
    />
  );
}

function lifeWord(kind: string, t: Say<typeof zh>): string {
  const key = `life.${kind}`;
  return key in commonWords.zh ? t(key as LifeWord & 'life.created') : t('life.other');
}

/** Who did it, in which post. A signature of a stand-in belongs to the post of the one who was to sign. */
function handOf({ unit, role, detail }: LifeEvent, person: Named, t: Say<typeof zh>): string {
  const { for: owner, forId } = detail;
  const standsIn = typeof owner === 'string' && (forId ? forId !== person.id : owner !== person.name);
  const post = { unit: unit?.name ?? '', role: role ? t(`role.${role}`) : '' };
  if (standsIn) return t('life.stands_in', { name: person.name, for: owner, ...post });
  return `${unit ? `${unit.name} ` : ''}${person.name}${role ? `（${post.role}）` : ''}`;
}

/** The sentence that went with the act, when there was one. */
function said(event: LifeEvent): string | null {
  for (const key of ['reason', 'note', 'text']) {
    const value = event.detail[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
