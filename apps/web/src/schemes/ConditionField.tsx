import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { Button, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { Field } from '../ui/Field.tsx';
import { COMPARISONS, type Comparison, type Rule, readCondition, writeCondition } from './condition.ts';
import { dimensionNames } from './describe.ts';
import { useEditing, useSpeech } from './editing.ts';
import { CommitInput } from './fields.tsx';
import styles from './form.module.css';
import type { SayForm } from './formWords.ts';
import { type AttributeWords, dimension, type Vocabulary } from './vocabulary.ts';

type ConditionFieldProps = {
  label: string;
  value: string;
  problem?: string | null;
  /** Empty takes the condition away. */
  onChange: (text: string) => void;
};

/** A condition by choosing where it is a plain one, and as text where it is not or where the writer wants it so. */
export function ConditionField({ label, value, problem = null, onChange }: ConditionFieldProps) {
  const { t, words } = useSpeech();
  const { readOnly } = useEditing();
  const id = useId();
  const rules = readCondition(value);
  const [asText, setAsText] = useState(false);
  const text = asText || rules === null;
  return (
    <Field
      label={label}
      id={id}
      problem={problem}
      mark={
        !readOnly &&
        rules !== null && (
          <Button type="link" size="small" onClick={() => setAsText(!asText)}>
            {t(text ? 'condition.as_rules' : 'condition.as_text')}
          </Button>
        )
      }
    >
      {text ? (
        <CommitInput
          id={id}
          value={value}
          readOnly={readOnly}
          onCommit={onChange}
          placeholder={t('condition.none')}
        />
      ) : (
        <Rules
          key={value}
          id={id}
          rules={rules}
          words={words}
          t={t}
          readOnly={readOnly}
          onChange={next =>
            onChange(writeCondition(next, name => attributeOf(words, name, t).kind === 'number'))
          }
        />
      )}
    </Field>
  );
}

function attributeOf(words: Vocabulary, name: string, t: SayForm): AttributeWords {
  if (name.startsWith('unit.') || name === 'words' || name === 'authors' || name === 'joint') {
    const known = words.numbers.find(number => `unit.${number.value}` === name);
    if (known) return { ...known, value: name, kind: 'number', words: [] };
  }
  return dimension(words, name, dimensionNames(t));
}

type RulesProps = {
  id: string;
  rules: readonly Rule[];
  words: Vocabulary;
  t: SayForm;
  readOnly: boolean;
  onChange: (rules: Rule[]) => void;
};

function Rules({ id, rules, words, t, readOnly, onChange }: RulesProps) {
  const [draft, setDraft] = useState<readonly Rule[]>(rules);
  useEffect(() => setDraft(rules), [rules]);
  const put = (next: Rule[]) => {
    setDraft(next);
    if (next.every(isComplete)) onChange(next);
  };
  const names = [
    ...words.attributes.map(({ value, label }) => ({ value, label })),
    ...words.numbers.map(({ value, label }) => ({ value: `unit.${value}`, label })),
  ];
  return (
    <div className={styles.rules} id={id}>
      {draft.length === 0 && <span className={styles.quiet}>{t('condition.none')}</span>}
      {draft.map((rule, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name but their place
        <div key={i} className={styles.rule}>
          {i > 0 && <span className={styles.quiet}>{t('condition.and')}</span>}
          <Select
            aria-label={t('condition.attribute')}
            value={rule.attribute || null}
            disabled={readOnly}
            popupMatchSelectWidth={false}
            options={names}
            style={{ minWidth: 104 }}
            onChange={attribute => put(replaced(draft, i, firstRule(words, attribute, t)))}
          />
          <RuleValue
            rule={rule}
            attribute={attributeOf(words, rule.attribute, t)}
            readOnly={readOnly}
            t={t}
            onChange={next => put(replaced(draft, i, next))}
          />
          {!readOnly && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('condition.drop')}
              title={t('condition.drop')}
              onClick={() => put(draft.filter((_, k) => k !== i))}
            />
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="small" onClick={() => setDraft([...draft, { attribute: '', is: '==', values: [] }])}>
          {t('condition.add')}
        </Button>
      )}
    </div>
  );
}

const replaced = (rules: readonly Rule[], at: number, rule: Rule): Rule[] =>
  rules.map((each, i) => (i === at ? rule : each));

function isComplete({ attribute, is, values }: Rule): boolean {
  return attribute !== '' && (is === 'yes' || is === 'no' || values.some(value => value !== ''));
}

function firstRule(words: Vocabulary, attribute: string, t: SayForm): Rule {
  const { kind } = attributeOf(words, attribute, t);
  if (kind === 'yes-no') return { attribute, is: 'yes', values: [] };
  return { attribute, is: kind === 'number' ? '>=' : '==', values: [] };
}

const FITTING: Record<AttributeWords['kind'], readonly Comparison[]> = {
  word: ['==', '!=', 'in'],
  text: ['==', '!='],
  number: ['>=', '>', '<=', '<', '=='],
  'yes-no': ['yes', 'no'],
  day: ['>=', '>', '<=', '<', '=='],
};

type RuleValueProps = {
  rule: Rule;
  attribute: AttributeWords;
  readOnly: boolean;
  t: SayForm;
  onChange: (rule: Rule) => void;
};

function RuleValue({ rule, attribute, readOnly, t, onChange }: RuleValueProps) {
  const comparisons = COMPARISONS.filter(is => FITTING[attribute.kind].includes(is) || is === rule.is);
  const wordy = attribute.kind === 'word';
  return (
    <>
      <Select
        aria-label={t('condition.comparison')}
        value={rule.is}
        disabled={readOnly}
        popupMatchSelectWidth={false}
        options={comparisons.map(is => ({ value: is, label: t(`is.${is}`) }))}
        style={{ minWidth: 84 }}
        onChange={is => onChange({ ...rule, is })}
      />
      {rule.is !== 'yes' && rule.is !== 'no' && wordy && (
        <Select
          aria-label={t('condition.value')}
          mode={rule.is === 'in' ? 'multiple' : undefined}
          value={(rule.is === 'in' ? rule.values : (rule.values[0] ?? null)) as never}
          disabled={readOnly}
          popupMatchSelectWidth={false}
          options={attribute.words}
          style={{ minWidth: 104 }}
          onChange={(picked: string | string[]) => onChange({ ...rule, values: [picked].flat() })}
        />
      )}
      {rule.is !== 'yes' && rule.is !== 'no' && !wordy && (
        <CommitInput
          label={t('condition.value')}
          value={rule.values[0] ?? ''}
          readOnly={readOnly}
          narrow
          onCommit={text => onChange({ ...rule, values: [text.trim()] })}
        />
      )}
    </>
  );
}
