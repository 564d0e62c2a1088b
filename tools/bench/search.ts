import { rmSync } from 'node:fs';
import pg from 'pg';
import type { Reader } from '../../apps/server/src/db/connect.ts';
import { connect } from '../../apps/server/src/db/connect.ts';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import { quantile } from './duplicates-measure.ts';
import { askerAt, onePage, type Reach } from './search-ask.ts';
import { BODY, makeBody } from './search-body.ts';
import { fillTo } from './search-load.ts';
import { type Kind, questionKinds } from './search-questions.ts';
import { RIVALS, type Rival, rivalMs } from './search-rivals.ts';
import { benchWriter } from './search-texts.ts';

type Row = Record<string, string | number>;
type Options = { folder: string; items: number; each: number; say: (line: string) => void };

const SIZES = [10_000, 100_000, 1_000_000];
const DESK: Reach = { role: 'desk_editor', unit: 0 };
const UNIT: Reach = { role: 'correspondent', unit: 40 };
/** How many questions of a kind the rivals are asked: some of their answers take seconds. */
const RIVAL_QUESTIONS = 8;

/**
 * What a search takes as the product makes it (rights, count, rows, highlighted places), by how common the words are, in
 * a body that grows; at the largest size against LIKE and a pg_trgm index over the same normalised texts.
 */
export async function measureSearch({
  folder,
  items,
  each,
  say,
}: Options): Promise<{ kinds: Row[]; sizes: Row[]; rivals: Row[] }> {
  const embedded = await startEmbedded({
    dataDir: folder,
    log: () => undefined,
    settings: { max_wal_size: '8GB' },
  });
  await migrate(embedded.config);
  const client = new pg.Client(embedded.config);
  await client.connect();
  const database = connect(embedded.config);
  const writer = benchWriter();
  const reader = database.reader(BODY);
  try {
    await makeBody(client);
    const sizes: Row[] = [];
    let kinds: Row[] = [];
    let asked: Kind[] = [];
    let stored = 0;
    for (const size of SIZES.filter(size => size <= items)) {
      const { loadMs, indexMs } = await fillTo(client, { writer, from: stored, to: size, of: items });
      say(`  ${size} items: loaded in ${seconds(loadMs)} s, index in ${seconds(indexMs)} s`);
      stored = size;
      asked = questionKinds(writer, { texts: size, each });
      kinds = [];
      const all: number[] = [];
      for (const kind of asked) {
        const { row, ms } = await measureKind(reader, kind);
        say(`  ${JSON.stringify(row)}`);
        kinds.push(row);
        all.push(...ms);
      }
      sizes.push({
        items: size,
        ...quantiles(all),
        ...(await bytesAnItem(client, size)),
        'index s': seconds(indexMs),
      });
      say(`  ${JSON.stringify(sizes.at(-1))}`);
    }
    return { kinds, sizes, rivals: await againstRivals(embedded.config, { reader, asked, say }) };
  } finally {
    await client.end();
    await database.close();
    await embedded.stop();
    // It may lie elsewhere than the folder, where another account can reach it, and it is large.
    rmSync(embedded.directory, { recursive: true, force: true });
  }
}

/** Newest first for the desk, which sees everything; best first; and the same for a correspondent of one unit. */
export async function measureKind(reader: Reader, kind: Kind): Promise<{ row: Row; ms: number[] }> {
  const desk: number[] = [];
  const best: number[] = [];
  const unit: number[] = [];
  let [finds, inexact] = [0, 0];
  for (const { q } of kind.questions) {
    const { count, ms } = await timed(reader, q, { sort: 'newest', reach: DESK });
    desk.push(ms);
    finds += count?.found ?? 0;
    if (count && !count.exact) inexact += 1;
    best.push((await timed(reader, q, { sort: 'best', reach: DESK })).ms);
    unit.push((await timed(reader, q, { sort: 'newest', reach: UNIT })).ms);
  }
  const row = {
    kind: kind.name,
    asked: kind.questions.length,
    'found, at most 1000': Math.round(finds / Math.max(1, kind.questions.length)),
    'count open': inexact,
    ...quantiles(desk),
    'best first p95': quantile(best, 0.95).toFixed(1),
    'one unit p95': quantile(unit, 0.95).toFixed(1),
  };
  return { row, ms: [...desk, ...best, ...unit] };
}

async function timed(reader: Reader, q: string, how: { sort: 'newest' | 'best'; reach: Reach }) {
  const started = performance.now();
  const { count } = await onePage(reader, { q, sort: how.sort }, askerAt(how.reach));
  return { count, ms: performance.now() - started };
}

/** The same questions for the newest twenty, without rights, rows, highlights and count: less than the product does. */
async function againstRivals(
  config: pg.ClientConfig,
  { reader, asked, say }: { reader: Reader; asked: Kind[]; say: (line: string) => void },
): Promise<Row[]> {
  const rows: Row[] = [];
  const product = new Map<string, number[]>();
  for (const { name, questions } of asked) {
    const ms: number[] = [];
    for (const { q } of questions.slice(0, RIVAL_QUESTIONS))
      ms.push((await timed(reader, q, { sort: 'newest', reach: DESK })).ms);
    product.set(name, ms);
  }
  const took = new Map<string, Map<Rival, number[]>>();
  for (const rival of RIVALS) {
    const made = await rival.prepare(config);
    say(`  ${rival.name}: prepared in ${seconds(made.ms)} s, ${made.megabytes} MB`);
    for (const { name, questions } of asked) {
      const ms: number[] = [];
      for (const { like } of questions.slice(0, RIVAL_QUESTIONS)) ms.push(await rivalMs(made.client, like));
      took.set(name, (took.get(name) ?? new Map()).set(rival, ms));
    }
    await made.client.end();
  }
  for (const [kind, ms] of product) {
    const row: Row = {
      kind,
      'search p50': quantile(ms, 0.5).toFixed(1),
      'search max': quantile(ms, 1).toFixed(1),
    };
    for (const rival of RIVALS) {
      const theirs = took.get(kind)?.get(rival) ?? [];
      row[`${rival.name} p50`] = quantile(theirs, 0.5).toFixed(1);
      row[`${rival.name} max`] = quantile(theirs, 1).toFixed(1);
    }
    say(`  ${JSON.stringify(row)}`);
    rows.push(row);
  }
  return rows;
}

function quantiles(ms: readonly number[]): Row {
  return {
    'p50 ms': quantile(ms, 0.5).toFixed(1),
    'p95 ms': quantile(ms, 0.95).toFixed(1),
    'max ms': quantile(ms, 1).toFixed(1),
  };
}

async function bytesAnItem(client: pg.ClientBase, items: number): Promise<Row> {
  const { rows } = await client.query<{ index: number; kept: number }>(
    `select pg_relation_size('search_texts_terms')::float8 as index, pg_total_relation_size('search_texts')::float8 as kept`,
  );
  const { index = 0, kept = 0 } = rows[0] ?? {};
  return { 'index bytes an item': Math.round(index / items), 'all bytes an item': Math.round(kept / items) };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0);
}
