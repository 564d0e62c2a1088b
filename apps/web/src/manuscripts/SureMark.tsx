import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined';
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined';
import type { ReactNode } from 'react';
import { Mark, type Tone } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import type { Reading, Sureness } from './draft.ts';
import { manuscriptWords } from './words.ts';

const LOOKS: Record<Sureness, { tone: Tone; icon: ReactNode }> = {
  certain: { tone: 'good', icon: <CheckCircleOutlined /> },
  likely: { tone: 'care', icon: <QuestionCircleOutlined /> },
  missing: { tone: 'care', icon: <ExclamationCircleOutlined /> },
};

/** How surely a field was read from the file, and where in it. */
export function SureMark({ reading, of }: { reading: Reading; of?: string }) {
  const t = useWords(manuscriptWords);
  const word = t(`sure.${reading.certainty}`);
  return (
    <Mark
      {...LOOKS[reading.certainty]}
      title={reading.from ? t('sure.from', { from: reading.from }) : undefined}
    >
      {of ? `${of} ${word}` : word}
    </Mark>
  );
}
