import CheckCircleFilled from '@ant-design/icons/CheckCircleFilled';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import CloseCircleFilled from '@ant-design/icons/CloseCircleFilled';
import RollbackOutlined from '@ant-design/icons/RollbackOutlined';
import type { Adoption } from '@xinxuan/contract';
import { Tag } from 'antd';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/i18n.ts';

const LOOK = {
  claimed: { icon: <ClockCircleOutlined />, color: 'processing' },
  verified: { icon: <CheckCircleFilled />, color: 'success' },
  refused: { icon: <CloseCircleFilled />, color: 'error' },
  withdrawn: { icon: <RollbackOutlined />, color: 'default' },
} as const satisfies Record<Adoption['state'], unknown>;

export function AdoptionState({ state }: { state: Adoption['state'] }) {
  const c = useWords(commonWords);
  return (
    <Tag icon={LOOK[state].icon} color={LOOK[state].color}>
      {c(`adoption.${state}`)}
    </Tag>
  );
}
