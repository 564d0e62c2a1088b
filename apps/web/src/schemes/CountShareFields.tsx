import { choiceName, countName, shareName } from './describe.ts';
import { type Json, listOf, mapOf, textOf } from './document.ts';
import { useSpeech } from './editing.ts';
import { PickField } from './fields.tsx';

type ChoiceFieldProps = {
  label: string;
  problem: string | null;
  readOnly: boolean;
  value: unknown;
  put: (next: Json | undefined) => void;
};

/** Which ones of a group count: one word, or the best so many. Other numbers are shown and kept. */
export function CountField({ value, put, ...common }: ChoiceFieldProps) {
  const { t } = useSpeech();
  const best = textOf(mapOf(value)['best']);
  const [end] = (['first', 'last'] as const).filter(each => mapOf(value)[each] !== undefined);
  const ends = end ? [{ value: 'ends', label: t(`choice.${end}_n`, { n: textOf(mapOf(value)[end]) }) }] : [];
  return (
    <PickField
      {...common}
      value={end ? 'ends' : best ? `best ${best}` : textOf(value) || undefined}
      options={[
        ...['highest', 'all', 'first', 'last'].map(each => ({ value: each, label: choiceName(each, t) })),
        ...ends,
        ...[2, 3, 4, 5, ...(Number(best) > 5 ? [Number(best)] : [])].map(n => ({
          value: `best ${n}`,
          label: countName({ best: n }, t),
        })),
      ]}
      empty={t('default_is', { value: choiceName('highest', t) })}
      onPick={next =>
        next !== 'ends' && put(next?.startsWith('best ') ? { best: Number(next.slice(5)) } : next)
      }
    />
  );
}

/** How several share: one word, or a ratio. A formula is shown and kept. */
export function ShareField({ value, put, ...common }: ChoiceFieldProps) {
  const { t } = useSpeech();
  const ratio = listOf(mapOf(value)['ratio']).map(textOf).join(':');
  const formula = textOf(mapOf(value)['formula']);
  return (
    <PickField
      {...common}
      value={formula ? 'formula' : ratio || textOf(value) || undefined}
      options={[
        ...['full', 'equal', 'half', 'stated'].map(each => ({ value: each, label: choiceName(each, t) })),
        ...(formula ? [{ value: 'formula', label: t('choice.share_formula', { formula }) }] : []),
        ...[...new Set([ratio, '3:2', '6:4', '7:3'])].filter(Boolean).map(each => ({
          value: each,
          label: shareName({ ratio: each.split(':') }, t),
        })),
      ]}
      empty={t('default_is', { value: choiceName('full', t) })}
      onPick={next =>
        next !== 'formula' && put(next?.includes(':') ? { ratio: next.split(':').map(Number) } : next)
      }
    />
  );
}
