import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import ForkOutlined from '@ant-design/icons/ForkOutlined';
import InboxOutlined from '@ant-design/icons/InboxOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import SolutionOutlined from '@ant-design/icons/SolutionOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import type { ManuscriptState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';

const LOOKS: Record<ManuscriptState, { tone: Tone; icon: ReactNode }> = {
  draft: { tone: 'plain', icon: <EditOutlined /> },
  in_review: { tone: 'active', icon: <SolutionOutlined /> },
  returned: { tone: 'bad', icon: <RollbackOutlined /> },
  at_desk: { tone: 'active', icon: <InboxOutlined /> },
  accepted: { tone: 'good', icon: <CheckCircleOutlined /> },
  merged: { tone: 'plain', icon: <ForkOutlined /> },
  declined: { tone: 'bad', icon: <CloseCircleOutlined /> },
  withdrawn: { tone: 'plain', icon: <UndoOutlined /> },
};

export function StateMark({ state }: { state: ManuscriptState }) {
  const t = useWords(commonWords);
  return <Mark {...LOOKS[state]}>{t(`state.${state}`)}</Mark>;
}
