import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined';
import WarningOutlined from '@ant-design/icons/WarningOutlined';
import type { FairnessFinding } from '@xinxuan/contract';
import { Mark } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { fairnessWords } from './words.ts';

export function VerdictMark({ answer }: Pick<FairnessFinding, 'answer'>) {
  const t = useWords(fairnessWords);
  if (!answer)
    return (
      <Mark tone="care" icon={<QuestionCircleOutlined />}>
        {t('verdict.none')}
      </Mark>
    );
  return answer.verdict === 'fair' ? (
    <Mark tone="plain" icon={<CheckCircleOutlined />}>
      {t('verdict.fair')}
    </Mark>
  ) : (
    <Mark tone="bad" icon={<WarningOutlined />}>
      {t('verdict.unfair')}
    </Mark>
  );
}
