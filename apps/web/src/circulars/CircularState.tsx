import EditOutlined from '@ant-design/icons/EditOutlined';
import FileDoneOutlined from '@ant-design/icons/FileDoneOutlined';
import { Tag } from 'antd';
import { useWords } from '../words/i18n.ts';
import { circularWords } from './words.ts';

export function CircularState({ state }: { state: 'draft' | 'issued' }) {
  const t = useWords(circularWords);
  return (
    <Tag
      icon={state === 'draft' ? <EditOutlined /> : <FileDoneOutlined />}
      color={state === 'draft' ? 'default' : 'success'}
    >
      {t(`state.${state}`)}
    </Tag>
  );
}
