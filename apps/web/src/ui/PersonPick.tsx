import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Named, Person } from '@xinxuan/contract';
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

/** Where a person works, and as what: 市容管理科、法制宣传科 科长. */
function placeOf({ appointments, title }: Person): string {
  const units = [...new Set(appointments.map(each => each.unit.name))].join('、');
  return [units, title].filter(Boolean).join(' ');
}

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
  const rows = found.data?.rows ?? [];
  const people = new Map([...rows, ...value].map(p => [p.id, p.name]));
  // What was found before stays known: of two chosen persons of one name each is shown with what tells them apart.
  const [met] = useState(() => new Map<string, string>());
  for (const p of rows) met.set(p.id, placeOf(p));
  const options = [...people].map(([id, name]) => {
    const alike = [...people.values()].filter(other => other === name).length > 1;
    const said = [name, met.get(id)].filter(Boolean).join('　');
    return { value: id, label: alike ? said : name, said };
  });
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
