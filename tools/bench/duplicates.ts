import pg from 'pg';
import { connect } from '../../apps/server/src/db/connect.ts';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import { BODY, fillUp, keepTexts } from './duplicates-body.ts';
import { type Found, measureProbes, quantile, ratesOf } from './duplicates-measure.ts';
import { duplicateSet } from './duplicates-set.ts';

type Row = Record<string, string | number>;
type Options = { folder: string; items: number; each: number; say: (line: string) => void };

const COMPOSED = 10_000;
const SIZES = [10_000, 100_000, 1_000_000];
/** Lookups before the measured ones, so that neither side is cold. */
const WARM = 60;

/**
 * How surely texts are met again, by what was done to them, and what a check costs in a body that grows. 10,000 kept
 * texts are composed; above that the body is filled up with synthetic fingerprints.
 */
export async function measureDuplicates({
  folder,
  items,
  each,
  say,
}: Options): Promise<{ kinds: Row[]; sizes: Row[] }> {
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  await migrate(embedded.config);
  const client = new pg.Client({ ...embedded.config, options: '-c jit=off -c maintenance_work_mem=512MB' });
  await client.connect();
  const database = connect(embedded.config);
  try {
    const { kept, probes } = duplicateSet({ kept: COMPOSED, each });
    const sizes: Row[] = [];
    let kinds: Row[] = [];
    let stored = 0;
    let before: { p50: number; p95: number } | null = null;
    for (const size of SIZES.filter(size => size <= items)) {
      say(`  ${size} items`);
      await client.query('drop index manuscript_fingerprints_met');
      if (stored === 0) await keepTexts(client, kept);
      else await fillUp(client, { from: stored, to: size });
      stored = size;
      await client.query(
        'create index manuscript_fingerprints_met on manuscript_fingerprints using gin (fingerprints) with (fastupdate = off)',
      );
      await client.query('vacuum analyze');
      const reader = database.reader(BODY);
      await measureProbes(reader, probes.slice(0, WARM));
      const measured = await measureProbes(reader, probes);
      const rates = ratesOf(measured.kinds);
      const p50 = quantile(measured.ms, 0.5);
      const p95 = quantile(measured.ms, 0.95);
      const row = {
        items: size,
        'p50 ms': p50.toFixed(1),
        'p95 ms': p95.toFixed(1),
        'max ms': quantile(measured.ms, 1).toFixed(1),
        // How many times as long as in the body of a tenth of the size; the middle and the slow ones.
        growth: before ? `${(p50 / before.p50).toFixed(2)}, ${(p95 / before.p95).toFixed(2)}` : '',
        'bytes an item': await bytesAnItem(client, size),
        recall: rates.recall.toFixed(4),
        precision: rates.precision.toFixed(4),
      };
      before = { p50, p95 };
      say(`  ${JSON.stringify(row)}`);
      sizes.push(row);
      kinds = rowsOf(measured.kinds);
    }
    return { kinds, sizes };
  } finally {
    await client.end();
    await database.close();
    await embedded.stop();
  }
}

/** Everything that is kept to find texts again: table, key, index, set phrases. */
async function bytesAnItem(client: pg.Client, items: number): Promise<number> {
  const found = await client.query<{ bytes: string }>(
    "select pg_total_relation_size('manuscript_fingerprints') + pg_total_relation_size('common_fingerprints') as bytes",
  );
  return Math.round(Number(found.rows[0]?.bytes) / items);
}

function rowsOf(kinds: readonly Found[]): Row[] {
  return kinds.map(each => ({
    kind: each.kind,
    texts: each.probes,
    'to be found': each.sought,
    found: each.found,
    'told wrongly': each.wrong,
    recall: each.sought === 0 ? '' : ratesOf([each]).recall.toFixed(3),
    precision: each.sought === 0 ? '' : ratesOf([each]).precision.toFixed(3),
  }));
}
