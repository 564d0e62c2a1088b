import type { Outcome } from '../files/finding.ts';
import { megabytes } from '../files/finding.ts';
import type { ReadDocument } from './document.ts';
import type { KnownNames } from './manuscript.ts';
import type { ArchivedFile } from './read-archive.ts';
import { ReadingProcess, refused } from './reading-process.ts';
import type { ReadAsManuscript, ReadingJob } from './reading-worker.ts';
import { documentRefusal } from './refusals.ts';
import type { ReadSheet } from './sheet.ts';
import { Turns } from './turns.ts';
import type { SheetWish } from './xlsx.ts';
import { DOCUMENT_LIMITS } from './zip.ts';

/**
 * Reads documents in processes of their own, so that a large or hostile one holds up nobody and takes nothing down with
 * it. `owner` is whoever is waiting: owners take turns, so that many documents of one do not keep another waiting.
 */
export interface DocumentReader {
  /** As `readDocument`; refuses with `too_slow`, `too_complex` or `too_busy` what takes more than its share. */
  read(bytes: Uint8Array, fileName: string, owner?: string): Promise<Outcome<ReadDocument>>;
  /** As `readDocument` and then `readManuscript`, with `known` as there. */
  readManuscript(
    file: { bytes: Uint8Array; name: string },
    known: KnownNames,
    owner?: string,
  ): Promise<Outcome<ReadAsManuscript>>;
  /** As `readSheet`. */
  readSheet(bytes: Uint8Array, wish?: SheetWish, owner?: string): Promise<Outcome<ReadSheet>>;
  /** As `sheetNames`. */
  sheetNames(bytes: Uint8Array, owner?: string): Promise<Outcome<string[]>>;
  /** As `readArchive`. */
  readArchive(bytes: Uint8Array, owner?: string): Promise<Outcome<ArchivedFile[]>>;
  /** As `secretIn`. */
  secretIn(bytes: Uint8Array, owner?: string): Promise<Outcome<string | null>>;
  close(): Promise<void>;
}

interface Options {
  /** For one document, from when its turn comes. */
  timeLimitMs?: number;
  /** What one reading process may hold, of its heap and outside of it. */
  memoryLimitMb?: number;
  /** After this long a document makes way for those that wait. */
  patienceMs?: number;
  /** What runs in the processes instead of the reader; for tests. */
  program?: URL;
}

const USUAL = { timeLimitMs: 15_000, memoryLimitMb: 768, patienceMs: 3_000 };

/** What may wait its turn, in bytes: the server holds them until then. */
const WAITING_LIMIT = 256 * 1048576;
/** Documents after which a process is replaced, whatever it may have gathered by then. */
const RETIRES_AFTER = 500;

/** Starts a reader; its processes are made when first needed, and again after one had to be stopped. */
export function startDocumentReader(options: Options = {}): DocumentReader {
  const lanes = new ReadingLanes({ ...USUAL, ...options });
  const ask = <T>(job: ReadingJob, owner = ''): Promise<Outcome<T>> =>
    lanes.read(job, owner) as Promise<Outcome<T>>;
  return {
    read: (bytes, fileName, owner) => ask({ kind: 'document', bytes, fileName }, owner),
    readManuscript: ({ bytes, name }, known, owner) =>
      ask({ kind: 'manuscript', bytes, fileName: name, known }, owner),
    readSheet: (bytes, wish = {}, owner) => ask({ kind: 'sheet', bytes, wish }, owner),
    sheetNames: (bytes, owner) => ask({ kind: 'sheetNames', bytes }, owner),
    readArchive: (bytes, owner) => ask({ kind: 'archive', bytes }, owner),
    secretIn: (bytes, owner) => ask({ kind: 'secret', bytes }, owner),
    close: async () => lanes.close(),
  };
}

interface Waiting {
  job: ReadingJob;
  answer: (outcome: Outcome<unknown>) => void;
}

interface Run {
  waiting: Waiting;
  process: ReadingProcess;
  /** It has had its first share of time. */
  slow: boolean;
  timers: NodeJS.Timeout[];
  /** It was stopped to make way, and will be read again. */
  setAside: boolean;
}

/**
 * Two lanes. Everything starts in the quick one; what is not done after a while goes on in the slow one when somebody
 * waits, or is set aside until that is free. So a sound document waits a moment for each bad one before it, not minutes.
 */
class ReadingLanes {
  readonly #options: Options & typeof USUAL;
  readonly #turns = new Turns<Waiting>();
  readonly #aside: Waiting[] = [];
  #bytes = 0;
  #quick: Run | null = null;
  #slow: Run | null = null;
  #idle: ReadingProcess | null = null;
  #closed = false;

  constructor(options: Options & typeof USUAL) {
    this.#options = options;
  }

  read(job: ReadingJob, owner: string): Promise<Outcome<unknown>> {
    const size = job.bytes.byteLength;
    if (size > DOCUMENT_LIMITS.file) {
      const facts = { size: megabytes(size), limit: megabytes(DOCUMENT_LIMITS.file) };
      return Promise.resolve({ ok: false, refusal: documentRefusal('too_large', facts) });
    }
    if (this.#closed) return Promise.resolve(refused('unreadable', 'shutdown'));
    if (this.#bytes + size > WAITING_LIMIT)
      return Promise.resolve({ ok: false, refusal: documentRefusal('too_busy') });
    this.#bytes += size;
    return new Promise(resolve => {
      const answer = (outcome: Outcome<unknown>): void => {
        this.#bytes -= size;
        resolve(outcome);
      };
      this.#turns.add(owner, { job, answer });
      this.#next();
    });
  }

  close(): void {
    this.#closed = true;
    for (const waiting of [...this.#turns.drain(), ...this.#aside.splice(0)])
      waiting.answer(refused('unreadable', 'shutdown'));
    for (const process of [this.#quick?.process, this.#slow?.process, this.#idle])
      process?.stop('unreadable', 'shutdown');
  }

  #next(): void {
    if (this.#closed) return;
    if (this.#quick?.slow && this.#turns.waiting) this.#makeWay(this.#quick);
    if (!this.#quick) {
      const waiting = this.#turns.take();
      if (waiting) this.#quick = this.#start(waiting, false);
    }
    if (!this.#slow) {
      const waiting = this.#aside.shift();
      if (waiting) this.#slow = this.#start(waiting, true);
    }
  }

  #makeWay(run: Run): void {
    this.#quick = null;
    if (!this.#slow) {
      this.#slow = run;
      return;
    }
    run.setAside = true;
    this.#aside.push(run.waiting);
    run.process.stop('too_slow');
  }

  #start(waiting: Waiting, slow: boolean): Run {
    const idle = this.#idle;
    this.#idle = null;
    const { memoryLimitMb, program, timeLimitMs, patienceMs } = this.#options;
    const process = idle && !idle.ended ? idle : new ReadingProcess(memoryLimitMb, program);
    const run: Run = { waiting, process, slow, setAside: false, timers: [] };
    const tooSlow = (): void => process.stop('too_slow');
    const getSlow = (): void => {
      run.slow = true;
      this.#next();
    };
    run.timers.push(setTimeout(tooSlow, timeLimitMs));
    if (!slow) run.timers.push(setTimeout(getSlow, patienceMs));
    void process.read(waiting.job).then(outcome => this.#finish(run, outcome));
    return run;
  }

  #finish(run: Run, outcome: Outcome<unknown>): void {
    for (const timer of run.timers) clearTimeout(timer);
    if (this.#quick === run) this.#quick = null;
    if (this.#slow === run) this.#slow = null;
    const { process } = run;
    if (this.#idle || process.count >= RETIRES_AFTER) process.stop('unreadable');
    else if (!process.ended) this.#idle = process;
    if (!run.setAside) run.waiting.answer(outcome);
    this.#next();
  }
}
