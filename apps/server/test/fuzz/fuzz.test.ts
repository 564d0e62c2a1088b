import { expect, test, vi } from 'vitest';
import { FORMAT_NAMES, FORMATS, mutationOf, seedsOf } from './formats.ts';
import { fuzz } from './fuzz.ts';
import { seedOf } from './random.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test.each(FORMAT_NAMES)('the same number makes the same %s again, and its neighbour another', async name => {
  const format = await FORMATS[name]!();
  for (const quick of [false, true]) {
    const seeds = seedsOf(format, quick);
    const made = (at: number) => Buffer.from(mutationOf(seeds, seedOf(7, at))).toString('base64');
    expect(made(7)).toBe(made(7));
    expect(new Set(Array.from({ length: 20 }, (_, at) => made(at))).size).toBeGreaterThan(14);
  }
});

test('the files that everything is made of are the same at any time', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-02-03T04:05:06Z') });
  try {
    for (const name of FORMAT_NAMES) {
      const then = (await FORMATS[name]!()).samples;
      vi.setSystemTime(new Date('2033-06-07T08:09:10Z'));
      expect((await FORMATS[name]!()).samples.map(hex), name).toEqual(then.map(hex));
    }
  } finally {
    vi.useRealTimers();
  }
});

test.each(FORMAT_NAMES)('what the files of %s are made of is read', async name => {
  const { samples, small = [], read } = await FORMATS[name]!();
  for (const bytes of [...samples, ...small]) expect(await read(bytes)).toMatchObject({ ok: true });
});

test('a file that ends the process is found by its number, and the run goes on behind it', async () => {
  const program = new URL('./dying-worker-for-tests.ts', import.meta.url);
  const { codes, findings } = await fuzz({ format: 'txt', seed: 1, count: 10, program });
  expect(findings).toEqual([{ at: 7, what: 'the process ended: 3' }]);
  expect(codes).toEqual({ read: 9 });
});

test('an end that does not come again when it is repeated is a finding all the same', async () => {
  const program = new URL('./dying-worker-for-tests.ts', import.meta.url);
  const { codes, findings } = await fuzz({ format: 'txt', seed: 1, from: 10, count: 10, program });
  expect(findings).toEqual([
    { at: 10, what: 'the process ended: 3: here or soon after, and not again when it was repeated' },
  ]);
  expect(codes).toEqual({ read: 10 });
});
