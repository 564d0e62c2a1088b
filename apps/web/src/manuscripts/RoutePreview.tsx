import RightOutlined from '@ant-design/icons/RightOutlined';
import type { Named, Role, StepMode } from '@xinxuan/contract';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './manuscripts.module.css';
import { manuscriptWords } from './words.ts';

type Seat = { step: number; mode: StepMode; role: Role; reviewer: Named | null };

/** The hands through which it will go: 单位负责人 张明 → 会签：分管领导 李华、编辑部负责人 王敏 → 编辑部. */
export function RoutePreview({ steps, dueHours }: { steps: readonly Seat[]; dueHours?: number }) {
  const t = useWords(manuscriptWords);
  const numbers = [...new Set(steps.map(seat => seat.step))];
  return (
    <>
      <ol className={styles.route} aria-label={t('send.route')}>
        {numbers.map(number => (
          <li key={number} className={styles.routeStep}>
            <Seats seats={steps.filter(seat => seat.step === number)} />
            <RightOutlined aria-hidden className={styles.arrow} />
          </li>
        ))}
        <li className={styles.routeStep}>
          <span>{t('send.desk')}</span>
        </li>
      </ol>
      {dueHours !== undefined && steps.length > 0 && (
        <p className={styles.routeRole}>{t('send.due_hours', { hours: dueHours })}</p>
      )}
    </>
  );
}

function Seats({ seats }: { seats: readonly Seat[] }) {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  return (
    <span className={styles.seats}>
      {seats.length > 1 && <span>{t(`send.mode.${seats[0]?.mode ?? 'any'}`)}</span>}
      {seats.map(seat => (
        <span key={`${seat.role} ${seat.reviewer?.id}`} className={styles.seat}>
          <span className={styles.routeRole}>{c(`role.${seat.role}`)}</span>
          <span>{seat.reviewer?.name ?? t('send.nobody')}</span>
        </span>
      ))}
    </span>
  );
}
