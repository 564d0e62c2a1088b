import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Outlet, OutletLevel } from '@xinxuan/contract';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { outletWords } from './words.ts';

type OutletPickProps = {
  value: Pick<Outlet, 'id' | 'name' | 'level'> | null;
  /** Only outlets of these levels are offered. */
  levels: readonly OutletLevel[];
  /** Also those that are in use no more. */
  closed?: boolean;
  onChange: (outlet: Outlet | null) => void;
  id?: string;
  status?: 'error' | 'warning' | '';
  /** Opened at once, where the person has just asked for it. */
  opened?: boolean;
};

/** An outlet in use, found by its name; its level and kind stand beside it, since they decide the points. */
export function OutletPick(props: OutletPickProps) {
  const { value, levels, closed = false, onChange, id, status, opened } = props;
  const t = useWords(outletWords);
  const c = useWords(commonWords);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim()) || undefined;
  const found = useQuery(
    api.outlets.list.queryOptions({
      input: { page: 1, pageSize: 50, q, level: [...levels], open: !closed },
      placeholderData: keepPreviousData,
    }),
  );
  const rows = found.data?.rows ?? [];
  const said = (row: Outlet) =>
    t('pick_said', { name: row.name, level: c(`level.${row.level}`), kind: c(`outlet_kind.${row.kind}`) });
  const options = rows.map(row => ({ value: row.id, label: row.name, said: said(row) }));
  if (value && !options.some(option => option.value === value.id))
    options.unshift({ value: value.id, label: value.name, said: value.name });
  return (
    <Select
      id={id}
      value={value?.id}
      options={options}
      optionRender={option => option.data.said}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={found.data && (q ? t('pick_none_named') : t('pick_none'))}
      loading={found.isFetching}
      status={status}
      defaultOpen={opened}
      autoFocus={opened}
      allowClear
      placeholder={t('pick')}
      style={{ width: '100%' }}
      onChange={(picked?: string) => onChange(rows.find(row => row.id === picked) ?? null)}
    />
  );
}
