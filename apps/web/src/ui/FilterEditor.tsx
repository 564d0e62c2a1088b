import { Checkbox } from 'antd';
import { lazy, Suspense } from 'react';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/i18n.ts';
import styles from './FilterBar.module.css';
import { chosen, type Filter, type FilterState } from './filters.ts';

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
        <ul className={styles.options}>
          {filter.options.map(option => (
            <li key={option.value}>
              <button
                type="button"
                className={styles.option}
                aria-pressed={state[filter.key] === option.value}
                onClick={() => {
                  onState({ [filter.key]: option.value });
                  onDone();
                }}
              >
                {option.label}
              </button>
            </li>
          ))}
        </ul>
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
            value={String(state[filter.key] ?? '') || null}
            label={filter.label}
            onChange={id => {
              onState({ [filter.key]: id ?? undefined });
              onDone();
            }}
          />
        </Suspense>
      );
    case 'text':
      return null;
  }
}
