import { useWords } from '../words/i18n.ts';
import { AmountField } from './AmountField.tsx';
import { BandsField } from './BandsField.tsx';
import { ByAnswer } from './ByAnswer.tsx';
import { ConditionField } from './ConditionField.tsx';
import { CountField, ShareField } from './CountShareFields.tsx';
import { keyName } from './describe.ts';
import {
  dropAt,
  isMap,
  type Json,
  labelOf,
  listOf,
  type Path,
  putAt,
  set,
  textOf,
  typed,
} from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { LineField, PickField, PickManyField } from './fields.tsx';
import { formWords } from './formWords.ts';
import { KnownField } from './KnownField.tsx';
import { PairsField } from './PairsField.tsx';
import { partWords } from './part-words.ts';
import { ReasonsField } from './ReasonsField.tsx';
import { PERIODS, type StepField } from './step-fields.ts';
import { keyWords, nameOf } from './text/keyWords.ts';
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
export function StepFieldControl(props: StepFieldControlProps) {
  const { field, value, path, lead } = props;
  const label = useFieldLabel(field);
  if (field.shape.is === 'amount' || !isMap(value) || !('choose' in value))
    return <PlainField {...props} label={label} />;
  return (
    <ByAnswer label={label} value={value} path={path}>
      {(answer, at, told) => (
        <PlainField
          {...props}
          value={answer ?? undefined}
          path={at}
          label={`${label}（${told}）`}
          lead={lead}
          answers
        />
      )}
    </ByAnswer>
  );
}

function useFieldLabel({ word, key, letter }: StepField): string {
  const t = useWords(formWords);
  const k = useWords(keyWords);
  const said = key ? nameOf(k(key)) : word ? t(word as 'yes') : '';
  return letter ? `${said}（${letter}）` : said;
}

type PlainFieldProps = StepFieldControlProps & {
  label: string;
  /** It is the answer of a switch, which stays even when it is empty. */
  answers?: boolean;
};

function PlainField({ field, value, path, name, lead, label, answers = false }: PlainFieldProps) {
  const speech = useSpeech();
  const { t, words } = speech;
  const p = useWords(partWords);
  const { document, edit, readOnly } = useEditing();
  const problem = useProblem()(path);
  const put = (next: Json | undefined) =>
    edit([
      next !== undefined && next !== ''
        ? putAt(document, path, next)
        : answers
          ? set(path, null)
          : dropAt(document, path),
    ]);
  const common = { label, problem, readOnly };
  const pick = (options: Word[], empty: string | undefined, shown = value) => (
    <PickField {...common} value={textOf(shown) || undefined} options={options} empty={empty} onPick={put} />
  );
  const { shape } = field;
  switch (shape.is) {
    case 'amount':
      return (
        <AmountField label={label} path={path} value={value} needed={lead} name={name} answers={answers} />
      );
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
        shape.of.map(choice => ({
          value: choice,
          label: t((shape.named?.[choice] ?? `choice.${choice}`) as 'yes'),
        })),
        shape.default
          ? t('default_is', {
              value: t((shape.named?.[shape.default] ?? `choice.${shape.default}`) as 'yes'),
            })
          : t('not_set'),
      );
    case 'numbers':
      return (
        <LineField
          {...common}
          hint={p('numbers_hint')}
          value={listOf(value).map(textOf).join(', ')}
          onCommit={text =>
            put(
              text
                .split(/[,，、\s]+/)
                .filter(Boolean)
                .map(typed),
            )
          }
        />
      );
    case 'known':
      return <KnownField {...common} field={shape} value={value} put={put} />;
    case 'pairs':
      return <PairsField label={label} of={shape.of} value={value} path={path} />;
    case 'keys': {
      const keys = [
        'manuscript',
        'lead',
        'kind',
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
    case 'count':
      return <CountField {...common} value={value} put={put} />;
    case 'share':
      return <ShareField {...common} value={value} put={put} />;
  }
}
