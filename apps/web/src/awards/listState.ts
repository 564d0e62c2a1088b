import type { ReactNode } from 'react';
import * as z from 'zod';
import { periodField } from '../standings/searchFields.ts';
import { idField, listFields, oneOf, text } from '../ui/searchFields.ts';

export const VIEWS = ['granted', 'rounds'] as const;

/** What the page of awards keeps in its URL; both of its lists read it. */
export const AwardsSearch = z.object({
  ...listFields,
  view: z.enum(VIEWS).catch('granted').default('granted'),
  q: text(),
  owner: oneOf(['unit', 'person']),
  ownerId: idField(),
  period: periodField(),
  state: oneOf(['standing', 'revoked']),
  round: oneOf(['proposed', 'submitted', 'granted']),
  sort: oneOf(['newest', 'number', 'owner']),
});
export type AwardsState = z.output<typeof AwardsSearch>;
export type SetAwards = (patch: Partial<AwardsState>, how?: { keepPage?: boolean }) => void;

export type ListProps = {
  state: AwardsState;
  setState: SetAwards;
  acts?: ReactNode;
  /** What begins the list when it is empty. */
  begin?: ReactNode;
};
