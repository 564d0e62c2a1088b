import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import SolutionOutlined from '@ant-design/icons/SolutionOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import ThunderboltOutlined from '@ant-design/icons/ThunderboltOutlined';
import type { ReleaseState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { releaseWords } from './words.ts';

const LOOKS: Record<ReleaseState, [Tone, ReactNode]> = {
  checking: ['active', <SolutionOutlined key="i" />],
  returned: ['bad', <RollbackOutlined key="i" />],
  released: ['good', <CheckCircleOutlined key="i" />],
  cancelled: ['plain', <StopOutlined key="i" />],
};

type MarkProps = { state: ReleaseState; urgent?: boolean; owed?: boolean; returned?: boolean };

export function ReleaseMark({ state, urgent = false, owed = false, returned = false }: MarkProps) {
  const t = useWords(releaseWords);
  if (urgent) {
    return (
      <Mark tone={owed ? 'bad' : 'care'} icon={<ThunderboltOutlined />}>
        {t(returned ? 'urgent_returned' : owed ? 'urgent_owed' : 'urgent')}
      </Mark>
    );
  }
  const [tone, icon] = LOOKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
}
