/** Bounds that differ by row, sums of a period apart by a word, and keys that are periods or worked out. */
import { describe, expect, test } from 'vitest';
import { BY_LEVEL, clause, of, owned, run } from '../test/small-scheme.ts';
import { explain, parseScheme, score } from './index.ts';

const at = (on: string, level: string, more = {}) => of(level, { on, ...more });

describe('bounds are amounts', () => {
  test('a least and a most by level; a level without a cell is not bound', () => {
    const steps = `{ select: { kind: adopted } }, { value: { formula: words } },
      { limit: { least: { by: level, table: { city: 2 } }, most: { by: level, table: { city: 5, province: 9 } } } }`;
    const facts = [1, 7, 20].flatMap(words =>
      ['city', 'province', 'county'].map(level => ({ attrs: { level, words } })),
    );
    expect(owned(run({ text: clause(steps), facts }), 'u')).toEqual([
      '2',
      '1',
      '1',
      '5',
      '7',
      '7',
      '5',
      '9',
      '20',
    ]);
  });

  test('a bound by formula, of the unit’s number', () => {
    const steps = `{ select: { kind: adopted } }, ${BY_LEVEL}, { limit: { most: unit.staff * 3, per: year } }`;
    expect(owned(run({ text: clause(steps), facts: [of('province'), of('province')] }), 'u')).toEqual([
      '8',
      '8',
      '-10',
    ]);
  });

  test('a plain most below a plain least is told, a table is not compared', () => {
    const code = (limit: string) => {
      const parsed = parseScheme(
        `scheme: x\nversion: "1"\nkinds: { adopted: 采用 }\nattributes: { level: { values: [a, b] } }\nledgers: { main: {} }\n${clause(`{ select: { kind: adopted } }, { value: 1 }, { limit: ${limit} }`)}`,
      );
      return parsed.ok ? [] : parsed.problems.map(problem => problem.code);
    };
    expect(code('{ least: 3, most: 2 }')).toEqual(['cap-below-base']);
    expect(code('{ least: 3, most: { by: level, table: { a: 2 } } }')).toEqual([]);
    expect(code('{ most: 2, for-each: level }')).toEqual(['limit-without-per']);
  });
});

describe('a limit for each word', () => {
  const steps = `{ select: { kind: adopted } }, ${BY_LEVEL}, { limit: { most: 10, per: quarter, for-each: outlet } }`;
  const item = (on: string, outlet: string) => ({ on, attrs: { level: 'province', outlet } });

  test('each outlet has its own sum in each quarter', () => {
    const facts = [
      item('2026-01-05', '日报'),
      item('2026-02-05', '日报'),
      item('2026-02-06', '晚报'),
      item('2026-04-05', '日报'),
    ];
    const ledger = run({ text: clause(steps), facts });
    expect(owned(ledger, 'u').sort()).toEqual(['-6', '8', '8', '8', '8']);
    expect(ledger.lines.find(line => line.points === '-6')?.id).toBe('c/unit:u/2026-Q1/limit-quarter-日报');
  });

  test('a later limit still knows the outlets of what an earlier one took off', () => {
    const both = `${steps}, { limit: { most: 12, per: year, for-each: outlet } }`;
    const facts = [1, 2, 3, 4].map(month => item(`2026-0${month}-05`, '日报'));
    // quarter 1: 24 → 10; quarter 2: 8; the year 18 → 12
    expect(run({ text: clause(both), facts }).totals.find(total => total.owner.id === 'u')?.points).toBe(
      '12',
    );
  });

  test('bounds by an attribute of the facts are those of the earliest, whatever the order', () => {
    const byWords = `{ select: { kind: adopted } }, ${BY_LEVEL}, { limit: { most: words, per: year } }`;
    const facts = [
      { id: 'b', ...at('2026-02-01', 'province', { attrs: { level: 'province', words: 3 } }) },
      { id: 'a', ...at('2026-01-01', 'province', { attrs: { level: 'province', words: 9 } }) },
    ];
    for (const list of [facts, facts.toReversed()])
      expect(owned(run({ text: clause(byWords), facts: list }), 'u')).toEqual(['8', '8', '-7']);
  });
});

describe('keys', () => {
  test('a period: the two best of each month', () => {
    const steps = `{ select: { kind: adopted } }, ${BY_LEVEL}, { combine: { key: month, count: { best: 2 } } }`;
    const facts = [
      at('2026-01-31', 'county'),
      at('2026-01-02', 'province'),
      at('2026-01-03', 'city'),
      at('2026-02-01', 'county'),
    ];
    expect(owned(run({ text: clause(steps), facts }), 'u')).toEqual(['8', '4', '0', '2']);
  });

  const WORKED_OUT = `attributes:
  level: { label: 级别, values: { province: 省级, city: 市级, county: 县级 } }
  upper: { label: 上下, values: { up: 上, down: 下 }, formula: "level == 'county' ? 'down' : 'up'" }
`;
  const scored = (steps: string) => {
    const text = `scheme: x\nversion: "1"\nkinds: { adopted: 采用 }\n${WORKED_OUT}ledgers: { main: {} }\n${clause(steps)}`;
    const parsed = parseScheme(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.scheme;
  };

  test.each([
    ['key', `{ combine: { key: [manuscript, upper] } }`, ['8', '0', '2']],
    ['one-of', `{ combine: { count: all, one-of: upper } }`, ['8', '0', '2']],
    ['by', `{ set: 9, when: level == 'county' }, { combine: { by: upper } }`, ['8', '0', '0']],
    ['for-each', `{ tally: { per: year, for-each: upper } }`, ['2', '12']],
    ['distinct', `{ tally: { of: distinct, distinct: upper, per: year } }`, ['2']],
    ['a limit’s for-each', `{ limit: { most: 7, per: year, for-each: upper } }`, ['8', '4', '2', '-5']],
  ])('an attribute that is worked out serves as %s', (_, step, expected) => {
    const facts = ['province', 'city', 'county'].map((level, i) => ({
      id: `f${i}`,
      kind: 'adopted',
      on: `2026-01-0${i + 1}`,
      unit: 'u',
      manuscript: 'm',
      attrs: { level },
    }));
    const ledger = score({
      scheme: scored(`{ select: { kind: adopted } }, ${BY_LEVEL}, ${step}`),
      facts,
      roster: { units: [{ id: 'u', name: '甲' }] },
      period: { from: '2026-01-01', to: '2026-12-31' },
      asOf: '2026-12-31',
    });
    expect(ledger.lines.map(line => line.points)).toEqual(expected);
  });
});

describe('after a tally', () => {
  test('lines say which word they stand for', () => {
    const said = (steps: string) => {
      const facts = [of('city', { attrs: { level: 'city', outlet: '日报' } })];
      const ledger = run({ text: clause(`{ select: { kind: adopted } }, ${steps}`), facts });
      return ledger.lines.map(line => explain(line, 'zh')).at(-1);
    };
    expect(said('{ tally: { of: count, per: year, for-each: outlet } }')).toBe('日报 条数 1');
    expect(
      said('{ tally: { of: count, per: year, for-each: level } }, { target: { number: 2, missing: -3 } }'),
    ).toBe('省级 任务 2，完成 0；少 2 × -3，计 -6');
    expect(said('{ value: 9 }, { limit: { most: 5, per: year, for-each: outlet } }')).toBe(
      '日报 合计 9；封顶 5；本条计 -4',
    );
  });

  test('nothing done of a listed word is still missing; words without a target owe nothing', () => {
    const steps = `{ select: { kind: adopted } }, { tally: { of: count, per: year, for-each: level } },
      { target: { number: { by: level, table: { province: 1, city: 2 } }, missing: -3 } }`;
    const ledger = run({ text: clause(steps), facts: [of('city')] });
    expect(owned(ledger, 'u')).toEqual(['-3', '-3']);
    expect(owned(ledger, 'w')).toEqual(['-6', '-3']);
  });

  test('the word of for-each chooses the number and stands in conditions', () => {
    const steps = `{ select: { kind: adopted } }, { tally: { of: count, per: year, for-each: level } },
      { times: { by: level, table: { city: 10, county: 1 } } }, { add: 5, when: level == 'city' }`;
    expect(owned(run({ text: clause(steps), facts: [of('city'), of('city'), of('county')] }), 'u')).toEqual([
      '25',
      '1',
    ]);
  });

  test('any other attribute is not there, and the check says so', () => {
    const text = `scheme: x\nversion: "1"\nkinds: { adopted: 采用 }\nattributes: { level: { values: [a, b] } }\nledgers: { main: {} }\n`;
    const code = (step: string) => {
      const parsed = parseScheme(
        `${text}${clause(`{ select: { kind: adopted } }, { tally: { of: count, per: year } }, ${step}`)}`,
      );
      return parsed.ok ? [] : parsed.problems.map(problem => problem.code);
    };
    expect(code('{ times: { by: level, table: { a: 2 } } }')).toContain('unknown-word');
    expect(code(`{ times: 2, when: level == 'a' }`)).toContain('bad-expression');
    expect(code('{ times: { by: unit.group, table: { a: 2 } } }')).toEqual([]);
  });
});

describe('also', () => {
  const text = (source: string) =>
    clause(`{ select: { kind: adopted } }, { value: 1 }, { times: 5, when: "${source}" }`);

  test('asks for the same manuscript of the same owner, in any order', () => {
    const facts = [
      of('city', { manuscript: 'm' }),
      of('city', { manuscript: 'n' }),
      of('city'),
      { kind: 'submitted', manuscript: 'm', on: '2026-03-01' },
      { kind: 'submitted', manuscript: 'n', unit: 'w' },
      { kind: 'submitted' },
    ];
    for (const list of [facts, facts.toReversed()])
      expect(owned(run({ text: text("also('submitted')"), facts: list }), 'u').sort()).toEqual([
        '1',
        '1',
        '5',
      ]);
  });

  test('a kind that the scheme does not have is told, in clauses and in attributes', () => {
    const head = (formula: string) =>
      `scheme: x\nversion: "1"\nkinds: { adopted: 采用 }\nattributes: { b: { label: b, type: yes-no, formula: "${formula}" } }\nledgers: { main: {} }\n`;
    const codes = (formula: string, source: string) => {
      const parsed = parseScheme(head(formula) + text(source));
      return parsed.ok ? [] : parsed.problems.map(problem => problem.code);
    };
    expect(codes('true', "also('adopted')")).toEqual([]);
    expect(codes('true', "also('adoptd')")).toEqual(['unknown-reference']);
    expect(codes("also('adoptd')", 'b')).toEqual(['unknown-reference']);
    expect(codes('true', 'also(kind)')).toEqual(['bad-expression']);
  });
});
