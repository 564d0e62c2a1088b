import type { ObjectionStep } from '@xinxuan/contract';
import { Timeline } from 'antd';
import { When } from '../../ui/Times.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

/** Every hand that the objection passed through, oldest first, with what each said. */
export function ObjectionLife({ life }: { life: readonly ObjectionStep[] }) {
  const t = useWords(objectionWords);
  return (
    <Timeline
      items={life.map(step => ({
        key: step.kind,
        color: step.outcome === 'rejected' ? 'red' : 'blue',
        content: (
          <div>
            <p>
              <strong>
                {t(`said.${step.kind}`, { outcome: step.outcome ? t(`outcome.${step.outcome}`) : '' })}
              </strong>{' '}
              <span className={styles.faint}>{step.by.name}</span>
            </p>
            {step.text && step.kind !== 'raised' && <p className={styles.said}>{step.text}</p>}
            <p className={styles.when}>
              <When at={step.at} />
            </p>
          </div>
        ),
      }))}
    />
  );
}
