/** Every example of the language reference and of the cookbook is worked out; its numbers are those that the page says. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOLDER } from '../test/presets.ts';
import { checksOf, examplesOf } from '../test/worked-examples.ts';

const STEPS = [
  'select',
  'value',
  'judged',
  'add',
  'times',
  'limit',
  'combine',
  'credit',
  'tally',
  'target',
  'bands',
  'start',
  'part',
  'gate',
];

test('the language reference has an example or more for every step', () => {
  const text = examplesOf('scheme-language.md')
    .map(example => example.yaml)
    .join('\n');
  for (const step of STEPS) expect(text).toMatch(new RegExp(`\\b${step}: `));
});

test('the cookbook has sixty patterns and names every preset', () => {
  expect(examplesOf('scheme-cookbook.md').length).toBeGreaterThanOrEqual(60);
  const page = readFileSync(new URL('../../../docs/scheme-cookbook.md', import.meta.url), 'utf8');
  expect(readdirSync(FOLDER).filter(file => !page.includes(`schemes/${file}`))).toEqual([]);
});

describe.each(['scheme-language.md', 'scheme-cookbook.md'])('%s', page => {
  const examples = examplesOf(page).map(
    (example, i) => [i + 1, /id: ([\w-]+)/.exec(example.yaml)?.[1], example] as const,
  );
  test.each(examples)('example %i (%s)', (_, __, example) => {
    const { problems, checks } = checksOf(example);
    expect(problems).toEqual([]);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.map(({ line, found }) => [line, found])).toEqual(
      checks.map(({ line, expected }) => [line, expected]),
    );
  });
});
