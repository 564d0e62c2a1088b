import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from './read-document.ts';
import { readManuscript } from './read-manuscript.ts';

const SAMPLES = new URL('../../samples/variants/', import.meta.url);
const names = readdirSync(SAMPLES).filter(name => !name.endsWith('.json'));

/** Bytes overwritten at places given as shares of the whole, and an end cut off. */
const damage = fc.record({
  hits: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.nat(255)), { maxLength: 20 }),
  kept: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});

describe('a damaged document is read or refused, and never throws', () => {
  test.each(names)('%s', async name => {
    const whole = readFileSync(new URL(name, SAMPLES));
    await fc.assert(
      fc.asyncProperty(damage, async ({ hits, kept }) => {
        const bytes = Buffer.from(whole);
        for (const [share, value] of hits) bytes[Math.floor(share * bytes.length)] = value;
        const outcome = await readDocument(bytes.subarray(0, Math.floor(kept * bytes.length)), name);
        if (outcome.ok) expect(readManuscript(outcome.value, name).title).toBeDefined();
        else expect(outcome.refusal.zh).toMatch(/。$/u);
      }),
      { numRuns: 25 },
    );
  });
});
