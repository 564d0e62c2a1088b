import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type DocumentReader, startDocumentReader } from './document-reader.ts';
import { docx } from './docx-for-tests.ts';
import { Turns } from './turns.ts';

/** Only what never ends may meet its limit: a machine at work takes seconds to start a process. */
const AMPLE_MS = 300_000;
const program = new URL('./misbehaving-worker-for-tests.ts', import.meta.url);
const bytes = docx({});
let reader: DocumentReader;
afterEach(() => reader.close());

const read = async (name: string, owner?: string): Promise<string> => {
  const outcome = await reader.read(bytes, `${name}.docx`, owner);
  return outcome.ok ? 'read' : outcome.refusal.code;
};

describe('whatever a document does to its process, it is refused, and the next one is read', () => {
  test('loop', async () => {
    reader = startDocumentReader({ program, timeLimitMs: 6_000, memoryLimitMb: 250 });
    expect(await read('loop')).toBe('too_slow');
    // The limit is the next one's, too, and a new process starts within it: on a machine at work not at the first attempt.
    await expect.poll(() => read('good'), { timeout: 75_000, interval: 1 }).toBe('read');
  });

  test.each([
    ['heap', 'too_complex'],
    ['buffers', 'too_complex'],
    ['crash', 'unreadable'],
    ['exit', 'unreadable'],
    ['throw', 'unreadable'],
  ])('%s', async (mishap, code) => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS, memoryLimitMb: 250 });
    expect(await read(mishap)).toBe(code);
    expect(await read('good')).toBe('read');
  });

  test('a process writes nothing, starts nothing, reads nothing outside, and knows no secret of the server', async () => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS });
    for (const mishap of ['write', 'peek', 'spawn']) expect(await read(mishap), mishap).toBe('unreadable');
    expect(existsSync('/tmp/xinxuan-written')).toBe(false);
    process.env['XINXUAN_TEST_SECRET'] = 'x';
    expect(await read('environment')).toBe('read');
  });

  test('the memory of the server does not grow with what its reader takes', async () => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS, memoryLimitMb: 400 });
    const before = process.memoryUsage().rss;
    expect(await read('buffers')).toBe('too_complex');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1048576);
  });
});

describe('bad documents do not starve good ones', () => {
  test('ten endless ones of ten people: the good one behind them waits a moment for each', async () => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS, patienceMs: 300 });
    expect(await read('good', 'warm')).toBe('read');
    const ended: string[] = [];
    const bad = Array.from({ length: 10 }, async (_, at) => {
      const code = await read('loop', `p${at}`);
      ended.push(code);
      return code;
    });
    expect(await read('good', 'mine')).toBe('read');
    // It waited for none of them to meet its limit.
    expect(ended).toEqual([]);
    await reader.close();
    expect(new Set(await Promise.all(bad))).toEqual(new Set(['unreadable']));
  });

  test('ten of one person: another person’s document is next', async () => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS, patienceMs: 300 });
    expect(await read('good', 'warm')).toBe('read');
    const order: string[] = [];
    const all = Array.from({ length: 6 }, (_, at) => read('slow', 'one').then(() => order.push(`one${at}`)));
    all.push(read('good', 'other').then(() => order.push('other')));
    await Promise.all(all);
    // Two are read at a time: what was begun already may end first, nothing else of the ten.
    expect(order.indexOf('other')).toBeLessThanOrEqual(2);
    expect(order).toHaveLength(7);
  });

  test('what is set aside is read in the end', async () => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS, patienceMs: 100 });
    expect(await Promise.all([read('slow'), read('slow'), read('slow'), read('slow'), read('good')])).toEqual(
      ['read', 'read', 'read', 'read', 'read'],
    );
  });

  test('when more waits than the server should hold, what comes is asked to come again', async () => {
    reader = startDocumentReader({ program, timeLimitMs: AMPLE_MS });
    const large = new Uint8Array(45 * 1048576);
    const waiting = Array.from({ length: 6 }, () => reader.read(large, 'loop.docx'));
    const answers = await Promise.race([Promise.all(waiting), waiting[5]]);
    expect(answers).toMatchObject({ ok: false, refusal: { code: 'too_busy' } });
    await reader.close();
    await Promise.all(waiting);
  });
});

test('owners take turns, each with one thing', () => {
  const turns = new Turns<string>();
  for (const thing of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) turns.add(thing[0]!, thing);
  const taken = [turns.take(), turns.take(), turns.take(), turns.take()];
  turns.add('d', 'd1');
  taken.push(turns.take(), turns.take(), turns.take(), turns.take());
  expect(taken).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'd1', null]);
  expect(turns.waiting).toBe(false);
});
