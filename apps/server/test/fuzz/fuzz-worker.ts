import { FORMATS, type Format, mutationOf, seedsOf } from './formats.ts';
import { seedOf } from './random.ts';

/** One stretch of a run; the same files for the same numbers. */
export type FuzzJob = {
  format: string;
  seed: number;
  quick: boolean;
  from: number;
  to: number;
  /** Whether every file is announced before it is read, or only now and then. */
  each: boolean;
};
/** `codes` and `findings` are those since the last news; the files before `at` are read. */
export type FuzzNews = {
  at: number;
  codes: Record<string, number>;
  findings: { at: number; what: string }[];
  slowest: { at: number; ms: number };
  /** Seconds of a core that the process has used so far. */
  core: number;
};

/** Such an error was not foreseen where it arose: the file is refused, and the reader still deserves a look. */
const UNFORESEEN = /\((?:Type|Range|Reference|Syntax)Error\)/u;
/** A message for every file cost as much as reading a small one. */
const TELL_MS = 20;

async function run({ format: name, seed, quick, from, to, each }: FuzzJob): Promise<void> {
  const format = await FORMATS[name]!();
  const seeds = seedsOf(format, quick);
  const slowest = { at: from, ms: 0 };
  const news: FuzzNews = { at: from, codes: {}, findings: [], slowest, core: 0 };
  let told = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at += 1) {
    const start = performance.now();
    if (each || start - told > TELL_MS) {
      process.send!({ ...news, at, core: coreSeconds() } satisfies FuzzNews);
      [told, news.codes, news.findings] = [start, {}, []];
    }
    const code = await outcomeOf(format.read, mutationOf(seeds, seedOf(seed, at)), what =>
      news.findings.push({ at, what }),
    );
    news.codes[code] = (news.codes[code] ?? 0) + 1;
    const ms = Math.round(performance.now() - start);
    if (ms > slowest.ms) Object.assign(slowest, { at, ms });
  }
  process.send!({ ...news, at: to, core: coreSeconds() } satisfies FuzzNews);
}

function coreSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function outcomeOf(
  read: Format['read'],
  bytes: Uint8Array,
  find: (what: string) => void,
): Promise<string> {
  try {
    const outcome = await read(bytes);
    if (outcome.ok) return 'read';
    const { code, zh, en } = outcome.refusal;
    if (!zh || !en || /[{}]/u.test(zh.replace(/（.*?）/u, ''))) find(`${code} without words`);
    return code === 'unreadable' && UNFORESEEN.test(en) ? `unforeseen: ${en}` : code;
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    find(what.slice(0, 1500));
    return 'threw';
  }
}

process.on('message', (job: FuzzJob) => void run(job));
