import { describe, test } from 'vitest';
import { expectClean, FUZZ_TIMEOUT } from './fuzzed-clean.ts';

describe('ten thousand mutated packages of each kind are read or refused, in time and memory', () => {
  test.each(['docx', 'odt', 'xlsx', 'zip'])('%s', { timeout: FUZZ_TIMEOUT }, expectClean);
});
