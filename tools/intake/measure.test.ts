import { describe, expect, test } from 'vitest';
import type { Field, Measured } from './measure.ts';
import { FIELDS, foreignSamples, measured, precision, recall, seedSamples, total } from './measure.ts';

/** What is promised of every field, on the documents with which the readers were mended and on the samples. */
const GOALS: Record<Field, number> = {
  title: 0.98,
  body: 0.98,
  headings: 0.95,
  tables: 0.95,
  unit: 0.95,
  date: 0.95,
  correspondents: 0.95,
  pictures: 0.95,
  captions: 0.95,
};

async function measuredOf(samples: ReturnType<typeof foreignSamples>): Promise<Measured[]> {
  const measures: Measured[] = [];
  for (const sample of samples) measures.push(await measured(sample));
  return measures;
}

function holds(measures: Measured[], goals: Record<Field, number>): void {
  const missed = measures.flatMap(({ sample, differences }) =>
    differences.map(difference => `${sample.file}: ${difference}`),
  );
  const sum = total(measures);
  for (const field of FIELDS) {
    const reached = { precision: precision(sum[field]), recall: recall(sum[field]) };
    expect(
      Math.min(reached.precision, reached.recall),
      `${field}\n${missed.join('\n')}`,
    ).toBeGreaterThanOrEqual(goals[field]);
  }
}

const foreign = foreignSamples();
const open = await measuredOf(foreign.filter(sample => sample.set === 'open'));
const held = await measuredOf(foreign.filter(sample => sample.set === 'held'));
const fresh = await measuredOf(foreign.filter(sample => sample.set === 'fresh'));
const last = await measuredOf(foreign.filter(sample => sample.set === 'last'));
const next = await measuredOf(foreign.filter(sample => sample.set === 'next'));
const offices = await measuredOf(foreign.filter(sample => sample.set === 'offices'));
const sealed = await measuredOf(foreign.filter(sample => sample.set === 'sealed'));
const after = await measuredOf(foreign.filter(sample => sample.set === 'after'));
const desk = await measuredOf(foreign.filter(sample => sample.set === 'desk'));
const seeds = await measuredOf(seedSamples());

describe('documents of other programs', () => {
  test('there are enough of them, of every format, by programs that are not ours', () => {
    expect(foreign.filter(sample => !sample.hand).length).toBeGreaterThanOrEqual(60);
    expect(new Set(foreign.map(sample => sample.format))).toEqual(
      new Set(['docx', 'doc', 'odt', 'rtf', 'txt', 'pdf']),
    );
  });

  test('the fields of those with which the readers were mended are found', () => holds(open, GOALS));
  test('the fields of those kept apart are found', () => holds(held, GOALS));
  test('the fields of those kept apart after that are found', () => holds(fresh, GOALS));
  test('the fields of those in layouts not used before are found', () => holds(last, GOALS));
  test('the fields of those in seven more layouts are found', () => holds(next, GOALS));
  test('the fields of those in layouts of offices are found', () => holds(offices, GOALS));
  test('the fields of those that were sealed are found', () => holds(sealed, GOALS));
  test('the fields of those made after that are found', () => holds(after, GOALS));
  test('the fields of those by somebody who did not know the readers are found', () => holds(desk, GOALS));
  test('the fields of the samples are found', () => holds(seeds, GOALS));

  test('what is wrong is never marked as sure', () => {
    const sum = total([open, held, fresh, last, next, offices, sealed, after, desk, seeds].flat());
    expect(FIELDS.filter(field => sum[field].wrongAndSure > 0)).toEqual([]);
  });
});
