import * as z from 'zod';

/**
 * Fields of a page's state in the URL. A URL is written by anybody, so a value that is not understood
 * counts as absent instead of breaking the page.
 */
export function oneOf<const V extends readonly [string, ...string[]]>(values: V) {
  return z.enum(values).optional().catch(undefined);
}

/** `state=draft,returned`; unknown words are dropped. */
export function someOf<const V extends readonly [string, ...string[]]>(values: V) {
  return z
    .union([z.string().transform(text => text.split(',')), z.array(z.string())])
    .transform(words => words.filter((word): word is V[number] => values.includes(word)))
    .transform(known => (known.length > 0 ? known : undefined))
    .optional()
    .catch(undefined);
}

export function words() {
  return z
    .union([z.string().transform(text => text.split(',')), z.array(z.string())])
    .optional()
    .catch(undefined);
}

export function text(max = 60) {
  return z
    .string()
    .transform(value => value.trim().slice(0, max) || undefined)
    .optional()
    .catch(undefined);
}

export function flag() {
  return z
    .union([z.literal('true'), z.literal(true)])
    .transform(() => true as const)
    .optional()
    .catch(undefined);
}

export function dayField() {
  return z.iso.date().optional().catch(undefined);
}

export function idField() {
  return z
    .string()
    .regex(/^[a-z]{2,4}_[0-9a-z]{26}$/)
    .optional()
    .catch(undefined);
}

/** What every list keeps in its URL beside its own filters. */
export const listFields = {
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  cols: words(),
  open: idField(),
};
