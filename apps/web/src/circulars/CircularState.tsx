import EditOutlined from '@ant-design/icons/EditOutlined';
import FileDoneOutlined from '@ant-design/icons/FileDoneOutlined';
import { Mark } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { circularWords } from './words.ts';

export function CircularState({ state }: { state: 'draft' | 'issued' }) {
  const t = useWords(circularWords);
  const draft = state === 'draft';
  return (
    <Mark tone={draft ? 'plain' : 'good'} icon={draft ? <EditOutlined /> : <FileDoneOutlined />}>
      {t(`state.${state}`)}
    </Mark>
  );
}
