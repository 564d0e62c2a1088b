import { Button, Select } from 'antd';
import { useId } from 'react';
import { Field } from '../ui/Field.tsx';
import { ByAnswer } from './ByAnswer.tsx';
import {
  type Entries,
  isMap,
  isNumber,
  type Json,
  mapOf,
  type Path,
  putAt,
  remove,
  set,
  textOf,
  typed,
} from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { CommitInput } from './fields.tsx';
import styles from './form.module.css';
import { PointsSheet } from './PointsSheet.tsx';
import type { Vocabulary } from './vocabulary.ts';

type AmountFieldProps = {
  label: string;
  path: Path;
  value: unknown;
  /** The step cannot be without it. */
  needed: boolean;
  /** The clause, for the name of a table. */
  name: string;
  /** It is the answer of a switch, which stays even when it is empty. */
  answers?: boolean;
};

type AmountKind = 'number' | 'table' | 'formula' | 'choose';

function kindOf(value: unknown): AmountKind {
  if (isMap(value)) {
    if ('choose' in value) return 'choose';
    if ('by' in value) return 'table';
    return 'formula' in value ? 'formula' : 'number';
  }
  return typeof value === 'string' && !isNumber(value) ? 'formula' : 'number';
}

/** How much: a number, a table to look it up in, or a formula; for some a percentage, or once for each part. */
export function AmountField({ label, path, value, needed, name, answers = false }: AmountFieldProps) {
  const { t, words } = useSpeech();
  const { document, edit, readOnly } = useEditing();
  const problem = useProblem();
  const id = useId();
  if (value === undefined || value === null)
    return (
      <Field label={label} id={id}>
        <div className={styles.rule}>
          <span className={styles.quiet}>{t('not_set')}</span>
          {!readOnly && (
            <Button id={id} size="small" onClick={() => edit([putAt(document, path, 0)])}>
              {t('set_it')}
            </Button>
          )}
        </div>
      </Field>
    );
  const kind = kindOf(value);
  if (kind === 'choose' && isMap(value))
    return (
      <ByAnswer label={label} value={value} path={path}>
        {(answer, at, told) => (
          <AmountField
            label={`${label}（${told}）`}
            path={at}
            value={answer}
            needed={needed}
            name={`${name}（${told}）`}
            answers
          />
        )}
      </ByAnswer>
    );
  const [first] = words.switches;
  return (
    <Field
      label={label}
      id={id}
      problem={kind === 'table' ? null : problem(path)}
      mark={
        !needed &&
        !readOnly && (
          <Button type="link" size="small" onClick={() => edit([answers ? set(path, null) : remove(path)])}>
            {t('unset')}
          </Button>
        )
      }
    >
      <div className={styles.rule}>
        <Select
          id={id}
          value={kind}
          disabled={readOnly}
          popupMatchSelectWidth={false}
          options={(
            ['number', 'table', 'formula', ...(first && !answers ? (['choose'] as const) : [])] as const
          ).map(each => ({ value: each, label: t(`amount.${each}`) }))}
          style={{ minWidth: 96 }}
          onChange={(next: AmountKind) =>
            edit([
              set(
                path,
                next === 'choose' && first ? chosen(first, value as Json) : startOf(next, numberOf(value)),
              ),
            ])
          }
        />
        <AmountText kind={kind} path={path} value={value} label={label} />
      </div>
      {kind === 'table' && isMap(value) && <PointsSheet amount={value} path={path} name={name} />}
      {kind !== 'table' && isMap(value) && 'each' in value && <EachPart path={path} value={value} />}
    </Field>
  );
}

/** The number to go on with when the way of writing changes. */
function numberOf(value: unknown): number {
  const text = textOf(isMap(value) ? value['number'] : value);
  return isNumber(text) ? Number(text) : 0;
}

/** Each answer begins with what stands there now. */
function chosen({ value: id, options }: Vocabulary['switches'][number], now: Json): Json {
  return { choose: id, ...Object.fromEntries(options.map(option => [option.value, now])) };
}

function startOf(kind: AmountKind, number: number): Json {
  if (kind === 'table') return { by: 'level', table: { '*': number } };
  return kind === 'formula' ? { formula: String(number) } : number;
}

type AmountTextProps = { kind: AmountKind; path: Path; value: unknown; label: string };

function AmountText({ kind, path, value, label }: AmountTextProps) {
  const { t, words } = useSpeech();
  const { edit, readOnly } = useEditing();
  if (kind === 'table') return <TableBy path={path} value={mapOf(value)} />;
  const inside = isMap(value) ? (kind === 'formula' ? 'formula' : 'number') : null;
  const at = inside ? [...path, inside] : path;
  const percent = mapOf(value)['percent'];
  return (
    <>
      <CommitInput
        label={kind === 'formula' ? t('formula.label') : label}
        value={textOf(inside ? mapOf(value)[inside] : value)}
        readOnly={readOnly}
        narrow={kind === 'number'}
        placeholder={kind === 'formula' ? t('formula.hint') : ''}
        onCommit={text => edit([set(at, kind === 'formula' ? text : typed(text))])}
      />
      {kind === 'number' && (percent !== undefined || !readOnly) && (
        <Select
          aria-label={t('amount.percent')}
          value={percent === 'base' || percent === 'now' ? percent : 'none'}
          disabled={readOnly}
          popupMatchSelectWidth={false}
          options={(['none', 'base', 'now'] as const).map(each => ({
            value: each,
            label: t(`amount.percent_${each}`),
          }))}
          style={{ minWidth: 120, maxWidth: words.language === 'zh' ? 160 : 220 }}
          onChange={next => {
            const number = numberOf(value);
            const each = mapOf(value)['each'];
            if (next === 'none' && each === undefined) edit([set(path, number)]);
            else if (next === 'none') edit([remove([...path, 'percent'])]);
            else if (isMap(value)) edit([set([...path, 'percent'], next)]);
            else edit([set(path, { number, percent: next })]);
          }}
        />
      )}
    </>
  );
}

const MOST_DIMENSIONS = 4;

/** By which attributes the table is divided; another division begins a new table. */
function TableBy({ path, value }: { path: Path; value: Entries }) {
  const { t, words } = useSpeech();
  const { edit, readOnly } = useEditing();
  const by = (Array.isArray(value['by']) ? value['by'] : [value['by']]).map(textOf);
  const first = (name: string) =>
    words.attributes.find(attribute => attribute.value === name)?.words[0]?.value ?? '*';
  const options = [
    ...words.attributes
      .filter(({ kind }) => kind === 'word' || kind === 'yes-no')
      .map(({ value, label }) => ({ value, label })),
    { value: 'kind', label: t('dim.kind') },
    { value: 'unit.class', label: t('dim.unit.class') },
    { value: 'unit.group', label: t('dim.unit.group') },
  ];
  return (
    <Select
      mode="multiple"
      aria-label={t('amount.table')}
      value={by}
      disabled={readOnly}
      maxCount={MOST_DIMENSIONS}
      popupMatchSelectWidth={false}
      options={options}
      style={{ minWidth: 160 }}
      title={t('amount.to_table')}
      onChange={(next: string[]) => {
        if (next.length === 0) return;
        const table = next.reduceRight<number | Record<string, unknown>>(
          (below, name) => ({ [first(name)]: below }),
          0,
        );
        edit([set(path, { by: next, table } as never)]);
      }}
    />
  );
}

function EachPart({ path, value }: { path: Path; value: Entries }) {
  const { t, words } = useSpeech();
  const { edit, readOnly } = useEditing();
  const each = mapOf(value['each']);
  const at = (key: string) => [...path, 'each', key];
  return (
    <div className={styles.rule}>
      <span className={styles.quiet}>{t('amount.each')}</span>
      <Select
        aria-label={t('each.of')}
        value={textOf(each['of'])}
        disabled={readOnly}
        popupMatchSelectWidth={false}
        options={words.attributes
          .filter(({ kind }) => kind === 'number')
          .map(({ value, label }) => ({ value, label }))}
        onChange={next => edit([set(at('of'), next)])}
      />
      {(['over', 'step'] as const).map(key => (
        <CommitInput
          key={key}
          label={t(`each.${key}`)}
          placeholder={t(`each.${key}`)}
          value={textOf(each[key])}
          readOnly={readOnly}
          narrow
          onCommit={text => edit([set(at(key), typed(text))])}
        />
      ))}
      <Select
        aria-label={t('each.count')}
        value={textOf(each['count']) || 'whole'}
        disabled={readOnly}
        popupMatchSelectWidth={false}
        options={(['whole', 'started', 'exact'] as const).map(one => ({
          value: one,
          label: t(`each.${one}`),
        }))}
        onChange={next => edit([set(at('count'), next)])}
      />
    </div>
  );
}
