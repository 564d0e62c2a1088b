import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined';
import CopyOutlined from '@ant-design/icons/CopyOutlined';
import MinusCircleOutlined from '@ant-design/icons/MinusCircleOutlined';
import SyncOutlined from '@ant-design/icons/SyncOutlined';
import UndoOutlined from '@ant-design/icons/UndoOutlined';
import type { ImportRowState, ImportState } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { importWords } from './words.ts';

const STATES: Record<ImportState, { tone: Tone; icon: ReactNode }> = {
  mapping: { tone: 'care', icon: <ClockCircleOutlined /> },
  reading: { tone: 'active', icon: <SyncOutlined /> },
  ready: { tone: 'care', icon: <ClockCircleOutlined /> },
  taking: { tone: 'active', icon: <SyncOutlined /> },
  done: { tone: 'good', icon: <CheckCircleOutlined /> },
  undoing: { tone: 'active', icon: <SyncOutlined /> },
  undone: { tone: 'plain', icon: <UndoOutlined /> },
  cancelled: { tone: 'plain', icon: <MinusCircleOutlined /> },
};
const ROWS: Record<ImportRowState, { tone: Tone; icon: ReactNode }> = {
  waiting: { tone: 'active', icon: <ClockCircleOutlined /> },
  ready: { tone: 'good', icon: <CheckCircleOutlined /> },
  wrong: { tone: 'bad', icon: <CloseCircleOutlined /> },
  refused: { tone: 'bad', icon: <CloseCircleOutlined /> },
  repeated: { tone: 'plain', icon: <CopyOutlined /> },
  skipped: { tone: 'plain', icon: <MinusCircleOutlined /> },
  taken: { tone: 'good', icon: <CheckCircleOutlined /> },
  undone: { tone: 'plain', icon: <UndoOutlined /> },
};

export function ImportStateMark({ state }: { state: ImportState }) {
  const t = useWords(importWords);
  return <Mark {...STATES[state]}>{t(`state.${state}`)}</Mark>;
}

export function RowStateMark({ state }: { state: ImportRowState }) {
  const t = useWords(importWords);
  return <Mark {...ROWS[state]}>{t(`row.${state}`)}</Mark>;
}
