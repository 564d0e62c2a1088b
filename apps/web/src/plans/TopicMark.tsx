import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { TopicState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { planWords } from './words.ts';

const LOOKS: Record<TopicState, [Tone, ReactNode]> = {
  draft: ['plain', <EditOutlined key="i" />],
  coming: ['plain', <ClockCircleOutlined key="i" />],
  running: ['active', <ClockCircleOutlined key="i" />],
  reached: ['good', <CheckCircleOutlined key="i" />],
  behind: ['bad', <ExclamationCircleOutlined key="i" />],
  removed: ['plain', <StopOutlined key="i" />],
};

export function TopicMark({ state }: { state: TopicState }) {
  const t = useWords(planWords);
  const [tone, icon] = LOOKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
}
