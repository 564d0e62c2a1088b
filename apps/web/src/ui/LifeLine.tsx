import type { LifeEvent } from '@xinxuan/contract';
import { Timeline } from 'antd';
import { type Say, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import type { zh } from '../words/zh.ts';
import styles from './LifeLine.module.css';
import { When } from './Times.tsx';

type LifeWord = Extract<keyof typeof zh, `life.${string}`>;
const RED = new Set(['returned', 'desk_returned', 'declined', 'adoption_refused']);

/** Every hand that the thing passed through, oldest first. */
export function LifeLine({ life }: { life: readonly LifeEvent[] }) {
  const t = useWords(commonWords);
  return (
    <Timeline
      items={life.map(event => ({
        key: event.id,
        color: RED.has(event.kind) ? 'red' : 'blue',
        content: (
          <div>
            <p>
              <strong className={styles.act}>{lifeWord(event.kind, t)}</strong>
              {event.person && (
                <span className={styles.hand}>
                  {event.unit && `${event.unit.name} `}
                  {event.person.name}
                  {event.role && `（${t(`role.${event.role}`)}）`}
                </span>
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

/** The sentence that went with the act, when there was one. */
function said(event: LifeEvent): string | null {
  for (const key of ['reason', 'note', 'text']) {
    const value = event.detail[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
