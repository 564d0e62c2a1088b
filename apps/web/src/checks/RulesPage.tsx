import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type CheckRule,
  MANUSCRIPT_TYPES,
  type ManuscriptType,
  RULE_MODES,
  type RuleMode,
} from '@xinxuan/contract';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api, client } from '../api/api.ts';
import { day, dayOf } from '../formats.ts';
import { useMe, useRight } from '../session/me.ts';
import { Empty } from '../ui/Empty.tsx';
import { Field } from '../ui/Field.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page, Panel } from '../ui/Page.tsx';
import { idField, oneOf } from '../ui/searchFields.ts';
import UnitPick from '../ui/UnitPick.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './checks.module.css';
import { TryText } from './TryText.tsx';
import { checkWords } from './words.ts';

const GROUPS = ['S', 'D', 'G', 'P', 'N', 'W', 'T', 'C'] as const;
const State = z.object({ unitId: idField(), type: oneOf(MANUSCRIPT_TYPES) });

/** Every rule of the check with its examples, as it holds at a unit, and how its desk wants it. */
export default function RulesPage() {
  const t = useWords(checkWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const me = useMe();
  const mayTry = useRight('manuscript.write');
  const [state, setState] = useSearchState(State);
  const [find, setFind] = useState('');
  const [adjusted, setAdjusted] = useState(false);
  const unitId = state.unitId ?? me.post?.unit.id;
  const query = useQuery(
    api.checks.rules.queryOptions({ input: { unitId, type: state.type }, placeholderData: keepPreviousData }),
  );
  const wanted = (rule: CheckRule): boolean =>
    (!adjusted || rule.from !== null) &&
    [rule.id, rule[language], rule.source].some(text =>
      text.toLowerCase().includes(find.trim().toLowerCase()),
    );
  return (
    <Page title={t('rules.title')}>
      <p className={styles.intro}>{t('rules.intro')}</p>
      <div className={styles.choose}>
        <Field label={t('rules.at')} id="rules-unit">
          <UnitPick
            id="rules-unit"
            value={unitId ?? null}
            onChange={id => setState({ unitId: id ?? undefined })}
          />
        </Field>
        <Field label={t('rules.type')} id="rules-type">
          <Select<ManuscriptType | 'all'>
            id="rules-type"
            value={state.type ?? 'all'}
            onChange={type => setState({ type: type === 'all' ? undefined : type })}
            options={[
              { value: 'all', label: t('rules.all_types') },
              ...MANUSCRIPT_TYPES.map(value => ({ value, label: c(`type.${value}`) })),
            ]}
          />
        </Field>
        <Field label={t('rules.find')} id="rules-find">
          <Input id="rules-find" allowClear value={find} onChange={e => setFind(e.target.value)} />
        </Field>
        <Checkbox className={styles.only} checked={adjusted} onChange={e => setAdjusted(e.target.checked)}>
          {t('rules.only')}
        </Checkbox>
      </div>
      {mayTry && <TryText unitId={unitId ?? null} type={state.type ?? 'other'} />}
      <Loaded query={query}>
        {({ rules, unit, can, version }) => {
          const shown = rules.filter(wanted);
          return (
            <>
              {shown.length === 0 && <Empty title={t('rules.none')} hint={t('rules.none_hint')} />}
              {GROUPS.map(group => {
                const here = shown.filter(rule => rule.id.startsWith(group));
                return (
                  here.length > 0 && (
                    <Panel key={group} title={`${t(`group.${group}`)}（${here.length}）`}>
                      <ul className={styles.rules}>
                        {here.map(rule => (
                          <RuleRow
                            key={rule.id}
                            rule={rule}
                            unit={unit}
                            type={state.type ?? null}
                            open={can.choose === null}
                          />
                        ))}
                      </ul>
                    </Panel>
                  )
                );
              })}
              <p className={styles.intro}>{t('rules.version', { version, count: rules.length })}</p>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

type RuleRowProps = {
  rule: CheckRule;
  unit: { id: string; name: string } | null;
  type: ManuscriptType | null;
  open: boolean;
};

function RuleRow({ rule, unit, type, open }: RuleRowProps) {
  const t = useWords(checkWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const [examples, setExamples] = useState(false);
  const choose = useChoose(rule, unit, type);
  const { from } = rule;
  const own = rule.own.some(each => each.type === type);
  const modes = RULE_MODES.filter(mode => !rule.fixed || mode === 'normal' || mode === 'blocking');
  return (
    <li className={styles.rule}>
      <div className={styles.said}>
        <p>
          <span className={styles.id}>{rule.id}</span> {rule[language]}
        </p>
        <p className={styles.quiet}>{t('rules.source', { source: rule.source })}</p>
        {rule.fixed && <p className={styles.quiet}>{t('rules.fixed')}</p>}
        {from && (
          <p className={styles.from}>
            {from.type
              ? t('rules.from_type', {
                  unit: from.unit.name,
                  type: c(`type.${from.type}`),
                  by: from.by,
                  day: day(dayOf(new Date(from.at)), language),
                })
              : t('rules.from', {
                  unit: from.unit.name,
                  by: from.by,
                  day: day(dayOf(new Date(from.at)), language),
                })}
          </p>
        )}
        <Button
          type="link"
          size="small"
          className={styles.more}
          aria-expanded={examples}
          aria-label={`${t('rules.examples')} ${rule.id}`}
          onClick={() => setExamples(!examples)}
        >
          {t('rules.examples')}
        </Button>
        {examples && (
          <dl className={styles.examples}>
            <dt>{t('rules.wrong')}</dt>
            {rule.wrong.map(text => (
              <dd key={text}>{text}</dd>
            ))}
            <dt>{t('rules.right')}</dt>
            {rule.right.map(text => (
              <dd key={text}>{text}</dd>
            ))}
          </dl>
        )}
      </div>
      <div className={styles.mode}>
        {open && unit && rule.id !== 'S1' ? (
          <Select<RuleMode>
            aria-label={t('mode.label', { rule: rule.id })}
            value={rule.mode}
            loading={choose.busy}
            onChange={mode => choose.go(mode)}
            options={modes.map(value => ({ value, label: t(`mode.${value}`) }))}
          />
        ) : (
          t(rule.id === 'S1' ? 'mode.refused' : `mode.${rule.mode}`)
        )}
        {open && own && (
          <Button type="link" size="small" onClick={() => choose.go(null)}>
            {t('rules.inherit')}
          </Button>
        )}
      </div>
    </li>
  );
}

function useChoose(rule: CheckRule, unit: RuleRowProps['unit'], type: ManuscriptType | null) {
  const t = useWords(checkWords);
  const before = rule.own.find(each => each.type === type)?.mode ?? null;
  const save = (mode: RuleMode | null) =>
    client.checks.choose({ rule: rule.id, unitId: unit?.id ?? '', type, mode });
  const back = useAct(save);
  return useAct(save, {
    done: (_rule, mode) => ({
      text:
        mode === null
          ? t('rules.given_back', { rule: rule.id, unit: unit?.name ?? '' })
          : t('rules.chosen', { rule: rule.id, unit: unit?.name ?? '', mode: t(`mode.${mode}`) }),
      undo: () => back.go(before),
    }),
  });
}
