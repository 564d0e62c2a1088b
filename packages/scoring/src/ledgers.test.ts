/** What happens when a ledger closes, what places are worth, and how changes and lines are put into words. */
import { describe, expect, test } from 'vitest';
import { BY_LEVEL, clause, HEAD, LEDGER, of, owned, ROSTER, run } from '../test/small-scheme.ts';
import { explain, explainChange, parseScheme, standings, whatChanged } from './index.ts';

describe('ledgers', () => {
  test('who has an account', () => {
    const ledger = run({
      text: `ledgers: { main: { who: "'town' in unit.classes" } }\n${clause('{ select: { each: year } }, { value: 1 }')}`,
      facts: [],
    });
    expect([owned(ledger, 'u'), owned(ledger, 'w')]).toEqual([['1'], []]);
  });

  test('a gate sets, and stops what comes after it', () => {
    const text = `ledgers: { main: { steps: [ { gate: { when: now > 5, then: set, to: 3 } }, { gate: { when: now == 3, then: stop } }, { start: 100 } ] } }\n${clause('{ select: { kind: adopted } }, { value: 6 }')}`;
    const ledger = run({ text, facts: [{}] });
    expect(ledger.totals.map(total => total.points)).toEqual(['3', '100']);
  });

  test('rounding at the total: three thirds of 10 are 10, and the cent is a line of its own where there is one', () => {
    const text = `rounding: { places: 2, at: total }\n${clause('{ select: { kind: adopted } }, { value: 10 }, { times: { formula: 1 / 3 } }')}`;
    const ledger = run({ text, facts: [{}, {}, {}] });
    expect(owned(ledger, 'u')).toEqual(['3.333333', '3.333333', '3.333333', '0.000001']);
    expect(ledger.totals.find(total => total.owner.id === 'u')?.points).toBe('10');
  });

  test('a part of another measure is converted by its weight', () => {
    const ledgers =
      'ledgers: { money: { measure: yuan }, main: { steps: [ { part: { ledger: money, weight: 0.01 } } ] } }\n';
    const text = ledgers + clause('{ select: { kind: adopted } }, { value: 250 }', 'ledger: money');
    expect(
      run({ text, facts: [{}] })
        .totals.filter(total => total.owner.id === 'u')
        .map(total => [total.points, total.measure]),
    ).toEqual([
      ['250', 'yuan'],
      ['2.5', 'points'],
    ]);
    const parsed = parseScheme(HEAD + text.replace(', weight: 0.01', ''));
    expect(parsed.ok || parsed.problems.map(problem => problem.code)).toEqual(['measure-conflict']);
  });

  test('a clause of persons cannot read the account of a unit', () => {
    const parsed = parseScheme(
      `${HEAD}${LEDGER}${clause('{ select: { each: year } }, { value: "total(\'main\')" }', 'ledger: own')}`,
    );
    expect(parsed.ok || parsed.problems.map(problem => problem.code)).toEqual(['owner-conflict']);
  });
});

describe('worth of places', () => {
  const facts = [
    ...Array.from({ length: 4 }, () => ({})),
    ...Array.from({ length: 3 }, () => ({ unit: 'w' })),
  ];
  const ranked = (worth: string) => {
    const text = `${LEDGER}${clause('{ select: { kind: adopted } }, { value: 10 }')}rankings: [ { id: r, ledger: main, ${worth} } ]\n`;
    const parsed = parseScheme(HEAD + text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const [table] = standings({ scheme: parsed.scheme, ledger: run({ text, facts }), roster: ROSTER });
    return table?.places.map(place => place.worth);
  };
  test('points for places', () => expect(ranked('gives: { places: [30], others: 5 }')).toEqual(['30', '5']));
  test('the highest is 100, the others in proportion', () =>
    expect(ranked('convert: { full: 100, places: 1 }')).toEqual(['100', '75']));
});

describe('changes', () => {
  test('a line says why it is not what it was', () => {
    const text = clause(`{ select: { kind: adopted } }, ${BY_LEVEL}, { combine: {} }`);
    const first = of('city', { manuscript: 'm' });
    const before = run({ text, facts: [first] }).lines;
    const after = run({ text, facts: [first, of('province', { manuscript: 'm', on: '2026-01-12' })] }).lines;
    const changes = whatChanged(before, after);
    expect(changes.map(change => explainChange(change, 'zh'))).toEqual([
      '由 4 变为 0：市级 4；同稿已按省级计 8，取最高，本条计 0',
      '新增 8：省级 8',
    ]);
    expect(whatChanged(after, before).map(change => change.kind)).toEqual(['changed', 'gone']);
    expect(whatChanged(after, after)).toEqual([]);
  });

  test('every kind of line makes a sentence in both languages', () => {
    const text = `ledgers: { main: { steps: [ { start: 6 }, { limit: { most: 10 } }, { gate: { when: now > 9, then: set, to: 1 } } ] } }
clauses:
  - { id: a, rule: "1", ledger: main, steps: [ { select: { kind: adopted, leave-out: [ { when: front, because: { zh: 头版另计, en: counted elsewhere } } ] } }, ${BY_LEVEL}, { times: 2, because: { zh: 加倍, en: doubled } }, { limit: { most: 10 } }, { round: { places: 0 } } ] }
  - { id: t, rule: "2", ledger: main, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: year, divided-by: unit.staff } }, { target: { number: 3, missing: -2, most: 0 } } ] }
  - { id: b, rule: "3", ledger: main, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: year } }, { bands: { bands: [ { from: 1, gives: 4 } ] } } ] }
`;
    const facts = [
      of('province'),
      { attrs: { level: 'city', front: true } },
      { kind: 'submitted' },
      { kind: 'submitted' },
    ];
    const lines = run({ text, facts }).lines.filter(line => line.owner.id === 'u');
    expect(lines.map(line => explain(line, 'zh'))).toEqual([
      '省级 8 × 加倍 2 = 16；封顶 10',
      '头版另计，本条不计',
      '条数 2；除以 2 得 1；任务 3，完成 1；少 2 × -2，计 -4',
      '条数 2；达到 1，计 4',
      '起始分 6',
      '封顶 10；本条计 -6',
      'now > 9，定为 1；本条计 -9',
    ]);
    expect(lines.map(line => explain(line, 'en'))).toEqual([
      '省级 8 × doubled 2 = 16; at most 10',
      'not counted: counted elsewhere',
      'items: 2; divided by 2: 1; target 3, done 1; 2 missing × -2, counts -4',
      'items: 2; from 1, counts 4',
      'start value 6',
      'at most 10; this line counts -6',
      'now > 9, set to 1; this line counts -9',
    ]);
  });
});
