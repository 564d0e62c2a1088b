import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import PieChartOutlined from '@ant-design/icons/PieChartOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import type { ObjectionRow, Outcome } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../../ui/Mark.tsx';
import { useWords } from '../../words/i18n.ts';
import { objectionWords } from './words.ts';

const STATES: Record<ObjectionRow['state'], { tone: Tone; icon: ReactNode }> = {
  open: { tone: 'active', icon: <ClockCircleOutlined /> },
  answered: { tone: 'plain', icon: <CheckCircleOutlined /> },
  reopened: { tone: 'care', icon: <ClockCircleOutlined /> },
  decided: { tone: 'plain', icon: <CheckCircleOutlined /> },
  withdrawn: { tone: 'plain', icon: <UndoOutlined /> },
};

export function ObjectionState({ state }: { state: ObjectionRow['state'] }) {
  const t = useWords(objectionWords);
  return <Mark {...STATES[state]}>{t(`state.${state}`)}</Mark>;
}

const OUTCOMES: Record<Outcome, { tone: Tone; icon: ReactNode }> = {
  upheld: { tone: 'good', icon: <CheckCircleOutlined /> },
  partly: { tone: 'care', icon: <PieChartOutlined /> },
  rejected: { tone: 'bad', icon: <CloseCircleOutlined /> },
};

export function OutcomeMark({ outcome }: { outcome: Outcome | null }) {
  const t = useWords(objectionWords);
  return outcome && <Mark {...OUTCOMES[outcome]}>{t(`outcome.${outcome}`)}</Mark>;
}
