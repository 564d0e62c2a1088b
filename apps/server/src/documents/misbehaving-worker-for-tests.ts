import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { readDocument } from './read-document.ts';
import type { ReadingAnswer, ReadingJob } from './reading-worker.ts';
import './reading-worker.ts';

/** The reading program with what a document could at worst make of it: what the file is called says what happens. */
process.removeAllListeners('message');
const held: unknown[] = [];

const MISHAPS: Record<string, () => unknown> = {
  loop: () => {
    for (;;) Math.random();
  },
  heap: () => {
    for (;;) held.push(Array.from({ length: 100_000 }, (_, at) => ({ at })));
  },
  buffers: () => {
    for (;;) held.push(Buffer.alloc(8 * 1048576, held.length + 1));
  },
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  exit: () => process.exit(3),
  throw: () => {
    throw new Error('unforeseen');
  },
  slow: () => setTimeout(700),
  write: () => writeFileSync('/tmp/xinxuan-written', 'x'),
  peek: () => readFileSync('/etc/passwd'),
  spawn: async () => (await import('node:child_process')).execSync('id'),
  environment: () => {
    if (Object.keys(process.env).some(name => !['NODE_ENV', 'TZ', 'NODE_CHANNEL_FD'].includes(name)))
      throw new Error(Object.keys(process.env).join());
  },
};

process.on('message', async ({ number, job }: { number: number; job: ReadingJob & { fileName: string } }) => {
  await MISHAPS[job.fileName.replace(/\..*$/u, '')]?.();
  process.send!({ number, outcome: await readDocument(job.bytes, job.fileName) } satisfies ReadingAnswer);
});
