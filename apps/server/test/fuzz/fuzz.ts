import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FuzzJob, FuzzNews } from './fuzz-worker.ts';

export type Fuzzed = {
  format: string;
  seed: number;
  count: number;
  seconds: number;
  /** Seconds of a core that the reading took, whatever else the machine did. */
  core: number;
  /** How many files ended how: `read`, or the code of the refusal. */
  codes: Record<string, number>;
  /** What was neither read nor refused, with the number of the file, which repeats it. */
  findings: { at: number; what: string }[];
  slowest: { at: number; ms: number };
  /** The most that the process held. */
  megabytes: number;
};

/** `quick` draws mostly from small files, as every run of the tests does; `program` is what reads, if not the importers. */
type Order = { format: string; seed: number; from?: number; count: number; quick?: boolean; program?: URL };

/** A file may take this long, as long as it also may in service. */
const FILE_MS = 15_000;
const MEMORY_MB = 768;
const WORKER = new URL('./fuzz-worker.ts', import.meta.url);

/** Feeds mutated files of a format to its importer; whatever dies or hangs is a finding, and the run goes on behind it. */
export async function fuzz(order: Order): Promise<Fuzzed> {
  const { format, seed, from = 0, count, quick = false, program = WORKER } = order;
  const start = performance.now();
  const fuzzed: Fuzzed = {
    ...{ format, seed, count, seconds: 0, core: 0, codes: {}, findings: [] },
    ...{ slowest: { at: from, ms: 0 }, megabytes: 0 },
  };
  const to = from + count;
  for (let at = from; at < to; ) {
    const job = { format, seed, quick, to };
    const first = await stretch({ ...job, from: at, each: false }, fuzzed, program);
    at = first.at;
    if (first.end === null) break;
    // Which file it was, only a process tells that announces each; what does not come again is a finding all the same.
    const again = await stretch({ ...job, from: at, each: true }, fuzzed, program);
    const what = again.end ?? `${first.end}: here or soon after, and not again when it was repeated`;
    fuzzed.findings.push({ at: again.end === null ? at : again.at, what });
    at = again.end === null ? to : again.at + 1;
  }
  fuzzed.seconds = (performance.now() - start) / 1000;
  return fuzzed;
}

/** Where a process came to; `end` says what ended it before it was through. */
type Stretch = { at: number; end: string | null };

function stretch(job: FuzzJob, fuzzed: Fuzzed, program: URL): Promise<Stretch> {
  return new Promise(resolve => {
    const child = fork(fileURLToPath(program), {
      execArgv: ['--max-old-space-size=576', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let [at, core] = [job.from, 0];
    let over = false;
    const end = (what: string | null): void => {
      if (over) return;
      over = true;
      clearInterval(watch);
      fuzzed.core += core;
      child.kill('SIGKILL');
      resolve({ at, end: what });
    };
    let since = performance.now();
    const watch = setInterval(() => {
      const held = heldBy(child);
      fuzzed.megabytes = Math.max(fuzzed.megabytes, held);
      if (performance.now() - since > FILE_MS) end(`took longer than ${FILE_MS / 1000} s`);
      else if (held > MEMORY_MB) end(`held more than ${MEMORY_MB} MB`);
    }, 100);
    child.on('message', (news: FuzzNews) => {
      since = performance.now();
      [at, core] = [news.at, news.core];
      for (const [code, n] of Object.entries(news.codes)) fuzzed.codes[code] = (fuzzed.codes[code] ?? 0) + n;
      fuzzed.findings.push(...news.findings);
      if (news.slowest.ms > fuzzed.slowest.ms) fuzzed.slowest = news.slowest;
      if (at === job.to) end(null);
    });
    child.on('exit', (code, signal) => end(`the process ended: ${signal ?? code}`));
    child.send(job);
  });
}

/** Megabytes; 0 where the system does not tell. */
function heldBy(child: ChildProcess): number {
  try {
    return (Number(readFileSync(`/proc/${child.pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 1048576;
  } catch {
    return 0;
  }
}
