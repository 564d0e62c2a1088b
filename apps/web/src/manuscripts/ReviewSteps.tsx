import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import MinusCircleOutlined from '@ant-design/icons/MinusCircleOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import type { ReviewState, ReviewStep } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './view.module.css';
import { manuscriptWords } from './words.ts';

const LOOKS: Record<ReviewState, { tone: Tone; icon: ReactNode }> = {
  waiting: { tone: 'plain', icon: <ClockCircleOutlined /> },
  pending: { tone: 'active', icon: <ClockCircleOutlined /> },
  approved: { tone: 'good', icon: <CheckCircleOutlined /> },
  returned: { tone: 'bad', icon: <RollbackOutlined /> },
  void: { tone: 'plain', icon: <MinusCircleOutlined /> },
};

/** The steps of every round, the latest round first. */
export function ReviewSteps({ steps }: { steps: readonly ReviewStep[] }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const rounds = [...new Set(steps.map(s => s.round))].sort((a, b) => b - a);
  return rounds.map(round => (
    <section key={round}>
      {rounds.length > 1 && <h3 className={styles.round}>{t('page.round', { round })}</h3>}
      <ol className={styles.steps}>
        {steps
          .filter(s => s.round === round)
          .sort((a, b) => a.step - b.step)
          .map(step => (
            <li key={step.id} className={styles.step}>
              <p className={styles.stepHead}>
                <span>
                  {c(`role.${step.role}`)}　{step.reviewer?.name ?? t('send.nobody')}
                </span>
                <Mark {...LOOKS[step.state]}>{c(`review.${step.state}`)}</Mark>
              </p>
              {step.state === 'pending' && step.dueAt && <DueTime at={step.dueAt} />}
              {step.decidedAt && (
                <p className={styles.quiet}>
                  <When at={step.decidedAt} />
                </p>
              )}
              {step.reason && <p className={styles.said}>{step.reason}</p>}
            </li>
          ))}
      </ol>
    </section>
  ));
}
