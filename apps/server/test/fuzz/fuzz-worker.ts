import { FORMATS, mutationOf, packagesOf } from './formats.ts';
import { seedOf } from './random.ts';

/** One stretch of a run; the same files for the same numbers. */
export type FuzzJob = { format: string; seed: number; from: number; to: number };
export type FuzzNews =
  | { kind: 'at'; at: number; before: string | null }
  | { kind: 'finding'; at: number; what: string }
  | { kind: 'done'; before: string | null; slowest: { at: number; ms: number } };

/** Such an error was not foreseen where it arose: the file is refused, and the reader still deserves a look. */
const UNFORESEEN = /\((?:Type|Range|Reference|Syntax)Error\)/u;

const say = (news: FuzzNews): void => void process.send!(news);

async function run({ format: name, seed, from, to }: FuzzJob): Promise<void> {
  const format = await FORMATS[name]!();
  const packages = packagesOf(format);
  let before: string | null = null;
  const slowest = { at: from, ms: 0 };
  for (let at = from; at < to; at += 1) {
    say({ kind: 'at', at, before });
    const bytes = mutationOf(format, packages, seedOf(seed, at));
    const start = performance.now();
    before = await outcomeOf(format.read, bytes, at);
    const ms = performance.now() - start;
    if (ms > slowest.ms) Object.assign(slowest, { at, ms: Math.round(ms) });
  }
  say({ kind: 'done', before, slowest });
}

type Read = Awaited<ReturnType<(typeof FORMATS)[string]>>['read'];

async function outcomeOf(read: Read, bytes: Uint8Array, at: number): Promise<string> {
  try {
    const outcome = await read(bytes);
    if (outcome.ok) return 'read';
    const { code, zh, en } = outcome.refusal;
    if (!zh || !en || /[{}]/u.test(zh.replace(/（.*?）/u, '')))
      say({ kind: 'finding', at, what: `${code} without words` });
    return code === 'unreadable' && UNFORESEEN.test(en) ? `unforeseen: ${en}` : code;
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ kind: 'finding', at, what: what.slice(0, 1500) });
    return 'threw';
  }
}

process.on('message', (job: FuzzJob) => void run(job));
