import {
  CHANNELS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  OUTLET_LEVELS,
} from '@xinxuan/contract';
import { useAuthorFilter } from '../manuscripts/useAuthorFilter.tsx';
import { manuscriptWords } from '../manuscripts/words.ts';
import { useRight } from '../session/me.ts';
import type { Filter } from '../ui/filters.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import type { SearchState } from './searchState.ts';
import { useOutletFilter } from './useOutletFilter.tsx';
import { useThemeFilter } from './useThemeFilter.tsx';
import { searchWords } from './words.ts';

/** Conditions with a control of their own: an outlet, an author, a theme. */
function useChosenFilters(state: SearchState, onState: (patch: Partial<SearchState>) => void): Filter[] {
  const author = useAuthorFilter(state.authorId, onState);
  const theme = useThemeFilter(state.theme, onState);
  const outlet = useOutletFilter(state.outletId, onState);
  return useRight('outlet.read') ? [outlet, author, theme] : [author, theme];
}

/** What a search may be narrowed by; the words are those of the list of manuscripts. */
export function useSearchFilters(
  state: SearchState,
  onState: (patch: Partial<SearchState>) => void,
): Filter[] {
  const t = useWords(searchWords);
  const m = useWords(manuscriptWords);
  const c = useWords(commonWords);
  const chosen = useChosenFilters(state, onState);
  return [
    { kind: 'unit', key: 'unitId', label: t('filter.unit'), pinned: true },
    { kind: 'days', key: 'from', until: 'to', label: t('filter.days'), pinned: true },
    {
      kind: 'some',
      key: 'state',
      label: m('column.state'),
      pinned: true,
      options: MANUSCRIPT_STATES.map(value => ({ value, label: c(`state.${value}`) })),
    },
    {
      kind: 'one',
      key: 'type',
      label: m('column.type'),
      options: MANUSCRIPT_TYPES.map(value => ({ value, label: c(`type.${value}`) })),
    },
    {
      kind: 'one',
      key: 'adopted',
      label: t('filter.adopted'),
      options: (['yes', 'no'] as const).map(value => ({ value, label: t(`adopted.${value}`) })),
    },
    {
      kind: 'one',
      key: 'level',
      label: t('filter.level'),
      options: OUTLET_LEVELS.map(value => ({ value, label: c(`level.${value}`) })),
    },
    ...chosen,
    { kind: 'flag', key: 'mine', label: t('filter.mine') },
    {
      kind: 'one',
      key: 'channel',
      label: m('column.channel'),
      options: CHANNELS.map(value => ({ value, label: c(`channel.${value}`) })),
    },
    {
      kind: 'one',
      key: 'genre',
      label: m('column.genre'),
      options: GENRES.map(value => ({ value, label: c(`genre.${value}`) })),
    },
    {
      kind: 'one',
      key: 'importance',
      label: m('column.importance'),
      options: IMPORTANCES.map(value => ({ value, label: c(`importance.${value}`) })),
    },
  ];
}
