import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  addColumns,
  compileScheme,
  factTable,
  parseScheme,
  type Roster,
  scoreTotals,
} from '@xinxuan/scoring';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connect } from '../../apps/server/src/db/connect.ts';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { migrate } from '../../apps/server/src/db/migrate.ts';
import { recordFact } from '../../apps/server/src/facts/record.ts';
import { settleChanges } from '../../apps/server/src/standings/rescore.ts';

const SCHEME = readFileSync(
  fileURLToPath(new URL('../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);
const BODY = `bod_${'0'.repeat(26)}`;
const UNITS = 5000;

type Row = Record<string, string | number>;

/** A year of adoptions: the engine fed from the database, beside one SQL statement that says the same rule. */
export async function measureScoring({
  folder,
  adoptions,
  say,
}: {
  folder: string;
  adoptions: number;
  say: (line: string) => void;
}): Promise<Row[]> {
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  await migrate(embedded.config);
  const client = new pg.Client(embedded.config);
  await client.connect();
  try {
    await seedFacts(client, adoptions);
    const rows: Row[] = [];
    for (const size of [10_000, 100_000, 1_000_000].filter(each => each <= adoptions)) {
      const engine = await best(() => byEngine(client, size));
      const statement = await best(() => byStatement(client, size));
      if (engine.points !== statement.points)
        throw new Error(`engine ${engine.points} and SQL ${statement.points} differ`);
      const row = {
        adoptions: size,
        'engine ms': Math.round(engine.ms),
        'SQL ms': Math.round(statement.ms),
        'engine/SQL': engine.ms / statement.ms,
        'engine MB': Math.round(engine.megabytes),
        points: engine.points,
      };
      say(`  ${JSON.stringify(row)}`);
      rows.push(row);
    }
    rows.push({
      adoptions: 1,
      'engine ms': await rescoring(embedded.connectionString),
      'SQL ms': '',
      'engine/SQL': '',
      'engine MB': '',
      points: 're-scoring one unit in its transaction after one new adoption, median of 50',
    });
    return rows;
  } finally {
    await client.end();
    await embedded.stop();
  }
}

async function seedFacts(client: pg.Client, adoptions: number): Promise<void> {
  await client.query(`
    insert into bodies values ('${BODY}', '测试市', false, now());
    insert into assessment_groups select '${BODY}', 'grp_' || lpad(g::text, 26, '0'), '第' || g || '组', g from generate_series(0, 49) g;
    insert into units (body_id, id, name, short_name, kind, group_id, path, depth, opened_on)
      select '${BODY}', 'unt_' || lpad(u::text, 26, '0'), '单位' || u, '单位' || u, 'section', 'grp_' || lpad((u % 50)::text, 26, '0'), 'unt_' || lpad(u::text, 26, '0') || '/', 0, '2020-01-01'
      from generate_series(0, ${UNITS - 1}) u;`);
  await client.query(
    `insert into schemes (body_id, id, name, number, yaml, state, from_on, saved_at) values ($1, $2, '计分办法', 1, $3, 'in_force', '2026-01-01', now())`,
    [BODY, `sch_${'0'.repeat(26)}`, SCHEME],
  );
  await client.query(`
    insert into facts (body_id, id, kind, on_day, booked_on, unit_id, manuscript_id, attrs, label, recorded_at)
    select '${BODY}', 'fac_' || lpad(n::text, 26, '0'), 'adopted', date '2026-01-01' + (h % 365), date '2026-01-01' + (h % 365),
      'unt_' || lpad((m % ${UNITS})::text, 26, '0'), 'man_' || lpad(m::text, 26, '0'),
      jsonb_build_object('channel', 'news', 'level', (array['national','provincial','municipal','district'])[1 + h % 4],
        'genre', (array['long','brief','brief'])[1 + (h / 4) % 3], 'position', (array['ordinary','ordinary','ordinary','page_lead','front_lead'])[1 + (h / 12) % 5]),
      '信息' || n, now()
    from (select n, (n * 2 / 3) as m, abs(hashint4(n)) as h from generate_series(1, ${adoptions}) n) s`);
  await client.query('vacuum analyze');
}

/** The id of the n-th fact: a size is the first so many. */
const last = (size: number): string => `fac_${String(size).padStart(26, '0')}`;

type Timed = { ms: number; points: string; megabytes: number };

async function best(run: () => Promise<Timed>): Promise<Timed> {
  const runs = [await run(), await run(), await run()];
  return runs.sort((a, b) => a.ms - b.ms)[1]!;
}

/** Only the adoption clause is compared: what one statement can say. */
const ADOPTION_ONLY = SCHEME;

async function byEngine(client: pg.Client, limit: number): Promise<Timed> {
  const parsed = parseScheme(ADOPTION_ONLY);
  if (!parsed.ok) throw new Error('the scheme cannot be read');
  const clauses = parsed.scheme.clauses.filter(clause => clause.id === 'adoption');
  const plan = compileScheme({ ...parsed.scheme, clauses });
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const roster: Roster = {
    units: (await client.query(`select id, name from units where body_id = $1 order by id`, [BODY])).rows,
  };
  const units = roster.units.map(unit => unit.id);
  const table = factTable(plan, roster);
  addColumns(table, await columnsOf(client, { units, limit }));
  const totals = scoreTotals({
    plan,
    table,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
  });
  const ms = performance.now() - started;
  const points = totals
    .filter(total => total.ledger === 'publicity')
    .reduce((sum, total) => sum + Number(total.points), 0);
  return { ms, points: String(points), megabytes: (process.memoryUsage().rss - before) / 1e6 };
}

const WORDS = {
  level: ['national', 'provincial', 'municipal', 'district'],
  genre: ['long', 'brief'],
  position: ['ordinary', 'page_lead', 'front_lead'],
};

/** The place of a word in its list, from 0, worked out by the database. */
const codeOf = (attribute: keyof typeof WORDS): string =>
  `array_position('{${WORDS[attribute]}}'::text[], attrs->>'${attribute}') - 1`;

/**
 * The facts as numbers: the unit's place in the order of ids, 52 bits of a hash for the manuscript (only items of one
 * unit are ever compared, so that two of them meet is beyond all odds), the day, the places of the words.
 */
async function columnsOf(client: pg.Client, { units, limit }: { units: string[]; limit: number }) {
  const stream = client.query(
    copyTo(`copy (
      with numbered as (select id, row_number() over (order by id) - 1 as number from units where body_id = '${BODY}')
      select u.number, hashtextextended(f.manuscript_id, 0) & ${2 ** 52 - 1}, f.on_day - date '1970-01-01',
        ${codeOf('level')}, ${codeOf('genre')}, ${codeOf('position')}
      from facts f join numbered u on u.id = f.unit_id
      where f.body_id = '${BODY}' and f.kind = 'adopted' and f.voided_at is null
        and f.on_day between '2026-01-01' and '2026-12-31' and f.id <= '${last(limit)}') to stdout`),
  );
  const columns = Array.from({ length: 6 }, () => new Float64Array(limit));
  await readNumbers(stream, columns);
  const [unit, manuscript, on, level, genre, position] = columns;
  return {
    kind: 'adopted',
    ids: new Array<string>(limit),
    on: on!,
    unit: { codes: unit!, words: units },
    manuscript: manuscript!,
    words: {
      level: { codes: level!, words: WORDS.level },
      genre: { codes: genre!, words: WORDS.genre },
      position: { codes: position!, words: WORDS.position },
    },
  };
}

const TAB = 9;
const LINE = 10;
const ZERO = 48;

/** Lines of whole numbers, put into columns byte by byte: no string is ever made of them. */
async function readNumbers(stream: AsyncIterable<Buffer>, columns: Float64Array[]): Promise<void> {
  let row = 0;
  let column = 0;
  let value = 0;
  for await (const chunk of stream) {
    for (const byte of chunk) {
      if (byte === TAB || byte === LINE) {
        columns[column]![row] = value;
        value = 0;
        column = byte === TAB ? column + 1 : 0;
        if (byte === LINE) row++;
      } else value = value * 10 + byte - ZERO;
    }
  }
}

/** The same rule as one statement: value by level and genre, lead by position and level, highest of a manuscript only. */
async function byStatement(client: pg.Client, limit: number): Promise<Timed> {
  const started = performance.now();
  const found = await client.query<{ unit_id: string; points: string }>(`
    with valued as (
      select id, unit_id, manuscript_id, on_day,
        case attrs->>'level' when 'national' then case attrs->>'genre' when 'long' then 100 else 50 end
          when 'provincial' then case attrs->>'genre' when 'long' then 80 else 40 end
          when 'municipal' then case attrs->>'genre' when 'long' then 60 else 30 end
          else case attrs->>'genre' when 'long' then 40 else 20 end end
        + case attrs->>'position' when 'front_lead' then case attrs->>'level' when 'national' then 40 when 'provincial' then 30 when 'municipal' then 20 else 10 end
          when 'page_lead' then case attrs->>'level' when 'national' then 20 when 'provincial' then 15 when 'municipal' then 10 else 5 end else 0 end as points
      from facts where body_id = '${BODY}' and kind = 'adopted' and voided_at is null and on_day between '2026-01-01' and '2026-12-31' and id <= '${last(limit)}'),
    placed as (select unit_id, points, row_number() over (partition by unit_id, manuscript_id order by points desc, on_day, id) as place from valued)
    select unit_id, sum(points) as points, rank() over (order by sum(points) desc) as place from placed where place = 1 group by unit_id`);
  const ms = performance.now() - started;
  return { ms, points: String(found.rows.reduce((sum, row) => sum + Number(row.points), 0)), megabytes: 0 };
}

async function rescoring(connectionString: string): Promise<number> {
  const database = connect({ connectionString, max: 2 });
  const now = new Date('2026-12-30T02:00:00Z');
  const times: number[] = [];
  for (let n = 0; n < 51; n++) {
    await database.write(
      BODY,
      async tx => {
        await recordFact(tx, {
          kind: 'adopted',
          onDay: '2026-12-29',
          unitId: `unt_${'7'.padStart(26, '0')}`,
          personIds: [],
          manuscriptId: `man_${String(n).padStart(26, 'z')}`,
          attrs: { channel: 'news', level: 'municipal', genre: 'brief', position: 'ordinary' },
          label: '新采用',
          recordedBy: null,
          now,
        });
        const started = performance.now();
        await settleChanges(tx, now);
        if (n > 0) times.push(performance.now() - started);
      },
      () => false,
    );
  }
  await database.close();
  return Math.round((times.sort((a, b) => a - b)[25] ?? 0) * 10) / 10;
}
