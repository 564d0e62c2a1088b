import StopOutlined from '@ant-design/icons/StopOutlined';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { Hint } from '../ui/Hint.tsx';
import { Mark } from '../ui/Mark.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import { awardWords } from './words.ts';

/** Stands beside a unit in the standings that was vetoed in the period; says when and on what ground. */
export function VetoMark({ ownerId, period }: { ownerId: string; period: string }) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const { data } = useQuery(api.awards.vetoes.queryOptions({ input: { period } }));
  const veto = data?.find(each => each.owner.id === ownerId);
  if (!veto) return null;
  const { on, note, basis } = veto;
  return (
    <Hint text={t('veto_said', { day: day(on, language), note, basis })} focusable>
      <Mark tone="bad" icon={<StopOutlined />}>
        {t('veto')}
      </Mark>
    </Hint>
  );
}
