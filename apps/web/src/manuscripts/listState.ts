import {
  CHANNELS,
  CREDITS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
} from '@xinxuan/contract';
import * as z from 'zod';
import { dayField, flag, idField, listFields, oneOf, someOf, text } from '../ui/searchFields.ts';

export const SORTS = ['newest', 'oldest', 'event', 'unit', 'title'] as const;

export const ManuscriptsState = z.object({
  ...listFields,
  q: text(),
  state: someOf(MANUSCRIPT_STATES),
  unitId: idField(),
  authorId: idField(),
  channel: oneOf(CHANNELS),
  type: oneOf(MANUSCRIPT_TYPES),
  genre: oneOf(GENRES),
  importance: oneOf(IMPORTANCES),
  from: dayField(),
  to: dayField(),
  credit: oneOf(CREDITS),
  late: flag(),
  mine: flag(),
  sort: oneOf(SORTS),
});
