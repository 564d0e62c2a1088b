import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import SendOutlined from '@ant-design/icons/SendOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { SchemeRow } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import type * as z from 'zod';
import { dayOf } from '../formats.ts';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../words/i18n.ts';
import { schemeWords } from './words.ts';

const LOOKS = {
  draft: { tone: 'plain', icon: <EditOutlined /> },
  submitted: { tone: 'active', icon: <SendOutlined /> },
  approved: { tone: 'active', icon: <CheckCircleOutlined /> },
  planned: { tone: 'active', icon: <ClockCircleOutlined /> },
  in_force: { tone: 'good', icon: <CheckCircleOutlined /> },
  ended: { tone: 'plain', icon: <StopOutlined /> },
} as const satisfies Record<string, { tone: Tone; icon: ReactNode }>;

type SchemeStateProps = { scheme: Pick<z.infer<typeof SchemeRow>, 'state' | 'fromOn' | 'toOn'> };

/** A scheme counts from its first to its last day, whatever has been decided about later days. */
export function SchemeState({ scheme: { state, fromOn, toOn } }: SchemeStateProps) {
  const t = useWords(schemeWords);
  const today = dayOf(useNow());
  const stands =
    state === 'in_force' && fromOn !== null && fromOn > today
      ? 'planned'
      : state === 'ended' && toOn !== null && toOn >= today
        ? 'in_force'
        : state;
  return <Mark {...LOOKS[stands]}>{t(`state.${stands}`)}</Mark>;
}
