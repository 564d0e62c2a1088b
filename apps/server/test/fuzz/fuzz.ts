import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FuzzJob, FuzzNews } from './fuzz-worker.ts';

export type Fuzzed = {
  format: string;
  seed: number;
  count: number;
  seconds: number;
  /** How many files ended how: `read`, or the code of the refusal. */
  codes: Record<string, number>;
  /** What was neither read nor refused, with the number of the file, which repeats it. */
  findings: { at: number; what: string }[];
  slowest: { at: number; ms: number };
  /** The most that the process held. */
  megabytes: number;
};

type Order = { format: string; seed: number; from?: number; count: number };

/** A file may take this long, as long as it also may in service. */
const FILE_MS = 15_000;
const MEMORY_MB = 768;
const WORKER = fileURLToPath(new URL('./fuzz-worker.ts', import.meta.url));

/** Feeds mutated files of a format to its importer; whatever dies or hangs is a finding, and the run goes on behind it. */
export async function fuzz({ format, seed, from = 0, count }: Order): Promise<Fuzzed> {
  const start = performance.now();
  const fuzzed: Fuzzed = {
    ...{ format, seed, count, seconds: 0, codes: {}, findings: [] },
    ...{ slowest: { at: from, ms: 0 }, megabytes: 0 },
  };
  const end = from + count;
  for (let next = from; next < end; ) next = await stretch({ format, seed, from: next, to: end }, fuzzed);
  fuzzed.seconds = (performance.now() - start) / 1000;
  return fuzzed;
}

/** Runs until the end or the first file that kills the process; answers where to go on. */
function stretch(job: FuzzJob, fuzzed: Fuzzed): Promise<number> {
  return new Promise(resolve => {
    const child = fork(WORKER, {
      execArgv: ['--max-old-space-size=576', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let at = job.from;
    let over = false;
    const end = (next: number, finding?: string): void => {
      if (over) return;
      over = true;
      clearInterval(watch);
      child.kill('SIGKILL');
      if (finding !== undefined) fuzzed.findings.push({ at, what: finding });
      resolve(next);
    };
    let since = performance.now();
    const watch = setInterval(() => {
      fuzzed.megabytes = Math.max(fuzzed.megabytes, heldBy(child));
      if (performance.now() - since > FILE_MS) end(at + 1, `took longer than ${FILE_MS / 1000} s`);
      else if (heldBy(child) > MEMORY_MB) end(at + 1, `held more than ${MEMORY_MB} MB`);
    }, 100);
    child.on('message', (news: FuzzNews) => {
      since = performance.now();
      if (news.kind !== 'finding' && news.before) count(fuzzed.codes, news.before);
      if (news.kind === 'at') at = news.at;
      else if (news.kind === 'finding') fuzzed.findings.push({ at: news.at, what: news.what });
      else {
        if (news.slowest.ms > fuzzed.slowest.ms) fuzzed.slowest = news.slowest;
        end(job.to);
      }
    });
    child.on('exit', (code, signal) => end(at + 1, `the process ended: ${signal ?? code}`));
    child.send(job);
  });
}

function count(codes: Record<string, number>, code: string): void {
  codes[code] = (codes[code] ?? 0) + 1;
}

/** Megabytes; 0 where the system does not tell. */
function heldBy(child: ChildProcess): number {
  try {
    return (Number(readFileSync(`/proc/${child.pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 1048576;
  } catch {
    return 0;
  }
}
