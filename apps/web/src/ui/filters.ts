import type { ReactNode } from 'react';
import type { SearchValue } from '../paths.ts';

export type Option = { value: string; label: string };
type Common = {
  key: string;
  label: string /** Always shown, also while it filters nothing. */;
  pinned?: boolean;
};

/** One condition of a list; `key` is its name in the URL. */
export type Filter =
  | (Common & {
      kind: 'one';
      options: readonly Option[] /** What holds when nothing is chosen. */;
      usual?: string;
    })
  | (Common & { kind: 'some'; options: readonly Option[] })
  | (Common & { kind: 'flag' | 'unit' | 'text' })
  | (Common & { kind: 'days'; until: string })
  /** Chosen by a control of the feature's own; `said` is what is chosen, in words. */
  | (Common & { kind: 'own'; said: string | undefined; edit: (onDone: () => void) => ReactNode });

export type FilterState = Record<string, SearchValue>;

export function isSet(filter: Filter, state: FilterState): boolean {
  if (filter.kind === 'days') return state[filter.key] !== undefined || state[filter.until] !== undefined;
  const value = state[filter.key];
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The patch that lifts this condition. */
export function lifted(filter: Filter): FilterState {
  return filter.kind === 'days'
    ? { [filter.key]: undefined, [filter.until]: undefined }
    : { [filter.key]: undefined };
}

export function chosen(state: FilterState, key: string): readonly string[] {
  const value = state[key];
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [String(value)];
}
