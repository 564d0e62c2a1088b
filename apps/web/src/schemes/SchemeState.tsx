import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { schemeWords } from './words.ts';

const LOOKS = {
  draft: { tone: 'plain', icon: <EditOutlined /> },
  in_force: { tone: 'good', icon: <CheckCircleOutlined /> },
  ended: { tone: 'plain', icon: <StopOutlined /> },
} as const satisfies Record<string, { tone: Tone; icon: ReactNode }>;

export function SchemeState({ state }: { state: keyof typeof LOOKS }) {
  const t = useWords(schemeWords);
  return <Mark {...LOOKS[state]}>{t(`state.${state}`)}</Mark>;
}
