import {
  CHANNELS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  OUTLET_LEVELS,
  SEARCH_SORTS,
} from '@xinxuan/contract';
import * as z from 'zod';
import { dayField, flag, idField, oneOf, someOf, text } from '../ui/searchFields.ts';

const YES_NO = ['yes', 'no'] as const;

/** The question with what it is narrowed by, as it stands in the address. */
export const SearchState = z.object({
  q: text(200),
  state: someOf(MANUSCRIPT_STATES),
  unitId: idField(),
  authorId: idField(),
  channel: oneOf(CHANNELS),
  type: oneOf(MANUSCRIPT_TYPES),
  genre: oneOf(GENRES),
  importance: oneOf(IMPORTANCES),
  theme: text(40),
  from: dayField(),
  to: dayField(),
  adopted: oneOf(YES_NO),
  level: oneOf(OUTLET_LEVELS),
  outletId: idField(),
  mine: flag(),
  sort: oneOf(SEARCH_SORTS),
});
export type SearchState = z.output<typeof SearchState>;

/** What is asked of the server, without the order. */
export function filterOf({ q: _, sort: __, adopted, ...filter }: SearchState) {
  return { ...filter, ...(adopted && { adopted: adopted === 'yes' }) };
}

/** The address of a question that was kept. */
export function stateOf({ adopted, ...question }: { adopted?: boolean | undefined }) {
  return { ...question, ...(adopted !== undefined && { adopted: adopted ? 'yes' : 'no' }) };
}
