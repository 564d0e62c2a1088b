/** Rules that look beyond the owner: the unit of a person, the persons and parts of a unit, places in a ranking. */
import { describe, expect, test } from 'vitest';
import { clause, HEAD, LEDGER } from '../test/small-scheme.ts';
import {
  compileScheme,
  explain,
  type Fact,
  parseScheme,
  type Roster,
  readsOthers,
  readsPast,
  type ScoreInput,
  score,
  scoreOwner,
} from './index.ts';

const ROSTER: Roster = {
  units: [
    { id: 'u', name: '甲', group: '一组' },
    { id: 'w', name: '乙', group: '一组', parent: 'u' },
    { id: 'x', name: '丙', group: '二组', parent: 'u' },
  ],
  persons: [
    { id: 'p', name: '张', unit: 'u' },
    { id: 'q', name: '王', unit: 'u' },
    { id: 'r', name: '李', unit: 'w' },
  ],
};

function planOf(text: string, ledgers = LEDGER) {
  const parsed = parseScheme(HEAD + ledgers + text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return compileScheme(parsed.scheme);
}
function problemsOf(text: string, ledgers = LEDGER) {
  const parsed = parseScheme(HEAD + ledgers + text);
  return parsed.ok ? [] : parsed.problems.map(problem => problem.code);
}
let next = 0;
const adopted = (unit: string, more: Partial<Fact> = {}): Fact => ({
  id: `f${String(next++).padStart(3, '0')}`,
  kind: 'adopted',
  on: '2026-02-10',
  unit,
  ...more,
});
const run = (scheme: ScoreInput['scheme'], facts: Fact[], more: Partial<ScoreInput> = {}) =>
  score({
    scheme,
    facts,
    roster: ROSTER,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
    ...more,
  });
const totals = (ledger: ReturnType<typeof run>, id: string) =>
  Object.fromEntries(
    ledger.totals.filter(total => total.ledger === id).map(total => [total.owner.id, total.points]),
  );

const BASE =
  'clauses:\n  - { id: base, rule: "1", ledger: main, steps: [ { select: { kind: adopted } }, { value: 10 } ] }\n';
const PERSONAL =
  '  - { id: personal, rule: "2", ledger: own, steps: [ { select: { kind: adopted } }, { value: 4 } ] }\n';

describe('a person and the unit', () => {
  test('half of what the unit has goes to each of its persons', () => {
    const plan = planOf(
      `${BASE}  - { id: half, rule: "3", ledger: own, steps: [ { select: { each: year } }, { value: "unitTotal('main') / 2" } ] }\n`,
    );
    const ledger = run(plan, [adopted('u'), adopted('u'), adopted('w')]);
    expect(totals(ledger, 'own')).toEqual({ p: '10', q: '10', r: '5' });
    const line = ledger.lines.find(each => each.owner.id === 'p');
    expect(line && explain(line, 'zh')).toBe("公式 unitTotal('main') / 2 10（随所在单位的“得分”变动）");
    expect(readsOthers(plan)).toBe(true);
  });

  test('the unit adds up what its persons have, quarter by quarter', () => {
    const plan = planOf(
      `clauses:\n${PERSONAL}  - { id: sum, rule: "3", ledger: main, steps: [ { select: { each: quarter } }, { value: "personsTotal('own')" } ] }\n`,
    );
    const facts = [
      adopted('u', { persons: [{ id: 'p' }, { id: 'q' }] }),
      adopted('u', { on: '2026-05-10', persons: [{ id: 'q' }] }),
      adopted('w', { persons: [{ id: 'r' }] }),
    ];
    const ledger = run(plan, facts);
    expect(totals(ledger, 'main')).toEqual({ u: '12', w: '4', x: '0' });
    expect(
      ledger.lines.filter(line => line.clause === 'sum' && line.owner.id === 'u').map(line => line.points),
    ).toEqual(['8', '4', '0', '0']);
  });

  test('a unit takes a third of what its parts have', () => {
    const plan = planOf(
      `${BASE}  - { id: parts, rule: "3", steps: [ { select: { each: year } }, { value: "partsTotal('main')" } ] }\n`,
    );
    const ledger = run(plan, [adopted('w'), adopted('x')]);
    expect(ledger.counters.map(({ owner, value }) => [owner.id, value])).toEqual([
      ['u', '20'],
      ['w', '0'],
      ['x', '0'],
    ]);
  });

  test('each function has its owner', () => {
    const asking = (formula: string, ledger: string) =>
      problemsOf(
        `${BASE}${PERSONAL}  - { id: c, rule: "3", ledger: ${ledger}, steps: [ { select: { each: year } }, { value: "${formula}" } ] }\n`,
      );
    expect(asking("unitTotal('main')", 'main')).toEqual(['owner-conflict']);
    expect(asking("unitTotal('own')", 'own')).toEqual(['owner-conflict', 'cycle'].slice(0, 1));
    expect(asking("personsTotal('base')", 'main')).toEqual(['owner-conflict']);
    expect(asking("place('nowhere')", 'main')).toEqual(['unknown-reference']);
    expect(asking("unitTotal('main')", 'own')).toEqual([]);
  });
});

const RANKED = `ledgers: { main: { label: 得分 }, year: { label: 总分 }, own: { label: 个人, owner: person } }\n`;
const RANKING = `rankings: [ { id: q, label: 季度排名, ledger: main, by: group, gives: { places: [3, 2], others: 0 } } ]\n`;
const BONUS = `  - { id: bonus, rule: "3", ledger: year, steps: [ { select: { each: quarter } }, { value: "worth('q')" } ] }\n`;

describe('a ranking in the account', () => {
  test('the worth of each quarter’s place goes into the year', () => {
    const plan = planOf(BASE + BONUS + RANKING, RANKED);
    const facts = [adopted('u'), adopted('u'), adopted('w'), adopted('w', { on: '2026-05-10' })];
    const ledger = run(plan, facts);
    const of = (id: string) =>
      ledger.lines.filter(line => line.clause === 'bonus' && line.owner.id === id).map(line => line.points);
    // nobody has anything in the second half: all share the first place
    expect(of('u')).toEqual(['3', '2', '3', '3']);
    expect(of('w')).toEqual(['2', '3', '3', '3']);
    expect(of('x')).toEqual(['3', '3', '3', '3']);
    const line = ledger.lines.find(each => each.clause === 'bonus');
    expect(line && explain(line, 'zh')).toContain('（随名次折分“季度排名”变动）');
    expect(line && explain(line, 'en')).toContain('changes with the worth of the place in "季度排名"');
  });

  test('place, highest and mean are those of the group', () => {
    const plan = planOf(
      `${BASE}  - { id: c, rule: "3", ledger: year, steps: [ { select: { each: year } }, { value: "place('q') * 10000 + highest('q') * 10 + mean('q')" } ] }\n${RANKING}`,
      RANKED,
    );
    const ledger = run(plan, [adopted('u'), adopted('u'), adopted('u'), adopted('w')]);
    expect(totals(ledger, 'year')).toEqual({ u: '10320', w: '20320', x: '10000' });
  });

  test('the place may depend on another place, but not on itself', () => {
    const second = `  - { id: again, rule: "4", ledger: last, steps: [ { select: { each: year } }, { value: "place('y')" } ] }\n`;
    const ledgers = RANKED.replace('own:', 'last: { label: 末 }, own:');
    const rankings = `${RANKING.replace(' ]\n', ', { id: y, label: 年度, ledger: year } ]\n')}`;
    const plan = planOf(BASE + BONUS + second + rankings, ledgers);
    expect(plan.early.length).toBe(2);
    const ledger = run(plan, [adopted('u')]);
    // u has 3 + 3 + 3 + 3, w has 2 + 3 + 3 + 3, x is first of its group
    expect(totals(ledger, 'last')).toEqual({ u: '1', w: '3', x: '1' });
    expect(
      problemsOf(
        BASE + BONUS.replace('year,', 'main,').replace('ledger: year', 'ledger: main') + RANKING,
        RANKED,
      ),
    ).toEqual(['cycle']);
  });

  test('one owner scored alone, with the facts of all, is the same; the line says whose facts it depends on', () => {
    const plan = planOf(BASE + BONUS + RANKING, RANKED);
    const facts = [adopted('u'), adopted('w')];
    const whole = run(plan, facts);
    const alone = scoreOwner({
      scheme: plan,
      facts,
      roster: ROSTER,
      period: { from: '2026-01-01', to: '2026-12-31' },
      asOf: '2026-12-31',
      owner: { kind: 'unit', id: 'w' },
    });
    expect(alone.lines).toEqual(whole.lines.filter(line => line.owner.id === 'w'));
    const after = run(plan, [...facts, adopted('u')]);
    const changed = whole.lines.filter(
      line =>
        line.owner.id === 'w' && after.lines.find(other => other.id === line.id)?.points !== line.points,
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every(line => (line.others ?? []).length > 0)).toBe(true);
  });
});

describe('looking back', () => {
  const of = (formula: string) =>
    planOf(
      `clauses:\n  - { id: n, steps: [ { select: { kind: adopted } }, { tally: { of: count, per: month } } ] }\n  - { id: c, rule: "2", ledger: main, steps: [ { select: { each: quarter } }, { value: "${formula}" } ] }\n`,
    );
  const facts = [
    adopted('u', { on: '2025-02-10' }),
    adopted('u', { on: '2025-03-10' }),
    adopted('u', { on: '2025-12-10' }),
    adopted('u', { on: '2026-02-10' }),
  ];
  const points = (formula: string) => {
    const ledger = run(of(formula), facts, { factsFrom: '2025-01-01' });
    return ledger.lines.filter(line => line.owner.id === 'u').map(line => line.points);
  };

  test('the quarter before, the same one last year, the year before', () => {
    expect(readsPast(of("before('n')"))).toBe(true);
    expect(points("before('n')")).toEqual(['1', '1', '0', '0']);
    expect(points("lastYear('n')")).toEqual(['2', '0', '0', '1']);
    expect(points("before('n', 'year')")).toEqual(['3', '3', '3', '3']);
    expect(points("total('n') < lastYear('n') ? -5 : 0")).toEqual(['-5', '0', '0', '-5']);
  });

  test('a period that has not ended can be told', () => {
    const ledger = run(of('period.ended ? 1 : 0'), facts, { asOf: '2026-05-10' });
    expect(ledger.lines.filter(line => line.owner.id === 'u').map(line => line.points)).toEqual(['1', '0']);
  });
});

describe('days, authors and kin', () => {
  const one = (steps: string, more: Partial<Fact> = {}, head = '') => {
    const parsed = parseScheme(
      HEAD.replace('attributes:', `attributes:\n  due: { label: 截止日, type: day }`) +
        LEDGER +
        clause(steps) +
        head,
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
    const roster = { ...ROSTER, persons: [{ id: 'p', name: '张', unit: 'u', role: 'leader' }] };
    const ledger = score({
      scheme: parsed.scheme,
      facts: [adopted('u', { on: '2026-03-06', ...more })],
      roster,
      period: { from: '2026-01-01', to: '2026-12-31' },
      asOf: '2026-12-31',
      calendar: { off: ['2026-03-09'] },
    });
    return [ledger.lines[0]?.points, ledger.problems.map(problem => problem.code)];
  };
  const value = (formula: string) => `{ select: { kind: adopted } }, { value: "${formula}" }`;

  test.each([
    ["on >= '2026-03-01' && on <= '2026-03-31' ? 2 : 1", '2'],
    ['month(on) * 10000 + day(on) * 10 + weekday(on)', '30065'],
    ["days(on, '2026-03-10')", '4'],
    ["workdays(on, '2026-03-10')", '1'],
    ["workdays('2026-03-10', on)", '-1'],
    ["days('', on)", '0'],
    ['booked > on ? 1 : 0', '0'],
    ["author.role == 'leader' ? 2 : 1", '1'],
    ["count('adopted')", '0'],
  ])('%s', (formula, points) => {
    expect(one(value(formula))).toEqual([points, []]);
  });

  test('a due day comes with the fact; what is no day is told and not given', () => {
    const late = value('-1 * workdays(due, on)');
    expect(one(late, { attrs: { due: '2026-03-02' } })).toEqual(['-4', []]);
    expect(one(late, { attrs: { due: '2026-02-30' } })).toEqual(['0', ['bad-value']]);
    expect(one(late)).toEqual(['0', []]);
  });

  test('the first author and the kin of the manuscript', () => {
    expect(one(value("author.role == 'leader' ? 2 : 1"), { persons: [{ id: 'p' }] })).toEqual(['2', []]);
    expect(one(value("count('adopted')"), { manuscript: 'm' })).toEqual(['1', []]);
  });

  test('an addition with its own least and most', () => {
    const steps = `{ select: { kind: adopted } }, { value: 10 }, { add: { number: 1, each: { of: words, step: 100 }, least: 1, most: 5 } }`;
    expect(one(steps, { attrs: { words: 9000 } })).toEqual(['15', []]);
    expect(one(steps, { attrs: { words: 300 } })).toEqual(['13', []]);
    expect(one(steps)).toEqual(['11', []]);
  });
});

describe('the whole of a ledger', () => {
  test('is multiplied, added to and set when it closes; each change is a line', () => {
    const plan = planOf(
      BASE,
      `ledgers: { main: { label: 得分, steps: [ { times: 1.2 }, { add: 5, when: now > 10, because: 达到10分 }, { set: 30, when: now > 30 } ] }, own: { label: 个人, owner: person } }\n`,
    );
    const ledger = run(plan, [adopted('u'), adopted('w'), adopted('w'), adopted('w')]);
    expect(totals(ledger, 'main')).toEqual({ u: '17', w: '30', x: '0' });
    const said = ledger.lines.filter(line => line.clause === 'main').map(line => explain(line, 'zh'));
    expect(said[0]).toContain('本条计 2');
    expect(said[1]).toContain('达到10分');
  });

  test('a unit of several classes takes the first that the table knows', () => {
    const parsed = parseScheme(
      HEAD +
        LEDGER +
        clause('{ select: { kind: adopted } }, { value: { by: unit.class, table: { bureau: 7 } } }'),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const ledger = score({
      scheme: parsed.scheme,
      facts: [adopted('u')],
      roster: { units: [{ id: 'u', name: '甲', classes: ['town', 'bureau'] }] },
      period: { from: '2026-01-01', to: '2026-12-31' },
      asOf: '2026-12-31',
    });
    expect(ledger.totals[0]?.points).toBe('7');
  });
});
