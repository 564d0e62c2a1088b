import * as z from 'zod';
import { isPeriod } from './period.ts';

/** A period in the URL; a bare year comes as a number when somebody typed it. What is none counts as absent. */
export function periodField() {
  return z.coerce
    .string()
    .transform(value => (isPeriod(value) ? value : undefined))
    .optional()
    .catch(undefined);
}
