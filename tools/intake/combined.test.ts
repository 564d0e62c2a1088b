import { describe, expect, test } from 'vitest';
import { readManuscript } from '../../apps/server/src/documents/read-manuscript.ts';
import type { Combined, Forms } from './combined.ts';
import { combined, drawn, FORMS, LAST_FORMS, LATER_FORMS } from './combined.ts';
import { OPEN_STORIES } from './stories.ts';
import { FRESH_STORIES, HELD_STORIES } from './stories-held.ts';

/** Heads, bylines and tails that offices write, in combinations that nobody has looked at one by one. */
const STORIES = [...OPEN_STORIES, ...HELD_STORIES, ...FRESH_STORIES];
const DOCUMENTS = 400;
const SEED = 20261122;

const plain = (text: string) => text.replace(/[\s\u3000]+/gu, ' ').trim();

/** What is found beside what is there, field by field, and how sure the reader is of it. */
function compared(made: Combined): { field: string; there: string[]; found: string[]; sure: boolean }[] {
  const read = readManuscript(made.document, '稿件.docx');
  const units = [read.unit.value, ...read.otherUnits].flatMap(unit => (unit ? [unit.name] : []));
  const body = read.body.map(block => (block.kind === 'table' ? 'table' : plain(block.text)));
  const of = (field: string, there: (string | null)[], found: (string | null)[], certainty: string) => ({
    field,
    there: there.filter(each => each !== null),
    found: found.filter(each => each !== null),
    sure: certainty === 'certain',
  });
  return [
    of('title', [made.title], [read.title.value], read.title.certainty),
    of('unit', [made.unit], units, read.unit.certainty),
    of(
      'correspondents',
      made.people,
      (read.correspondents.value ?? []).map(person => person.name),
      read.correspondents.certainty,
    ),
    of('date', [made.date], [read.date.value], read.date.certainty),
    of('body', made.body.map(plain), body, read.bodyCertainty),
  ];
}

function measured(forms: Forms) {
  const next = drawn(SEED);
  const missed: string[] = [];
  const sureAndWrong: string[] = [];
  const wrong: Record<string, number> = { title: 0, unit: 0, correspondents: 0, date: 0, body: 0 };
  for (let made = 0; made < DOCUMENTS; made += 1) {
    const document = combined(STORIES[Math.floor(next() * STORIES.length)]!, next, forms);
    for (const { field, there, found, sure } of compared(document)) {
      if (there.join('\n') === found.join('\n')) continue;
      wrong[field]! += 1;
      const line = `${field}: ${there.join('、')} <> ${found.join('、')} in ${document.forms.join('; ')}`;
      missed.push(line);
      if (sure) sureAndWrong.push(line);
    }
  }
  return { wrong, missed, sureAndWrong };
}

describe.each([
  ['the forms with which the readers were mended', FORMS, 98],
  ['forms written when those were read', LATER_FORMS, 98],
  ['forms that are unlikely on purpose', LAST_FORMS, 95],
] as const)('%s, drawn together', (_, forms, goal) => {
  const { wrong, missed, sureAndWrong } = measured(forms);

  test.each(Object.keys(wrong))(`%s is right in ${goal} of 100 documents`, field => {
    expect(wrong[field], missed.join('\n')).toBeLessThanOrEqual((DOCUMENTS * (100 - goal)) / 100);
  });

  test('what is wrong is not marked as sure', () => expect(sureAndWrong).toEqual([]));
});
