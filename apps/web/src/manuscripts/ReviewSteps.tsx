import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import MinusCircleOutlined from '@ant-design/icons/MinusCircleOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import type { ReviewState, ReviewStep } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { DueWithSteps } from '../ui/DueTime.tsx';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { DueTime, When } from '../ui/Times.tsx';
import { language, useWords } from '../words/i18n.ts';
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
  const rounds = [...new Set(steps.map(s => s.round))].sort((a, b) => b - a);
  return rounds.map(round => {
    const seats = steps.filter(s => s.round === round);
    return (
      <section key={round}>
        {rounds.length > 1 && <h3 className={styles.round}>{t('page.round', { round })}</h3>}
        <ol className={styles.steps}>
          {seats.map((seat, index) => (
            <li key={seat.id} className={styles.step}>
              {seats[index - 1]?.step !== seat.step && seats[index + 1]?.step === seat.step && (
                <p className={styles.quiet}>{t(`send.mode.${seat.mode}`)}</p>
              )}
              <Seat seat={seat} />
            </li>
          ))}
        </ol>
      </section>
    );
  });
}

function Seat({ seat }: { seat: ReviewStep }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  return (
    <>
      <p className={styles.stepHead}>
        <span>
          {postOf(seat.unit, c(`role.${seat.role}`))}　{seat.reviewer?.name ?? t('send.nobody')}
          {seat.for && t('page.for', { name: seat.for.name })}
        </span>
        <Mark {...LOOKS[seat.state]}>{c(`review.${seat.state}`)}</Mark>
      </p>
      {seat.state === 'pending' && <Due seat={seat} />}
      {seat.decidedAt && (
        <p className={styles.quiet}>
          <When at={seat.decidedAt} /> {seat.carried && t('page.carried')}
        </p>
      )}
      {seat.reason && <p className={styles.said}>{seat.reason}</p>}
    </>
  );
}

/** 市容科单位负责人: the unit of the post stands before its role. */
function postOf(unit: ReviewStep['unit'], role: string): string {
  return language() === 'zh' ? `${unit?.name ?? ''}${role}` : [role, unit?.name].filter(Boolean).join(', ');
}

function Due({ seat }: { seat: ReviewStep }) {
  if (seat.due) return <DueWithSteps due={seat.due} />;
  return seat.dueAt ? <DueTime at={seat.dueAt} /> : null;
}
