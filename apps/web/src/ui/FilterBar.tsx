import CloseOutlined from '@ant-design/icons/CloseOutlined';
import DownOutlined from '@ant-design/icons/DownOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { Drop } from './Drop.tsx';
import styles from './FilterBar.module.css';
import { FilterEditor } from './FilterEditor.tsx';
import { type Filter, type FilterState, isSet, lifted, type Option } from './filters.ts';
import { Options } from './Options.tsx';
import { useFilterText } from './useFilterText.ts';

type FilterBarProps = {
  /** What is listed: 稿件 */
  noun: string;
  filters: readonly Filter[];
  state: FilterState;
  onState: (patch: FilterState) => void;
  sorts?: readonly Option[];
  children?: ReactNode;
};

/** The conditions of a list, read as one sentence; each word of it can be changed where it stands. */
export function FilterBar({ noun, filters, state, onState, sorts = [], children }: FilterBarProps) {
  const t = useWords(commonWords);
  const [added, setAdded] = useState<string | null>(null);
  const text = filters.find(f => f.kind === 'text');
  const chips = filters.filter(f => f.kind !== 'text');
  const shown = chips.filter(f => f.pinned || isSet(f, state) || f.key === added);
  const more = chips.filter(f => !shown.includes(f));
  const any = filters.some(f => isSet(f, state));
  return (
    <div className={styles.bar}>
      {text && (
        <TextFilter key={String(state[text.key] ?? '')} filter={text} state={state} onState={onState} />
      )}
      {(chips.length > 0 || sorts.length > 0) && (
        <fieldset className={styles.sentence} aria-label={t('list.filters')}>
          <span>{t('list.sentence_before', { noun })}</span>
          {shown.map(filter => (
            <Chip
              key={filter.key}
              filter={filter}
              state={state}
              onState={onState}
              opened={filter.key === added}
              onClosed={() => setAdded(null)}
            />
          ))}
          {more.length > 0 && <AddFilter filters={more} onAdd={setAdded} />}
          <span>{t(sorts.length > 0 ? 'list.sentence_after' : 'list.sentence_end', { noun })}</span>
          {sorts.length > 0 && <SortChip sorts={sorts} state={state} onState={onState} />}
          {any && (
            <Button
              size="small"
              type="link"
              onClick={() => onState(Object.assign({}, ...filters.map(lifted)) as FilterState)}
            >
              {t('list.clear')}
            </Button>
          )}
        </fieldset>
      )}
      <div className={styles.right}>{children}</div>
    </div>
  );
}

type One = { filter: Filter; state: FilterState; onState: (patch: FilterState) => void };

function TextFilter({ filter, state, onState }: One) {
  const t = useWords(commonWords);
  return (
    <Input.Search
      className={styles.text}
      defaultValue={String(state[filter.key] ?? '')}
      placeholder={filter.label}
      aria-label={filter.label}
      maxLength={60}
      allowClear
      enterButton={false}
      title={t('list.search_placeholder')}
      onSearch={value => onState({ [filter.key]: value.trim() || undefined })}
    />
  );
}

function Chip({ filter, state, onState, opened, onClosed }: One & { opened: boolean; onClosed: () => void }) {
  const t = useWords(commonWords);
  const on = isSet(filter, state);
  const said = useFilterText(filter, state);
  return (
    <span className={on ? styles.chipOn : styles.chip}>
      <Drop
        label={filter.label}
        opened={opened}
        onClosed={onClosed}
        button={trigger => (
          <Button size="small" type="text" className={styles.chipText} {...trigger}>
            {said}
            {!on && <DownOutlined aria-hidden className={styles.caret} />}
          </Button>
        )}
      >
        {close => <FilterEditor filter={filter} state={state} onState={onState} onDone={close} />}
      </Drop>
      {on && (
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined className={styles.caret} />}
          aria-label={t('list.clear_one', { filter: filter.label })}
          onClick={() => onState(lifted(filter))}
        />
      )}
    </span>
  );
}

function AddFilter({ filters, onAdd }: { filters: readonly Filter[]; onAdd: (key: string) => void }) {
  const t = useWords(commonWords);
  return (
    <Drop
      label={t('list.add_filter')}
      button={trigger => (
        <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} {...trigger}>
          {t('list.add_filter')}
        </Button>
      )}
    >
      {close => (
        <Options
          options={filters.map(f => ({ value: f.key, label: f.label }))}
          onPick={key => {
            close();
            onAdd(key);
          }}
        />
      )}
    </Drop>
  );
}

function SortChip({ sorts, state, onState }: { sorts: readonly Option[] } & Omit<One, 'filter'>) {
  const t = useWords(commonWords);
  const usual = sorts[0]?.value;
  const current = sorts.find(s => s.value === state.sort) ?? sorts[0];
  return (
    <span className={styles.chip}>
      <Drop
        label={t('list.sort')}
        button={trigger => (
          <Button size="small" type="text" className={styles.chipText} {...trigger}>
            {t('list.sorted', { sort: current?.label ?? '' })}
            <DownOutlined aria-hidden className={styles.caret} />
          </Button>
        )}
      >
        {close => (
          <Options
            options={sorts}
            current={current?.value}
            onPick={sort => {
              close();
              onState({ sort: sort === usual ? undefined : sort });
            }}
          />
        )}
      </Drop>
    </span>
  );
}
