import { randomBytes } from 'node:crypto';

/** Kinds of things and the prefix of their ids; an id says what it names. */
export const PREFIXES = {
  body: 'bod',
  unit: 'unt',
  group: 'grp',
  person: 'per',
  appointment: 'apt',
  token: 'tok',
  file: 'fil',
  manuscript: 'man',
  revision: 'rev',
  event: 'evt',
  review: 'rvw',
  delegation: 'dlg',
  outlet: 'out',
  adoption: 'ado',
  evidence: 'evd',
  fact: 'fac',
  scheme: 'sch',
  line: 'lin',
  circular: 'cir',
  notice: 'ntc',
  lead: 'led',
} as const;
export type Kind = keyof typeof PREFIXES;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A prefixed id: 10 characters of time, so that new rows sit together in an index, then 80 random bits. */
export function newId(kind: Kind, now: Date): string {
  return idOf(kind, now, randomBytes(16));
}

/** The id that a moment and 16 numbers make; for records whose ids must come out the same each time. */
export function idOf(kind: Kind, now: Date, from: Iterable<number>): string {
  let time = now.getTime();
  let head = '';
  for (let i = 0; i < 10; i++) {
    head = ALPHABET[time % 32] + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const number of from) tail += ALPHABET[number % 32];
  return `${PREFIXES[kind]}_${head}${tail}`;
}
