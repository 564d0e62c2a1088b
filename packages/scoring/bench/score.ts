/**
 * How fast totals are worked out. By hand: `npx node packages/scoring/bench/score.ts [facts …]`.
 * Prints facts per second and memory at 10,000, 100,000 and 1,000,000 adoptions over 5,000 units.
 */
import { readFileSync } from 'node:fs';
import {
  addColumns,
  addFact,
  compileScheme,
  type Fact,
  type FactColumns,
  factTable,
  parseScheme,
  type Roster,
  scoreTotals,
} from '../src/index.ts';

export type BenchInput = {
  facts: number;
  units: number;
  /** The scheme. */
  text: string;
  /** Facts in columns (`benchColumns`) instead of one object after the other. */
  columns?: FactColumns;
};

export type BenchResult = {
  facts: number;
  units: number;
  /** Milliseconds to put the facts into columns, and to score them. */
  loadMs: number;
  scoreMs: number;
  factsPerSecond: number;
  /** Growth of heap and buffers while loading and scoring, in megabytes. */
  megabytes: number;
  /** Sum of all points of the ledger of publicity, to compare with another way of working it out. */
  points: string;
};

const LEVELS = ['national', 'provincial', 'municipal', 'district'];
const POSITIONS = ['ordinary', 'ordinary', 'ordinary', 'page_lead', 'front_lead'];

/** The n-th adoption of a reproducible year: about 1.5 adoptions of each manuscript, spread over the units. */
export function benchFact(n: number, units: number): Fact {
  const mix = (n * 2_654_435_761) % 4_294_967_296;
  const manuscript = Math.floor(n / 1.5);
  const month = String((mix % 12) + 1).padStart(2, '0');
  const day = String((Math.floor(mix / 12) % 28) + 1).padStart(2, '0');
  return {
    id: `f${n}`,
    kind: 'adopted',
    on: `2026-${month}-${day}`,
    unit: `u${manuscript % units}`,
    manuscript: `m${manuscript}`,
    attrs: {
      level: LEVELS[Math.floor(mix / 336) % 4] as string,
      genre: Math.floor(mix / 1344) % 3 === 0 ? 'long' : 'brief',
      position: POSITIONS[Math.floor(mix / 4032) % 5] as string,
    },
  };
}

export function benchRoster(units: number): Roster {
  return {
    units: Array.from({ length: units }, (_, i) => ({ id: `u${i}`, name: `单位${i}`, group: `g${i % 40}` })),
  };
}

/** The same year in columns, as a database hands it over. */
export function benchColumns(facts: number, units: number): FactColumns {
  const column = () => new Int32Array(facts);
  const [on, unit, manuscript, level, genre, position] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  const ids: string[] = [];
  const positions = ['ordinary', 'page_lead', 'front_lead'];
  for (let n = 0; n < facts; n++) {
    const fact = benchFact(n, units);
    ids.push(fact.id);
    on[n] = Date.parse(fact.on) / 86_400_000;
    unit[n] = Number(fact.unit.slice(1));
    manuscript[n] = Number(fact.manuscript?.slice(1));
    level[n] = LEVELS.indexOf(String(fact.attrs?.level));
    genre[n] = fact.attrs?.genre === 'long' ? 0 : 1;
    position[n] = positions.indexOf(String(fact.attrs?.position));
  }
  return {
    kind: 'adopted',
    ids,
    on,
    unit: { codes: unit, words: Array.from({ length: units }, (_, i) => `u${i}`) },
    manuscript,
    words: {
      level: { codes: level, words: LEVELS },
      genre: { codes: genre, words: ['long', 'brief'] },
      position: { codes: position, words: positions },
    },
  };
}

/** Scores `facts` adoptions of a year with the street office's scheme (adoptions only, or all of its clauses). */
export function benchScore({ facts, units, text, columns }: BenchInput): BenchResult {
  const parsed = parseScheme(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const plan = compileScheme(parsed.scheme);
  const before = memory();
  const start = performance.now();
  const table = factTable(plan, benchRoster(units), { distinctIds: true });
  if (columns) addColumns(table, columns);
  else for (let n = 0; n < facts; n++) addFact(table, benchFact(n, units));
  const loaded = performance.now();
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const totals = scoreTotals({ plan, table, period, asOf: '2026-12-31' });
  const scored = performance.now();
  const points = totals.reduce(
    (sum, total) => (total.ledger === 'publicity' ? sum + Number(total.points) : sum),
    0,
  );
  return {
    facts,
    units,
    loadMs: Math.round(loaded - start),
    scoreMs: Math.round(scored - loaded),
    factsPerSecond: Math.round(facts / ((scored - start) / 1000)),
    megabytes: Math.round((memory() - before) / 1_048_576),
    points: String(points),
  };
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

if (import.meta.main) {
  const text = readFileSync(new URL('../schemes/street-office.yaml', import.meta.url), 'utf8');
  const sizes = process.argv.slice(2).map(Number);
  for (const facts of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]) {
    for (const columns of [undefined, benchColumns(facts, 5000)]) {
      const result = benchScore({ facts, units: 5000, text, columns });
      const rssMegabytes = Math.round(process.memoryUsage.rss() / 1_048_576);
      console.log(JSON.stringify({ input: columns ? 'columns' : 'objects', ...result, rssMegabytes }));
    }
  }
}
