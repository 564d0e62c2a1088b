import { AmountField } from './AmountField.tsx';
import { BandsField } from './BandsField.tsx';
import { ConditionField } from './ConditionField.tsx';
import { choiceName, countName, keyName, shareName } from './describe.ts';
import {
  isMap,
  type Json,
  labelOf,
  listOf,
  mapOf,
  type Path,
  remove,
  set,
  textOf,
  typed,
} from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { LineField, PickField, PickManyField } from './fields.tsx';
import { ReasonsField } from './ReasonsField.tsx';
import { PERIODS, type StepField } from './step-fields.ts';
import type { Word } from './vocabulary.ts';

type StepFieldControlProps = {
  field: StepField;
  value: unknown;
  path: Path;
  name: string;
  /** The step cannot be without it. */
  lead: boolean;
};

/** One field of a step, changed by the control that fits what it holds. */
export function StepFieldControl({ field, value, path, name, lead }: StepFieldControlProps) {
  const speech = useSpeech();
  const { t, words } = speech;
  const { edit, readOnly } = useEditing();
  const problem = useProblem()(path);
  const label = field.letter ? `${t(field.word as 'yes')}（${field.letter}）` : t(field.word as 'yes');
  const put = (next: Json | undefined) =>
    edit([next === undefined || next === '' ? remove(path) : set(path, next)]);
  const common = { label, problem, readOnly };
  const pick = (options: Word[], empty: string | undefined, shown = value) => (
    <PickField {...common} value={textOf(shown) || undefined} options={options} empty={empty} onPick={put} />
  );
  const { shape } = field;
  switch (shape.is) {
    case 'amount':
      return <AmountField label={label} path={path} value={value} needed={lead} name={name} />;
    case 'condition':
      return <ConditionField label={label} value={textOf(value)} problem={problem} onChange={put} />;
    case 'formula':
      return <LineField {...common} value={textOf(value)} hint={t('formula.hint')} onCommit={put} />;
    case 'number':
      return <LineField {...common} value={textOf(value)} onCommit={text => put(typed(text))} />;
    case 'text':
      return (
        <LineField
          {...common}
          value={labelOf(value, words.language)}
          onCommit={text => (isMap(value) ? edit([set([...path, words.language], text)]) : put(text))}
        />
      );
    case 'kinds':
      return value === undefined && path.length > 0 && !lead ? null : (
        <PickManyField
          {...common}
          value={[value].flat().map(textOf).filter(Boolean)}
          options={words.kinds}
          onPick={kinds => put(kinds.length === 1 ? (kinds[0] as string) : kinds)}
        />
      );
    case 'reasons':
      return <ReasonsField label={label} value={listOf(value)} path={path} />;
    case 'bands':
      return <BandsField label={label} value={listOf(value)} path={path} />;
    case 'attribute':
      return pick(
        words.attributes
          .filter(({ kind }) => shape.kind === undefined || kind === shape.kind)
          .map(({ value: id, label: shown }) => ({ value: id, label: shown })),
        t('not_set'),
      );
    case 'period':
      return pick(
        PERIODS.map(period => ({ value: period, label: t(`period.${period}`) })),
        t('not_set'),
      );
    case 'choice':
      return pick(
        shape.of.map(choice => ({ value: choice, label: choiceName(choice, t) })),
        shape.default ? t('default_is', { value: choiceName(shape.default, t) }) : t('not_set'),
      );
    case 'keys': {
      const keys = [
        'manuscript',
        'lead',
        ...PERIODS.slice(0, -1),
        ...words.attributes.map(({ value: id }) => id),
      ];
      return (
        <PickManyField
          {...common}
          value={[value ?? 'manuscript'].flat().map(textOf)}
          options={keys.map(key => ({ value: key, label: keyName(key, speech) }))}
          onPick={next => put(next.length === 1 ? (next[0] as string) : next)}
        />
      );
    }
    case 'count': {
      const best = textOf(mapOf(value)['best']);
      return (
        <PickField
          {...common}
          value={best ? `best ${best}` : textOf(value) || undefined}
          options={[
            ...['highest', 'all', 'first', 'last'].map(each => ({ value: each, label: choiceName(each, t) })),
            ...[2, 3, 4, 5, ...(Number(best) > 5 ? [Number(best)] : [])].map(n => ({
              value: `best ${n}`,
              label: countName({ best: n }, t),
            })),
          ]}
          empty={t('default_is', { value: choiceName('highest', t) })}
          onPick={next => put(next?.startsWith('best ') ? { best: Number(next.slice(5)) } : next)}
        />
      );
    }
    case 'share': {
      const ratio = listOf(mapOf(value)['ratio']).map(textOf).join(':');
      return (
        <PickField
          {...common}
          value={ratio || textOf(value) || undefined}
          options={[
            ...['full', 'equal', 'half', 'stated'].map(each => ({ value: each, label: choiceName(each, t) })),
            ...[...new Set([ratio, '3:2', '6:4', '7:3'])].filter(Boolean).map(each => ({
              value: each,
              label: shareName({ ratio: each.split(':') }, t),
            })),
          ]}
          empty={t('default_is', { value: choiceName('full', t) })}
          onPick={next => put(next?.includes(':') ? { ratio: next.split(':').map(Number) } : next)}
        />
      );
    }
  }
}
