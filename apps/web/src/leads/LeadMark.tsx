import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined';
import MailOutlined from '@ant-design/icons/MailOutlined';
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import SwapOutlined from '@ant-design/icons/SwapOutlined';
import type { LeadState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { leadWords } from './words.ts';

const LOOKS: Record<LeadState, [Tone, ReactNode]> = {
  asked: ['care', <MailOutlined key="i" />],
  accepted: ['active', <ClockCircleOutlined key="i" />],
  writing: ['active', <EditOutlined key="i" />],
  completed: ['good', <CheckCircleOutlined key="i" />],
  completed_late: ['bad', <ExclamationCircleOutlined key="i" />],
  completed_elsewhere: ['good', <SwapOutlined key="i" />],
  missed: ['bad', <CloseCircleOutlined key="i" />],
  said_nothing: ['care', <QuestionCircleOutlined key="i" />],
  nothing: ['plain', <StopOutlined key="i" />],
  cancelled: ['plain', <StopOutlined key="i" />],
};

export function LeadMark({ state }: { state: LeadState }) {
  const t = useWords(leadWords);
  const [tone, icon] = LOOKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
}
