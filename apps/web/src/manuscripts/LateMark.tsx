import ExclamationCircleFilled from '@ant-design/icons/ExclamationCircleFilled';
import { Mark } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { manuscriptWords } from './words.ts';

export function LateMark() {
  const t = useWords(manuscriptWords);
  return (
    <Mark tone="bad" icon={<ExclamationCircleFilled />} title={t('late_hint')}>
      {t('late')}
    </Mark>
  );
}
