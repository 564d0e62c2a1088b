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
  return new QueuedReader(timeLimitMs, memoryLimitMb);
}

class QueuedReader implements DocumentReader {
  readonly #timeLimitMs: number;
  readonly #memoryLimitMb: number;
  readonly #queue: Waiting[] = [];
  #worker: Worker | null = null;
  #current: Waiting | null = null;
  #timer: NodeJS.Timeout | undefined;
  #count = 0;

  constructor(timeLimitMs: number, memoryLimitMb: number) {
    this.#timeLimitMs = timeLimitMs;
    this.#memoryLimitMb = memoryLimitMb;
  }

  read(bytes: Uint8Array, fileName: string): Promise<Outcome<ReadDocument>> {
    if (bytes.byteLength > DOCUMENT_LIMITS.file) {
      const facts = { size: megabytes(bytes.byteLength), limit: megabytes(DOCUMENT_LIMITS.file) };
      return Promise.resolve({ ok: false, refusal: documentRefusal('too_large', facts) });
    }
    return new Promise(answer => {
      this.#count += 1;
      this.#queue.push({ job: { number: this.#count, bytes, fileName }, answer });
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const waiting of this.#queue.splice(0)) waiting.answer(refused('unreadable', 'shutdown'));
    const stopped = this.#worker;
    if (this.#current) this.#giveUp('unreadable', 'shutdown');
    this.#worker = null;
    await stopped?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    const current = this.#queue.shift();
    if (!current) return;
    this.#current = current;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#timer = setTimeout(() => this.#giveUp('too_slow'), this.#timeLimitMs);
    this.#worker.postMessage(current.job);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#memoryLimitMb },
    });
    worker.on('message', (message: { number: number; outcome: Outcome<ReadDocument> }) => {
      if (message.number === this.#current?.job.number) this.#settle(message.outcome);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#giveUp(outOfMemory ? 'too_complex' : 'unreadable', error.message.slice(0, 80));
    });
    return worker;
  }

  #settle(outcome: Outcome<ReadDocument>): void {
    clearTimeout(this.#timer);
    const settled = this.#current;
    this.#current = null;
    settled?.answer(outcome);
    this.#worker?.unref();
    this.#next();
  }

  /** Stops the worker in the middle of a document; the next document gets a new one. */
  #giveUp(code: 'too_slow' | 'too_complex' | 'unreadable', detail = ''): void {
    const stopped = this.#worker;
    this.#worker = null;
    stopped?.removeAllListeners();
    // A worker that is being stopped may still report that it ran out of memory.
    stopped?.on('error', () => {});
    void stopped?.terminate();
    this.#settle(refused(code, detail));
  }
}

function refused(code: 'too_slow' | 'too_complex' | 'unreadable', detail: string): Outcome<ReadDocument> {
  return { ok: false, refusal: documentRefusal(code, { detail }) };
}
