/**
 * A second, naive engine written from the language reference alone: slow, obvious, and built otherwise (it works with
 * whole lists, quarter by quarter, in floats that are exact for halves and quarters). Both must agree on any scheme.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScheme, type Fact, parseScheme, score } from './index.ts';

const LEVELS = ['national', 'province', 'city'];
const QUARTERS = [1, 2, 3, 4];

/** Always, on a front page, or when the same manuscript has a submission as well. */
type When = 'always' | 'front' | 'kin';
const CONDITIONS: Record<When, string> = {
  always: '',
  front: ', when: front',
  kin: `, when: also('submitted')`,
};

type Config = {
  table: number[];
  changes: { do: 'add' | 'times' | 'set'; number: number; when: When }[];
  most: number | null;
  best: number;
  rest: number;
  byLevel: boolean;
  oneOf: boolean;
  later: 'difference' | 'reopen';
  cap: number | null;
  /** Whether each level has the cap to itself; only where no line books a difference for others. */
  capByLevel: boolean;
  target: { number: number; missing: number; extra: number; met: number };
  start: number;
  floor: number | null;
};

const halves = (min: number, max: number) => fc.integer({ min: min * 2, max: max * 2 }).map(n => n / 2);
const config: fc.Arbitrary<Config> = fc.record({
  table: fc.tuple(halves(-5, 40), halves(-5, 40), halves(-5, 40)),
  changes: fc.array(
    fc.record({
      do: fc.constantFrom('add', 'times', 'set'),
      number: fc.constantFrom(0, 0.5, 2, 3, -1),
      when: fc.constantFrom<When[]>('always', 'front', 'kin'),
    }),
    { maxLength: 3 },
  ),
  most: fc.option(halves(1, 30)),
  best: fc.constantFrom(1, 2),
  rest: fc.constantFrom(0, 0.5),
  byLevel: fc.boolean(),
  oneOf: fc.boolean(),
  later: fc.constantFrom('difference', 'reopen'),
  cap: fc.option(halves(1, 60)),
  capByLevel: fc.boolean(),
  target: fc.record({
    number: fc.integer({ min: 0, max: 4 }),
    missing: fc.constantFrom(0, -2),
    extra: fc.constantFrom(0, 1.5),
    met: fc.constantFrom(0, 10),
  }),
  start: fc.constantFrom(0, 6),
  floor: fc.option(fc.constantFrom(0, -3)),
});

const levelsApart = (c: Config) => c.capByLevel && c.later === 'reopen';

function schemeOf(c: Config): string {
  const changes = c.changes
    .map(change => `      - { ${change.do}: ${change.number}${CONDITIONS[change.when]} }\n`)
    .join('');
  const combine = [
    `count: { best: ${c.best} }`,
    `rest: ${c.rest}`,
    `later: ${c.later}`,
    ...(c.byLevel ? ['by: level'] : []),
    ...(c.oneOf ? ['one-of: level'] : []),
  ];
  return `
scheme: random
version: "1"
rounding: { places: 6 }
kinds: { adopted: 采用, submitted: 报送 }
attributes: { level: { label: 级别, values: [${LEVELS.join(', ')}] }, front: { label: 头版, type: yes-no } }
ledgers:
  main:
    closes: quarter
    per: quarter
    steps:
      - start: ${c.start}
${c.floor === null ? '' : `      - limit: { least: ${c.floor} }\n`}clauses:
  - id: adoption
    rule: "1"
    ledger: main
    steps:
      - select: { kind: adopted }
      - value: { by: level, table: { ${LEVELS.map((level, i) => `${level}: ${c.table[i]}`).join(', ')} } }
${changes}${c.most === null ? '' : `      - limit: { most: ${c.most} }\n`}      - combine: { ${combine.join(', ')} }
${c.cap === null ? '' : `      - limit: { most: ${c.cap}, per: quarter${levelsApart(c) ? ', for-each: level' : ''} }\n`}  - id: quota
    rule: "2"
    ledger: main
    steps:
      - select: { kind: submitted }
      - tally: { of: count, per: quarter }
      - target: { number: ${c.target.number}, missing: ${c.target.missing}, extra: ${c.target.extra}, met: ${c.target.met} }
`;
}

const fact = fc.record({
  kind: fc.constantFrom('adopted', 'adopted', 'submitted'),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  manuscript: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  level: fc.constantFrom(...LEVELS),
  front: fc.boolean(),
});
const pad = (n: number) => String(n).padStart(2, '0');
const facts = fc.array(fact, { maxLength: 25 }).map(list =>
  list.map(
    ({ kind, month, day, manuscript, level, front }, i): Fact => ({
      id: `f${pad(i)}`,
      kind,
      unit: 'u',
      on: `2026-${pad(month)}-${pad(day)}`,
      manuscript,
      attrs: { level, front },
    }),
  ),
);

const quarterOf = ({ on }: Fact) => Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1;

/** The scheme, and all facts: what a manuscript is besides matters to some rules. */
type Given = Config & { all: readonly Fact[] };

function applies(when: When, item: Fact, { all }: Given): boolean {
  if (when === 'front') return item.attrs?.front === true;
  const submitted = all.filter(other => other.kind === 'submitted' && other.manuscript !== undefined);
  return when === 'always' || submitted.some(other => other.manuscript === item.manuscript);
}

function worth(item: Fact, c: Given): number {
  let value = c.table[LEVELS.indexOf(String(item.attrs?.level))] ?? 0;
  for (const change of c.changes) {
    if (!applies(change.when, item, c)) continue;
    value =
      change.do === 'add'
        ? value + change.number
        : change.do === 'times'
          ? value * change.number
          : change.number;
  }
  return c.most === null ? value : Math.min(value, c.most);
}

/** What the items of one manuscript come to together. */
function together(items: readonly Fact[], c: Given): Map<Fact, number> {
  const rank = (item: Fact) => (c.byLevel ? LEVELS.indexOf(String(item.attrs?.level)) : 0);
  const ordered = [...items].sort(
    (a, b) => rank(a) - rank(b) || worth(b, c) - worth(a, c) || (a.on + a.id < b.on + b.id ? -1 : 1),
  );
  const competing = ordered.filter(
    (item, i) => !c.oneOf || ordered.findIndex(other => other.attrs?.level === item.attrs?.level) === i,
  );
  return new Map(competing.map((item, i) => [item, i < c.best ? worth(item, c) : worth(item, c) * c.rest]));
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

function adoptionOf(quarter: number, c: Given): number {
  const adopted = c.all.filter(item => item.kind === 'adopted');
  const manuscripts = ['a', 'b', 'c'].map(name => adopted.filter(item => item.manuscript === name));
  const alone = adopted.filter(item => item.manuscript === undefined);
  const capped = (points: number) => (c.cap === null ? points : Math.min(points, c.cap));
  if (c.later === 'reopen') {
    const all = [
      ...manuscripts.flatMap(items => [...together(items, c)]),
      ...alone.map(item => [item, worth(item, c)] as const),
    ];
    const own = all.filter(([item]) => quarterOf(item) === quarter);
    const of = (level: string | null) =>
      capped(
        sum(own.filter(([item]) => level === null || item.attrs?.level === level).map(([, value]) => value)),
      );
    return levelsApart(c) ? sum(LEVELS.map(of)) : of(null);
  }
  const groups = manuscripts.map(items => {
    const upTo = (last: number) =>
      sum(
        together(
          items.filter(item => quarterOf(item) <= last),
          c,
        ).values(),
      );
    return items.some(item => quarterOf(item) === quarter) ? upTo(quarter) - upTo(quarter - 1) : 0;
  });
  const single = alone.filter(item => quarterOf(item) === quarter).map(item => worth(item, c));
  return capped(sum(groups) + sum(single));
}

function quotaOf(quarter: number, all: readonly Fact[], { target }: Config): number {
  const done = all.filter(item => item.kind === 'submitted' && quarterOf(item) === quarter).length;
  if (target.number === 0) return 0;
  const [missing, extra] = [Math.max(0, target.number - done), Math.max(0, done - target.number)];
  return missing * target.missing + extra * target.extra + (missing === 0 ? target.met : 0);
}

function naive(quarter: number, all: readonly Fact[], c: Config): number {
  const standing = adoptionOf(quarter, { ...c, all }) + quotaOf(quarter, all, c) + c.start;
  return c.floor === null ? standing : Math.max(standing, c.floor);
}

test('both engines agree on random schemes and facts, in every quarter', () => {
  fc.assert(
    fc.property(config, facts, (c, list) => {
      const parsed = parseScheme(schemeOf(c));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const scheme = compileScheme(parsed.scheme);
      for (const quarter of QUARTERS) {
        const from = `2026-${pad(quarter * 3 - 2)}-01`;
        const to = `2026-${pad(quarter * 3)}-${quarter === 1 || quarter === 4 ? 31 : 30}`;
        const ledger = score({
          scheme,
          facts: list,
          roster: { units: [{ id: 'u', name: '甲' }] },
          period: { from, to },
          asOf: '2026-12-31',
        });
        expect(Number(ledger.totals[0]?.points)).toBe(naive(quarter, list, c) + 0);
      }
    }),
    { numRuns: 200 },
  );
});
