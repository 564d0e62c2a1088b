import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Named } from '@xinxuan/contract';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';

type PeoplePickProps = {
  value: readonly Named[];
  onChange: (people: Named[]) => void;
  /** One person, or several in order. */
  max?: number;
  unitId?: string | null;
  label?: string;
  id?: string;
  status?: 'error' | 'warning' | '';
  /** Opened at once, where the person has just asked for it. */
  opened?: boolean;
};

/** People, found by typing; the names already chosen stay readable whatever is found. */
export function PeoplePick(props: PeoplePickProps) {
  const { value, onChange, max = 10, unitId, label, id, status, opened } = props;
  const t = useWords(commonWords);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery(
    api.network.people.list.queryOptions({
      input: { page: 1, pageSize: 20, ...(q ? { q } : {}), ...(unitId && !q ? { unitId } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  const people = new Map(value.map(p => [p.id, p.name]));
  const options = (found.data?.rows ?? []).map(p => {
    people.set(p.id, p.name);
    const unit = p.appointments[0]?.unit.name;
    return { value: p.id, label: p.name, said: unit ? `${p.name}　${unit}` : p.name };
  });
  for (const p of value)
    if (!options.some(o => o.value === p.id)) options.push({ value: p.id, label: p.name, said: p.name });
  return (
    <Select
      id={id}
      mode={max > 1 ? 'multiple' : undefined}
      maxCount={max > 1 ? max : undefined}
      value={max > 1 ? value.map(p => p.id) : value[0]?.id}
      options={options}
      optionRender={option => option.data.said}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      aria-label={label}
      defaultOpen={opened}
      autoFocus={opened}
      status={status}
      placeholder={t('list.choose_person')}
      style={{ width: '100%' }}
      onChange={(ids: string[] | string) => {
        const list = Array.isArray(ids) ? ids : [ids];
        onChange(list.map(one => ({ id: one, name: people.get(one) ?? one })));
      }}
    />
  );
}
