import { useQuery } from '@tanstack/react-query';
import type { TrialChoices } from '@xinxuan/contract';
import { Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { api } from '../../api/api.ts';
import { count, period as periodWords } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Go, useGo } from '../../ui/Go.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useSettled } from '../../ui/useSettled.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { SPANS } from '../period.ts';
import { PASTED, periodsOf, proposedOf } from './choices.ts';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

type TrialFormProps = {
  choices: TrialChoices;
  /** What the reader came with: a draft, a period. */
  scheme: string | null;
  period: string | null;
};

const IN_FORCE = 'in_force';

/** Which scheme, beside which, on which periods. */
export function TrialForm({ choices, scheme, period }: TrialFormProps) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const go = useGo();
  const schemes = useSchemeOptions(choices);
  const offered = useMemo(() => periodsOf(choices.months), [choices.months]);
  const drafts = choices.schemes.filter(({ state }) => state !== 'in_force' && state !== 'ended');
  const first = scheme ?? drafts[0]?.id;
  const [chosen, setChosen] = useState(first ? `scheme:${first}` : '');
  const [current, setCurrent] = useState(IN_FORCE);
  const [yaml, setYaml] = useState('');
  const usual = offered.find(each => each.span === 'quarter')?.period;
  const [periods, setPeriods] = useState<string[]>(() => {
    const known = period !== null && offered.some(each => each.period === period);
    return known ? [period] : usual ? [usual] : [];
  });
  const settled = useSettled(yaml, 400);
  const pasted = chosen === PASTED;
  const check = useQuery(
    api.schemes.check.queryOptions({ input: { yaml: settled }, enabled: pasted && settled.trim() !== '' }),
  );
  const problems = pasted && settled.trim() ? (check.data?.problems ?? []) : [];
  const start = useAct(api.trials.start.call, { onDone: trial => go(paths.trial(trial.id)) });
  if (offered.length === 0)
    return (
      <Empty
        title={t('no_facts')}
        hint={t('no_facts_hint')}
        act={<Go to={paths.adoptions()}>{t('to_adoptions')}</Go>}
      />
    );
  const proposed = proposedOf(chosen, yaml);
  const missing = proposed ? (periods.length === 0 ? t('choose_periods') : null) : t('choose_proposed');
  const because = problems.length > 0 ? t('text_problems', { count: problems.length }) : missing;
  const begin = () => {
    if (!proposed) return;
    start.go({
      proposed,
      current: current === IN_FORCE ? { kind: IN_FORCE } : { kind: 'scheme', id: current },
      periods,
    });
  };
  return (
    <Panel title={t('begin')}>
      {drafts.length === 0 && (
        <p className={styles.hint}>
          {t('no_drafts')} <Go to={paths.schemes()}>{t('to_schemes')}</Go>
        </p>
      )}
      <div className={styles.form}>
        <Field label={t('proposed')} id="trial-proposed" hint={t('proposed_hint')} required>
          <Select
            id="trial-proposed"
            aria-label={t('proposed')}
            value={chosen || undefined}
            placeholder={t('proposed_choose')}
            style={{ width: '100%' }}
            onChange={setChosen}
            showSearch={{ optionFilterProp: 'label' }}
            options={schemes}
          />
        </Field>
        <Field label={t('current')} id="trial-current">
          <Select
            id="trial-current"
            aria-label={t('current')}
            value={current}
            style={{ width: '100%' }}
            onChange={setCurrent}
            options={[
              { value: IN_FORCE, label: t('current_in_force') },
              ...choices.schemes.map(each => ({ value: each.id, label: nameOf(each, t) })),
            ]}
          />
        </Field>
        {pasted && (
          <div className={styles.wide}>
            <Field label={t('text')} id="trial-text" required>
              <Input.TextArea
                id="trial-text"
                className={styles.yaml}
                value={yaml}
                rows={10}
                spellCheck={false}
                onChange={event => setYaml(event.target.value)}
              />
            </Field>
            {problems.length > 0 && (
              <div className={styles.problem} role="alert">
                <p>{t('text_problems', { count: problems.length })}</p>
                <ul>
                  {problems.map(problem => (
                    <li key={`${problem.path} ${problem.code}`}>
                      {problem.line !== null && t('text_line', { line: problem.line })}
                      {problem[language]}
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
        )}
        <div className={styles.wide}>
          <Field label={t('periods')} id="trial-periods" hint={t('periods_hint')} required>
            <Select
              id="trial-periods"
              aria-label={t('periods')}
              mode="multiple"
              maxCount={12}
              value={periods}
              style={{ width: '100%' }}
              onChange={setPeriods}
              options={SPANS.map(span => ({
                label: t(`group.${span}`),
                options: offered
                  .filter(each => each.span === span)
                  .map(each => ({
                    value: each.period,
                    label: t('period_facts', {
                      period: periodWords(each.period, language),
                      facts: count(each.facts),
                    }),
                  })),
              }))}
            />
          </Field>
        </div>
      </div>
      <ActButton
        type="primary"
        loading={start.busy}
        can={choices.can.start ?? (because ? { reason: 'unfinished', zh: because, en: because } : null)}
        onClick={begin}
      >
        {t('start')}
      </ActButton>
    </Panel>
  );
}

type Say = ReturnType<typeof useWords<typeof trialWords.zh>>;

function nameOf({ name, number, state }: TrialChoices['schemes'][number], t: Say): string {
  return t('scheme_name', { name, number, state: t(`state.${state}`) });
}

function useSchemeOptions({ schemes, presets }: TrialChoices) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const option = (each: TrialChoices['schemes'][number]) => ({
    value: `scheme:${each.id}`,
    label: nameOf(each, t),
  });
  const isFixed = ({ state }: TrialChoices['schemes'][number]) => state === 'in_force' || state === 'ended';
  return [
    { label: t('group.drafts'), options: schemes.filter(each => !isFixed(each)).map(option) },
    { label: t('group.fixed'), options: schemes.filter(isFixed).map(option) },
    { label: t('group.text'), options: [{ value: PASTED, label: t('paste') }] },
    {
      label: t('group.presets'),
      options: presets.map(({ name, title }) => ({ value: `preset:${name}`, label: title[language] })),
    },
  ].filter(({ options }) => options.length > 0);
}
