import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import { adoptionWords } from './words.ts';

/** States in which a text has left its unit: what never left cannot have been published. */
const OUT = ['at_desk', 'accepted', 'merged', 'declined'] as const;

type ManuscriptPickProps = { id: string; onChange: (manuscriptId: string) => void };

export function ManuscriptPick({ id, onChange }: ManuscriptPickProps) {
  const t = useWords(adoptionWords);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim()) || undefined;
  const found = useQuery(
    api.manuscripts.list.queryOptions({
      input: { page: 1, pageSize: 20, q, state: [...OUT] },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Select<string>
      id={id}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      placeholder={t('claim_manuscript_pick')}
      style={{ width: '100%' }}
      options={(found.data?.rows ?? []).map(row => ({
        value: row.id,
        label: t('manuscript_said', { title: row.title, unit: row.unit.name }),
      }))}
      onChange={onChange}
    />
  );
}
