import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { chosen, type Filter, type FilterState, isSet } from './filters.ts';

/** The condition in words: 状态：草稿、已退回. */
export function useFilterText(filter: Filter, state: FilterState): string {
  const t = useWords(commonWords);
  const language = useLanguage();
  const units = useQuery(
    api.network.units.list.queryOptions({ input: {}, enabled: filter.kind === 'unit', staleTime: 300_000 }),
  );
  const usual = filter.kind === 'one' && filter.options.find(o => o.value === filter.usual);
  if (!isSet(filter, state))
    return usual
      ? t('list.is', { filter: filter.label, value: usual.label })
      : t('list.any', { filter: filter.label });
  const is = (value: string) => t('list.is', { filter: filter.label, value });
  switch (filter.kind) {
    case 'one':
    case 'some': {
      const values = chosen(state, filter.key);
      const labels = filter.options.filter(o => values.includes(o.value)).map(o => o.label);
      return is(labels.join(t('list.or')));
    }
    case 'flag':
      return filter.label;
    case 'days': {
      const from = state[filter.key] ? day(String(state[filter.key]), language) : null;
      const to = state[filter.until] ? day(String(state[filter.until]), language) : null;
      if (from && to) return is(t('list.days', { from, to }));
      return is(from ? t('list.days_from', { from }) : t('list.days_to', { to: to ?? '' }));
    }
    case 'unit':
      return is(units.data?.units.find(u => u.id === state[filter.key])?.name ?? '…');
    case 'own':
      return is(filter.said ?? '…');
    case 'text':
      return is(String(state[filter.key]));
  }
}
