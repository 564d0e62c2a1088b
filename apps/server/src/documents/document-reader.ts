import { Worker } from 'node:worker_threads';
import type { Outcome } from '../files/finding.ts';
import { megabytes } from '../files/finding.ts';
import type { ReadDocument } from './document.ts';
import type { ReadingJob } from './reading-worker.ts';
import { documentRefusal } from './refusals.ts';
import { DOCUMENT_LIMITS } from './zip.ts';

/** Reads documents beside the event loop, so that a large or hostile one holds up nobody else. */
export interface DocumentReader {
  /** As `readDocument`; refuses with `too_slow` or `too_complex` what takes more than its share. */
  read(bytes: Uint8Array, fileName: string): Promise<Outcome<ReadDocument>>;
  close(): Promise<void>;
}

interface Options {
  /** For one document, from when its turn comes. */
  timeLimitMs?: number;
  memoryLimitMb?: number;
}

interface Waiting {
  job: ReadingJob;
  answer: (outcome: Outcome<ReadDocument>) => void;
}

/** Starts a reader with one worker thread, which is made when first needed and again after it had to be stopped. */
export function startDocumentReader({
  timeLimitMs = 20_000,
  memoryLimitMb = 512,
}: Options = {}): DocumentReader {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  let count = 0;

  function settle(outcome: Outcome<ReadDocument>): void {
    clearTimeout(timer);
    const settled = current;
    current = null;
    settled?.answer(outcome);
    worker?.unref();
    next();
  }

  /** Stops the worker in the middle of a document; the next document gets a new one. */
  function giveUp(code: 'too_slow' | 'too_complex' | 'unreadable', detail = ''): void {
    const stopped = worker;
    worker = null;
    stopped?.removeAllListeners();
    // A worker that is being stopped may still report that it ran out of memory.
    stopped?.on('error', () => {});
    void stopped?.terminate();
    settle({ ok: false, refusal: documentRefusal(code, { detail }) });
  }

  function start(): Worker {
    const started = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    });
    started.on('message', (message: { number: number; outcome: Outcome<ReadDocument> }) => {
      if (message.number === current?.job.number) settle(message.outcome);
    });
    started.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      giveUp(outOfMemory ? 'too_complex' : 'unreadable', error.message.slice(0, 80));
    });
    return started;
  }

  function next(): void {
    if (current || queue.length === 0) return;
    current = queue.shift()!;
    worker ??= start();
    worker.ref();
    timer = setTimeout(() => giveUp('too_slow'), timeLimitMs);
    worker.postMessage(current.job);
  }

  return {
    read(bytes, fileName) {
      if (bytes.byteLength > DOCUMENT_LIMITS.file) {
        const facts = { size: megabytes(bytes.byteLength), limit: megabytes(DOCUMENT_LIMITS.file) };
        return Promise.resolve({ ok: false, refusal: documentRefusal('too_large', facts) });
      }
      return new Promise(answer => {
        count += 1;
        queue.push({ job: { number: count, bytes, fileName }, answer });
        next();
      });
    },
    async close() {
      for (const waiting of queue.splice(0))
        waiting.answer({ ok: false, refusal: documentRefusal('unreadable', { detail: 'shutdown' }) });
      const stopped = worker;
      if (current) giveUp('unreadable', 'shutdown');
      worker = null;
      await stopped?.terminate();
    },
  };
}
