import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import type { Tx } from '../../db/connect.ts';
import type { Server } from '../../http/endpoint.ts';
import { can, type Refusal, refuse } from '../../http/refusal.ts';
import { dropRows, endTrial, keepProgress } from './queries.ts';
import type { TrialJob, TrialNews } from './trial-worker.ts';

/** The trials that this process works on, each in a thread of its own beside the event loop. */
export type TrialRuns = {
  begin(server: Server, job: Omit<TrialJob, 'database'>): void;
  /** Stops the thread at once; what it wrote goes with the end of the trial. */
  cancel(trialId: string): void;
  /** Ends with all trials under way; it never fails. */
  finished(): Promise<void>;
  /** Breaks off what is under way and marks it as interrupted. */
  stop(): Promise<void>;
};

type Options = { database: pg.PoolConfig & { prepare?: boolean }; memoryLimitMb?: number };

const BEAT_MS = 2_000;
const MEMORY_MB = 3_000;

export function createTrialRuns({ database, memoryLimitMb = MEMORY_MB }: Options): TrialRuns {
  const underWay = new Map<string, TrialRun>();
  return {
    begin: (server, job) => {
      const run = new TrialRun(server, { ...job, database: plain(database) }, memoryLimitMb);
      underWay.set(job.trialId, run);
      void run.ended.then(() => underWay.delete(job.trialId));
    },
    cancel: trialId => underWay.get(trialId)?.abandon(),
    finished: async () => void (await Promise.all([...underWay.values()].map(run => run.ended))),
    stop: async () => void (await Promise.all([...underWay.values()].map(run => run.interrupt()))),
  };
}

/** What a thread can be sent: where the database is, and nothing that only this thread knows. */
function plain({ connectionString, host, port, user, password, database, prepare }: Options['database']) {
  return { connectionString, host, port, user, password, database, prepare };
}

/** One trial: follows its thread, writes down how far it is, and ends it exactly once. */
class TrialRun {
  readonly ended: Promise<void>;
  readonly #server: Server;
  readonly #job: TrialJob;
  readonly #worker: Worker;
  readonly #beat: NodeJS.Timeout;
  #settle: () => void = () => undefined;
  #writes: Promise<void> = Promise.resolve();
  #progress = { done: 0, all: 0 };
  #over = false;

  constructor(server: Server, job: TrialJob, memoryLimitMb: number) {
    this.#server = server;
    this.#job = job;
    this.ended = new Promise(resolve => {
      this.#settle = resolve;
    });
    this.#worker = new Worker(new URL('./trial-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    });
    this.#worker.on('message', (news: TrialNews) => this.#hear(news));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread ended without a result')));
    this.#beat = setInterval(() => this.#keep(null), BEAT_MS);
    this.#beat.unref();
  }

  /** The trial has been ended elsewhere: only the thread is left to stop. */
  abandon(): void {
    if (this.#over) return;
    void this.#close(tx => dropRows(tx, this.#job.trialId));
  }

  async interrupt(): Promise<void> {
    if (!this.#over) void this.#close(tx => this.#end(tx, { state: 'interrupted' }));
    await this.ended;
  }

  #hear(news: TrialNews): void {
    if (this.#over) return;
    if (news.kind === 'read') this.#keep({ at: this.#server.clock().toISOString(), count: news.facts });
    else if (news.kind === 'progress') this.#told(news);
    else {
      this.#progress = { done: news.all, all: news.all };
      const end = (tx: Tx) => this.#end(tx, { state: 'done', results: news.results });
      void this.#close(async tx => {
        await keepProgress(tx, this.#job.trialId, { ...this.#progress, at: this.#at(), facts: null });
        await end(tx);
      });
    }
  }

  #told({ done, all }: { done: number; all: number }): void {
    this.#progress = { done, all };
    this.#keep(null);
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (this.#over) return;
    const { log } = this.#server;
    log.error('a trial failed', { trial: this.#job.trialId, error });
    void this.#close(tx => this.#end(tx, { state: 'failed', failure: can(whyFailed(error)) }));
  }

  #at(): string {
    return this.#server.clock().toISOString();
  }

  /** One write after the other; somebody else's end of the trial is noticed here. */
  #keep(facts: { at: string; count: number } | null): void {
    this.#writes = this.#writes.then(async () => {
      if (this.#over) return;
      const beat = { ...this.#progress, at: this.#at(), facts };
      const goesOn = await this.#write(tx => keepProgress(tx, this.#job.trialId, beat)).catch(() => true);
      if (!goesOn) this.abandon();
    });
  }

  async #end(tx: Tx, end: Omit<Parameters<typeof endTrial>[2], 'at'>): Promise<void> {
    await endTrial(tx, this.#job.trialId, { ...end, at: this.#at() });
  }

  #write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#server.database.write(this.#job.body, work, () => false);
  }

  async #close(last: (tx: Tx) => Promise<void>): Promise<void> {
    this.#over = true;
    clearInterval(this.#beat);
    await this.#worker.terminate();
    await this.#writes;
    await this.#write(last).catch((error: unknown) =>
      this.#server.log.error('the end of a trial was not written', { trial: this.#job.trialId, error }),
    );
    this.#settle();
  }
}

function whyFailed(error: NodeJS.ErrnoException): Refusal {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return refuse('too_large', 'trial_too_large', {
      zh: '所选周期的事实太多，服务器内存不够，试算没有完成。请少选几个周期再试。',
      en: "The chosen periods hold more facts than the server's memory does, so the trial was not finished. Choose fewer periods.",
    });
  }
  return refuse('wrong_state', 'trial_failed', {
    zh: '试算中途出错，没有结果；台账不受影响。请再试一次，仍然不行请查看服务器日志。',
    en: 'The trial broke off without a result; the ledger is untouched. Try again, and look at the server log if it happens again.',
  });
}
