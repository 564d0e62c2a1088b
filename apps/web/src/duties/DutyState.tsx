import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import MinusCircleOutlined from '@ant-design/icons/MinusCircleOutlined';
import type { Duty, DutyState as State } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { spanWords } from './span.ts';
import { dutyWords } from './words.ts';

const LOOK: Record<State, { tone: Tone; icon: ReactNode }> = {
  open: { tone: 'active', icon: <ClockCircleOutlined /> },
  done: { tone: 'good', icon: <CheckCircleOutlined /> },
  nil: { tone: 'good', icon: <MinusCircleOutlined /> },
  waived: { tone: 'plain', icon: <MinusCircleOutlined /> },
  closed: { tone: 'bad', icon: <CloseCircleOutlined /> },
  void: { tone: 'plain', icon: <MinusCircleOutlined /> },
};

/** How a duty stands, in a word; done too late says by how much. */
export function DutyState({ duty }: { duty: Pick<Duty, 'state' | 'late' | 'ended'> }) {
  const t = useWords(dutyWords);
  const { state, late, ended } = duty;
  if (state === 'open' && late)
    return (
      <Mark tone="bad" icon={<ExclamationCircleFilled />}>
        {t('late')}
      </Mark>
    );
  const minutes = ended?.minutesLate ?? null;
  const { tone, icon } = LOOK[state];
  return (
    <Mark tone={minutes === null ? tone : 'bad'} icon={icon}>
      {t(`state.${state}`)}
      {minutes !== null && t('late_by', { time: spanWords(minutes, t) })}
    </Mark>
  );
}
