import * as z from 'zod';
import { periodField } from '../standings/searchFields.ts';
import { idField, listFields, oneOf } from '../ui/searchFields.ts';

export const VIEWS = ['lists', 'mine'] as const;

/** What the page of fees keeps in its URL. */
export const FeesSearch = z.object({
  ...listFields,
  view: oneOf(VIEWS),
  state: oneOf(['prepared', 'checked', 'paid', 'discarded']),
  period: periodField(),
  sort: oneOf(['newest', 'sum', 'period']),
});
export type FeesState = z.output<typeof FeesSearch>;
export type SetFees = (patch: Partial<FeesState>, how?: { keepPage?: boolean }) => void;

/** What a payment list keeps: whose lines, of which kind. */
export const LinesSearch = z.object({
  ...listFields,
  ownerId: idField(),
  kind: oneOf(['item', 'late', 'difference']),
  sort: oneOf(['day', 'amount']),
});
export type LinesState = z.output<typeof LinesSearch>;
export type SetLines = (patch: Partial<LinesState>, how?: { keepPage?: boolean }) => void;
