import { type ChildProcess, fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../files/finding.ts';
import type { ReadingAnswer, ReadingJob } from './reading-worker.ts';
import { documentRefusal } from './refusals.ts';

/** How a reading ended that gave no answer. */
export type Ending = 'too_slow' | 'too_complex' | 'unreadable';

const ROOT = realpathSync(fileURLToPath(new URL('../../../../', import.meta.url)));
const WORKER = new URL('./reading-worker.ts', import.meta.url);
/** A process that ran out of memory ends by one of these: the engine's own end, its watch, or the kernel. */
const OUT_OF_MEMORY = new Set<NodeJS.Signals>(['SIGABRT', 'SIGTRAP', 'SIGKILL']);

/**
 * One process that reads one document at a time. It may read files of the program and nothing else: it writes no file,
 * starts no program, and has none of the environment of the server. Whatever happens to it, it answers exactly once.
 */
export class ReadingProcess {
  readonly #child: ChildProcess;
  #asked: { number: number; answer: (outcome: Outcome<unknown>) => void } | null = null;
  #count = 0;
  #ended = false;

  /** `program` is what runs in it: tests give one that misbehaves. */
  constructor(memoryLimitMb: number, program: URL = WORKER) {
    this.#child = fork(fileURLToPath(program), [String(memoryLimitMb)], {
      // The heap ends before the process does, so that the engine's own limit speaks first where it can.
      execArgv: [
        `--max-old-space-size=${Math.ceil(memoryLimitMb * 0.75)}`,
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=SecurityWarning',
        '--permission',
        '--allow-worker',
        `--allow-fs-read=${ROOT}/*`,
      ],
      env: { NODE_ENV: 'production', TZ: 'UTC' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', message => this.#hear(message as ReadingAnswer));
    this.#child.on('error', error => this.#end('unreadable', error.message));
    this.#child.on('exit', (code, signal) =>
      this.#end(signal && OUT_OF_MEMORY.has(signal) ? 'too_complex' : 'unreadable', signal ?? `exit ${code}`),
    );
    this.#rest();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** How many documents it has been given. */
  get count(): number {
    return this.#count;
  }

  read(job: ReadingJob): Promise<Outcome<unknown>> {
    if (this.#ended) return Promise.resolve(refused('unreadable', 'ended'));
    return new Promise(answer => {
      this.#count += 1;
      this.#asked = { number: this.#count, answer };
      this.#child.ref();
      this.#child.channel?.ref();
      this.#child.send(
        { number: this.#count, job },
        error => error && this.#end('unreadable', error.message),
      );
    });
  }

  /** Ends it at once; what it was reading is refused as `why`. */
  stop(why: Ending, detail = ''): void {
    this.#end(why, detail);
  }

  #hear({ number, outcome }: ReadingAnswer): void {
    if (number === this.#asked?.number) this.#answer(outcome);
  }

  #end(why: Ending, detail: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#child.kill('SIGKILL');
    this.#answer(refused(why, detail.slice(0, 80)));
  }

  #answer(outcome: Outcome<unknown>): void {
    const asked = this.#asked;
    this.#asked = null;
    this.#rest();
    asked?.answer(outcome);
  }

  /** An idle reader does not keep the server alive. */
  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

export function refused(code: Ending, detail: string): Outcome<never> {
  return { ok: false, refusal: documentRefusal(code, { detail }) };
}
