import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import { commissionWords } from './words.ts';

type OwnItemPickProps = { id: string; unitId: string; onChange: (manuscriptId: string) => void };

/** A manuscript of one unit, found by its title, the newest first. */
export function OwnItemPick({ id, unitId, onChange }: OwnItemPickProps) {
  const t = useWords(commissionWords);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim()) || undefined;
  const found = useQuery(
    api.manuscripts.list.queryOptions({
      input: { page: 1, pageSize: 20, q, unitId },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Select<string>
      id={id}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      placeholder={t('link_pick')}
      style={{ width: '100%' }}
      options={(found.data?.rows ?? []).map(row => ({ value: row.id, label: row.title }))}
      onChange={onChange}
    />
  );
}
