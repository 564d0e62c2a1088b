import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import SafetyCertificateOutlined from '@ant-design/icons/SafetyCertificateOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { FeeState as State } from '@xinxuan/contract';
import { Mark } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { feeWords } from './words.ts';

const LOOKS = {
  prepared: { tone: 'care', icon: <ClockCircleOutlined /> },
  checked: { tone: 'active', icon: <SafetyCertificateOutlined /> },
  paid: { tone: 'good', icon: <CheckCircleOutlined /> },
  discarded: { tone: 'plain', icon: <StopOutlined /> },
} as const;

export function FeeState({ state }: { state: State }) {
  const t = useWords(feeWords);
  return <Mark {...LOOKS[state]}>{t(`state.${state}`)}</Mark>;
}
