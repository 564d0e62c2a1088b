import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import { Tag } from 'antd';
import { useWords } from '../words/i18n.ts';
import { schemeWords } from './words.ts';

const LOOK = {
  draft: { icon: <EditOutlined />, color: 'default' },
  in_force: { icon: <CheckCircleOutlined />, color: 'success' },
  ended: { icon: <StopOutlined />, color: 'default' },
} as const;

export function SchemeState({ state }: { state: keyof typeof LOOK }) {
  const t = useWords(schemeWords);
  return (
    <Tag icon={LOOK[state].icon} color={LOOK[state].color}>
      {t(`state.${state}`)}
    </Tag>
  );
}
