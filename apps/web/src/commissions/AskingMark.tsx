import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined';
import MailOutlined from '@ant-design/icons/MailOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import SwapOutlined from '@ant-design/icons/SwapOutlined';
import type { AskingState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { commissionWords } from './words.ts';

const LOOKS: Record<AskingState, [Tone, ReactNode]> = {
  asked: ['care', <MailOutlined key="i" />],
  accepted: ['active', <ClockCircleOutlined key="i" />],
  writing: ['active', <EditOutlined key="i" />],
  delivered: ['good', <CheckCircleOutlined key="i" />],
  delivered_late: ['bad', <ExclamationCircleOutlined key="i" />],
  missed: ['bad', <CloseCircleOutlined key="i" />],
  waived: ['plain', <StopOutlined key="i" />],
  declined: ['plain', <CloseCircleOutlined key="i" />],
  passed_on: ['plain', <SwapOutlined key="i" />],
  cancelled: ['plain', <StopOutlined key="i" />],
};

export function AskingMark({ state }: { state: AskingState }) {
  const t = useWords(commissionWords);
  const [tone, icon] = LOOKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Mark>
  );
}
