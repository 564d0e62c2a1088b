import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import InboxOutlined from '@ant-design/icons/InboxOutlined';
import MailOutlined from '@ant-design/icons/MailOutlined';
import RobotOutlined from '@ant-design/icons/RobotOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { MailState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { mailWords } from './words.ts';

const MARKS: Record<MailState, { tone: Tone; icon: ReactNode }> = {
  stored: { tone: 'plain', icon: <MailOutlined /> },
  waiting: { tone: 'care', icon: <ClockCircleOutlined /> },
  taken: { tone: 'good', icon: <CheckCircleOutlined /> },
  refused: { tone: 'bad', icon: <StopOutlined /> },
  aside: { tone: 'plain', icon: <InboxOutlined /> },
  ignored: { tone: 'plain', icon: <RobotOutlined /> },
};

export function MailMark({ state }: { state: MailState }) {
  const t = useWords(mailWords);
  const { tone, icon } = MARKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
}
