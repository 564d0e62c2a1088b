import { describe, expect, test } from 'vitest';
import { readSubject } from './subject.ts';
import { RECEIVED_ON, SPELLINGS, UNITS } from './subject-spellings-for-tests.ts';

describe('the subject, in every spelling', () => {
  test.each(SPELLINGS)('%s', (subject, expected) => {
    const read = readSubject(subject, RECEIVED_ON, UNITS);
    expect(read).toMatchObject({
      impossible: false,
      channel: 'news',
      number: null,
      count: null,
      title: null,
      ...expected,
    });
  });

  test('without a year it is the last such day, and only likely', () => {
    expect(readSubject('法制科12月30日工作信息', '2026-01-02', UNITS)).toMatchObject({
      day: '2025-12-30',
      dayIsLikely: true,
    });
    expect(readSubject('法制科2025年12月30日工作信息', '2026-01-02', UNITS).dayIsLikely).toBe(false);
  });

  test('a subject made to take long does not', () => {
    const started = performance.now();
    for (const hostile of [
      '回复:'.repeat(200_000),
      '市 '.repeat(200_000),
      '1'.repeat(500_000),
      '【'.repeat(500_000),
    ])
      readSubject(hostile, RECEIVED_ON, UNITS);
    // What grows with the square of its length would take minutes.
    expect(performance.now() - started).toBeLessThan(25_000);
  });
});
