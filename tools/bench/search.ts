import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connect, type Reader } from '../../apps/server/src/db/connect.ts';
import { quantile } from './duplicates-measure.ts';
import { askerAt, onePage, type Reach } from './search-ask.ts';
import { BODY } from './search-body.ts';
import { writingMs } from './search-follow.ts';
import { type Prepared, prepare, type Stage, startStage } from './search-prepare.ts';
import { type Kind, questionKinds } from './search-questions.ts';
import { askRival, RIVALS, rivalMs, trigramBytes } from './search-rivals.ts';
import { hasPlain, type Running, readThrough } from './search-server.ts';
import { benchWriter, type Writer } from './search-texts.ts';

type Row = Record<string, string | number>;
type Options = {
  /** Where the bodies lie, so that they can be measured again; null makes them for this once. */
  data: string | null;
  /** Only makes them: that may take its time on a busy machine. */
  prepareOnly: boolean;
  items: number;
  each: number;
  say: (line: string) => void;
};
export type Measured = { kinds: Row[]; sizes: Row[]; rivals: Row[] };

const SMALL = 100_000;
const DESK: Reach = { role: 'desk_editor', unit: 0 };
const UNIT: Reach = { role: 'correspondent', unit: 40 };
/** How many questions of a kind the rivals are asked: some of their answers take seconds. */
const RIVAL_QUESTIONS = 5;

/**
 * What a search takes as the product makes it (rights, count, rows, highlighted places), by how common the words are, at
 * two sizes of the body, each beside LIKE and a pg_trgm index over the same normalised texts; and on a PostgreSQL 15 as
 * Debian brings it, where there is one.
 */
export async function measureSearch({ data, prepareOnly, items, each, say }: Options): Promise<Measured> {
  const home = data ?? mkdtempSync(join(tmpdir(), 'xinxuan-search-'));
  mkdirSync(home, { recursive: true });
  // PostgreSQL runs under another account where the bench runs as root.
  chmodSync(home, 0o755);
  const measured: Measured = { kinds: [], sizes: [], rivals: [] };
  try {
    const stages = stagesOf(items, say);
    const writer = benchWriter();
    for (const stage of stages) {
      const prepared = await prepare(home, stage, say);
      if (prepareOnly) continue;
      const running = await startStage(home, stage);
      try {
        const found = await measureStage(running, { stage, prepared, writer, each, say });
        for (const part of ['kinds', 'sizes', 'rivals'] as const) measured[part].push(...found[part]);
      } finally {
        await running.stop();
      }
    }
    return measured;
  } finally {
    if (!data) rmSync(home, { recursive: true, force: true });
  }
}

function stagesOf(items: number, say: (line: string) => void): Stage[] {
  const small = Math.min(SMALL, items);
  const stages: Stage[] = [...new Set([small, items])].map(each => ({ server: 'embedded', items: each }));
  if (hasPlain()) stages.push({ server: 'PostgreSQL 15', items: small });
  else say('  PostgreSQL 15 is not installed here: it is left out');
  return stages;
}

type How = {
  stage: Stage;
  prepared: Prepared;
  writer: Writer;
  each: number;
  say: (line: string) => void;
};

async function measureStage(
  running: Running,
  { stage, prepared, writer, each, say }: How,
): Promise<Measured> {
  readThrough(running.directory);
  const asked = questionKinds(writer, { texts: stage.items, each });
  const database = connect(running.config);
  const client = new pg.Client(running.superuser);
  await client.connect();
  const place = { server: stage.server, items: stage.items };
  try {
    const kinds: Row[] = [];
    const all: number[] = [];
    const first: number[][] = [];
    for (const kind of asked) {
      const { row, desk, others } = await measureKind(database.reader(BODY), kind);
      kinds.push({ ...place, ...row });
      all.push(...desk, ...others);
      first.push(desk);
      say(`  ${JSON.stringify(kinds.at(-1))}`);
    }
    const rivals = await againstRivals(running, { asked, first });
    const size = {
      ...place,
      ...quantiles(all),
      ...(await bytesAnItem(client, stage.items)),
      'pg_trgm bytes an item': Math.round((await trigramBytes(running.superuser)) / stage.items),
      'written behind, ms an item': (await writingMs(database, client)).toFixed(1),
      'loaded s': seconds(prepared.loadMs),
      'index s': seconds(prepared.indexMs),
      'pg_trgm index s': seconds(prepared.trigramsMs),
    };
    for (const row of [...rivals, size]) say(`  ${JSON.stringify(row)}`);
    return { kinds, sizes: [size], rivals: rivals.map(row => ({ ...place, ...row })) };
  } finally {
    await client.end();
    await database.close();
  }
}

/** Newest first for the desk, which sees everything; best first; and the same for a correspondent of one unit. */
async function measureKind(
  reader: Reader,
  kind: Kind,
): Promise<{ row: Row; desk: number[]; others: number[] }> {
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
  return { row, desk, others: [...best, ...unit] };
}

async function timed(reader: Reader, q: string, how: { sort: 'newest' | 'best'; reach: Reach }) {
  const started = performance.now();
  const { count } = await onePage(reader, { q, sort: how.sort }, askerAt(how.reach));
  return { count, ms: performance.now() - started };
}

/**
 * The same questions for the newest twenty, without rights, rows, highlights and count: less than the product does, of
 * which the first answers stand beside them.
 */
async function againstRivals(
  { superuser }: Running,
  { asked, first }: { asked: Kind[]; first: number[][] },
): Promise<Row[]> {
  const rows: Row[] = asked.map(({ name }, i) => ({
    kind: name,
    'search, p50 / max ms': middleAndMost((first[i] ?? []).slice(0, RIVAL_QUESTIONS)),
  }));
  for (const rival of RIVALS) {
    const client = await askRival(superuser, rival);
    for (const [i, { questions }] of asked.entries()) {
      const ms: number[] = [];
      for (const { like } of questions.slice(0, RIVAL_QUESTIONS)) ms.push(await rivalMs(client, like));
      rows[i]![`${rival.name}, p50 / max ms`] = middleAndMost(ms);
    }
    await client.end();
  }
  return rows;
}

function middleAndMost(ms: readonly number[]): string {
  return `${quantile(ms, 0.5).toFixed(1)} / ${quantile(ms, 1).toFixed(1)}`;
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
