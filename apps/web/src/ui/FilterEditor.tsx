import { Checkbox } from 'antd';
import { lazy, Suspense } from 'react';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './FilterBar.module.css';
import { chosen, type Filter, type FilterState } from './filters.ts';
import { Options } from './Options.tsx';

const DaysPick = lazy(() => import('./DaysPick.tsx'));
const UnitPick = lazy(() => import('./UnitPick.tsx'));

type FilterEditorProps = {
  filter: Filter;
  state: FilterState;
  onState: (patch: FilterState) => void;
  onDone: () => void;
};

export function FilterEditor({ filter, state, onState, onDone }: FilterEditorProps) {
  const t = useWords(commonWords);
  switch (filter.kind) {
    case 'some':
      return (
        <Checkbox.Group
          className={styles.checks}
          value={[...chosen(state, filter.key)]}
          options={[...filter.options]}
          onChange={values => onState({ [filter.key]: values.length > 0 ? values : undefined })}
        />
      );
    case 'one':
      return (
        <Options
          options={filter.options}
          current={String(state[filter.key] ?? '')}
          onPick={value => {
            onState({ [filter.key]: value });
            onDone();
          }}
        />
      );
    case 'flag':
      return (
        <Checkbox
          checked={state[filter.key] === true}
          onChange={e => onState({ [filter.key]: e.target.checked || undefined })}
        >
          {t('list.only', { filter: filter.label })}
        </Checkbox>
      );
    case 'days':
      return (
        <Suspense>
          <DaysPick
            from={String(state[filter.key] ?? '') || null}
            to={String(state[filter.until] ?? '') || null}
            label={filter.label}
            onChange={(from, to) =>
              onState({ [filter.key]: from ?? undefined, [filter.until]: to ?? undefined })
            }
          />
        </Suspense>
      );
    case 'unit':
      return (
        <Suspense>
          <UnitPick
            opened
            value={String(state[filter.key] ?? '') || null}
            label={filter.label}
            onChange={id => {
              onState({ [filter.key]: id ?? undefined });
              onDone();
            }}
          />
        </Suspense>
      );
    case 'own':
      return filter.edit(onDone);
    case 'text':
      return null;
  }
}
