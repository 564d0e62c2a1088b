import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import MailOutlined from '@ant-design/icons/MailOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { InstructionState, ReceiverState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { remaining } from '../formats.ts';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './instructions.module.css';
import { instructionWords } from './words.ts';

const STATES: Record<InstructionState, [Tone, ReactNode]> = {
  open: ['active', <ClockCircleOutlined key="i" />],
  answered: ['care', <MailOutlined key="i" />],
  closed: ['good', <CheckCircleOutlined key="i" />],
  cancelled: ['plain', <StopOutlined key="i" />],
};

export function InstructionMark({ state }: { state: InstructionState }) {
  const t = useWords(instructionWords);
  const [tone, icon] = STATES[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
}

const RECEIVERS: Record<ReceiverState, [Tone, ReactNode]> = {
  told: ['care', <MailOutlined key="i" />],
  taken: ['active', <ClockCircleOutlined key="i" />],
  answered: ['active', <MailOutlined key="i" />],
  returned: ['bad', <RollbackOutlined key="i" />],
  accepted: ['good', <CheckCircleOutlined key="i" />],
};

export function ReceiverMark({ state }: { state: ReceiverState }) {
  const t = useWords(instructionWords);
  const [tone, icon] = RECEIVERS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`receiver.${state}`)}
    </Mark>
  );
}

type LateProps = { unit?: string; dueAt: string | null; answeredAt: string | null };

/** How late an answer came, in words. */
export function AnsweredLate({ unit = '', dueAt, answeredAt }: LateProps) {
  const t = useWords(instructionWords);
  if (!dueAt || !answeredAt) return null;
  return (
    <span className={styles.late}>
      <ExclamationCircleFilled aria-hidden />{' '}
      {t('answered_late', { unit, late: remaining(dueAt, new Date(answeredAt)).text })}
    </span>
  );
}
