import { createHash } from 'node:crypto';
import { normalText } from './normal.ts';
import {
  dayNumber,
  fieldKey,
  personKey,
  termsOf,
  timeKeys,
  titleTermsOf,
  triplesOf,
  unitKey,
} from './terms.ts';

/** What a manuscript says, and what of it decides who finds it. */
export type Readable = {
  /** When it was sent, or begun as long as it has not been. */
  at: string;
  unitPath: string;
  /** Whoever wrote or started it. */
  persons: string[];
  /** Among them whether it was sent: that it is sent now is a change, even at the same moment. */
  fields: { channel: string; type: string; genre: string; importance: string; sent: 'yes' | 'no' };
  /** As it was written, and as the desk calls it. */
  titles: string[];
  /** Texts, captions, attachments. */
  texts: string[];
};

/** The row of the index. The hash is of what was read, not of how it is indexed. */
export type Entry = { day: number; title: string; normal: string; terms: number[]; hash: string };

/** Longer material is cut here: a book among the attachments would be as dear as a thousand manuscripts. */
export const MOST_TEXT = 300_000;

export function entryOf({ at, unitPath, persons, fields, titles, texts }: Readable): Entry {
  const title = linesOf(titles);
  const normal = `${title}\n${linesOf(texts)}`.slice(0, MOST_TEXT);
  const day = dayNumber(at);
  const terms = termsOf(normal);
  const keys = [
    ...titleTermsOf(title),
    ...timeKeys(day),
    ...unitPath.split('/').flatMap(id => (id ? [unitKey(id)] : [])),
    ...persons.map(personKey),
    ...Object.entries(fields).map(([field, value]) => fieldKey(field, value)),
  ];
  for (const key of keys) terms.add(key);
  // An array in between: a typed array reads any other iterable ten times as slowly.
  const sorted = new Int32Array([...terms]).sort();
  return {
    day,
    title,
    normal,
    terms: [...sorted, ...triplesOf(normal)],
    hash: createHash('sha256')
      .update(at)
      .update('\0')
      .update(normal)
      .update('\0')
      .update(sorted)
      .digest('hex'),
  };
}

/** Each field is a line of its own, so that nothing is found across two of them. */
function linesOf(texts: string[]): string {
  return texts
    .map(normalText)
    .filter(line => line !== ' ')
    .join('\n');
}
