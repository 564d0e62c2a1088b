import type { FuzzJob, FuzzNews } from './fuzz-worker.ts';

/** The file that this worker never survives, and the one that it dies of only when it does not announce each. */
const [ALWAYS, HASTY] = [7, 15];

async function run({ from, to, each }: FuzzJob): Promise<void> {
  for (let at = from, read = 0; at <= to; at += 1) {
    const dies = at < to && (at === ALWAYS || (at === HASTY && !each));
    if (each || at === from || at === to) {
      const codes: FuzzNews['codes'] = read > 0 ? { read } : {};
      await tell({ at, codes, findings: [], slowest: { at: from, ms: 1 }, core: 0 });
      read = 0;
    }
    if (dies) process.exit(3);
    read += 1;
  }
}

/** What was sent has left before the process ends. */
function tell(news: FuzzNews): Promise<unknown> {
  return new Promise(resolve => process.send!(news, resolve));
}

process.on('message', (job: FuzzJob) => void run(job));
