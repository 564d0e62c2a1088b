import { describe, test } from 'vitest';
import { expectClean, FUZZ_TIMEOUT } from './fuzzed-clean.ts';

describe('ten thousand mutated texts, letters and old documents of each kind are read or refused, in time and memory', () => {
  test.each(['doc', 'rtf', 'txt', 'csv', 'eml'])('%s', { timeout: FUZZ_TIMEOUT }, expectClean);
});
