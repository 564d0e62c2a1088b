import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import type { Adoption } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';

const LOOKS: Record<Adoption['state'], { tone: Tone; icon: ReactNode }> = {
  claimed: { tone: 'active', icon: <ClockCircleOutlined /> },
  verified: { tone: 'good', icon: <CheckCircleOutlined /> },
  refused: { tone: 'bad', icon: <CloseCircleOutlined /> },
  withdrawn: { tone: 'plain', icon: <UndoOutlined /> },
};

export function AdoptionState({ state }: { state: Adoption['state'] }) {
  const c = useWords(commonWords);
  return <Mark {...LOOKS[state]}>{c(`adoption.${state}`)}</Mark>;
}
