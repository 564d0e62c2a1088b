import { OWNERS, TRIAL_FILTERS, TRIAL_SORTS } from '@xinxuan/contract';
import * as z from 'zod';
import { flag, idField, listFields, oneOf, text } from '../../ui/searchFields.ts';
import type { SetSearch } from '../../ui/useSearchState.ts';
import { periodField } from '../searchFields.ts';

/** What the page of a trial keeps in its address. */
export const TrialSearch = z.object({
  ...listFields,
  period: periodField(),
  kind: z.enum(OWNERS).catch('unit').default('unit'),
  group: text(100),
  filter: oneOf(TRIAL_FILTERS),
  q: text(),
  sort: oneOf(TRIAL_SORTS),
  rising: flag(),
  owner: idField(),
});
export type TrialSearch = z.output<typeof TrialSearch>;
export type SetTrialSearch = SetSearch<TrialSearch>;
