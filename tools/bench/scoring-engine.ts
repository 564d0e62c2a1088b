/** A process of its own for the engine's side, so that its memory is nobody else's: scores once for every message. */
import process from 'node:process';
import { connect } from '../../apps/server/src/db/connect.ts';
import { scoreWholePeriod } from '../../apps/server/src/standings/whole-period.ts';
import { planOf, type SchemeName } from './scoring-schemes.ts';

export type EngineRun = {
  ms: number;
  /** Processor seconds of this process. */
  seconds: number;
  points: string;
  /** The most memory that the process has held so far. */
  peakMegabytes: number;
};

const [connectionString = '', body = '', scheme = 'simple'] = process.argv.slice(2);
const plan = planOf(scheme as SchemeName);
const database = connect({ connectionString, max: 3 });

process.on('message', async () => {
  const before = process.cpuUsage();
  const started = performance.now();
  const { sums } = await scoreWholePeriod(database.reader(body), {
    plan,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
  });
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const adoption = sums.clauses.filter(sum => sum.clause === 'adoption');
  const run: EngineRun = {
    ms,
    seconds: (user + system) / 1e6,
    points: String(adoption.reduce((sum, { points }) => sum + Number(points), 0)),
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  process.send?.(run);
});
process.on('disconnect', () => database.close());
