import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined';
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import StopOutlined from '@ant-design/icons/StopOutlined';
import type { AwardCandidate, RoundState as State } from '@xinxuan/contract';
import { Mark } from '../ui/Mark.tsx';
import { useWords } from '../words/i18n.ts';
import { awardWords } from './words.ts';

const LOOKS = {
  proposed: { tone: 'active', icon: <EditOutlined /> },
  submitted: { tone: 'care', icon: <ClockCircleOutlined /> },
  granted: { tone: 'good', icon: <CheckCircleOutlined /> },
  discarded: { tone: 'plain', icon: <StopOutlined /> },
} as const;

export function RoundState({ state }: { state: State | 'discarded' }) {
  const t = useWords(awardWords);
  return <Mark {...LOOKS[state]}>{t(`round.${state}`)}</Mark>;
}

export const RESULTS = ['gets', 'missed', 'lost', 'apart'] as const;
export type Result = (typeof RESULTS)[number];

/** What a candidate's row says in one word. */
export function resultOf({ gets, outcome, decision }: AwardCandidate): Result {
  if (gets) return 'gets';
  if (decision?.kind === 'set_aside' || outcome === 'barred' || outcome === 'last') return 'lost';
  return outcome === 'apart' ? 'apart' : 'missed';
}

export function ResultMark({ result }: { result: Result }) {
  const t = useWords(awardWords);
  if (result === 'gets')
    return (
      <Mark tone="good" icon={<CheckCircleOutlined />}>
        {t('result.gets')}
      </Mark>
    );
  if (result === 'lost')
    return (
      <Mark tone="bad" icon={<StopOutlined />}>
        {t('result.lost')}
      </Mark>
    );
  return <span>{t(`result.${result}`)}</span>;
}
