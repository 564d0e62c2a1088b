import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined';
import LoadingOutlined from '@ant-design/icons/LoadingOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { TrialRow } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../../ui/Mark.tsx';
import { useWords } from '../../words/i18n.ts';
import { trialWords } from './words.ts';

const LOOKS = {
  running: { tone: 'active', icon: <LoadingOutlined /> },
  done: { tone: 'good', icon: <CheckCircleOutlined /> },
  cancelled: { tone: 'plain', icon: <StopOutlined /> },
  failed: { tone: 'bad', icon: <ExclamationCircleOutlined /> },
  interrupted: { tone: 'care', icon: <StopOutlined /> },
} as const satisfies Record<TrialRow['state'], { tone: Tone; icon: ReactNode }>;

export function TrialState({ row }: { row: Pick<TrialRow, 'state'> }) {
  const t = useWords(trialWords);
  return <Mark {...LOOKS[row.state]}>{t(`trial_state.${row.state}`)}</Mark>;
}
