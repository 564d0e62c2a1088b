/** Each step in the forms that the language reference describes but works no example of. Numbers are worked by hand. */
import { describe, expect, test } from 'vitest';
import { BY_LEVEL, clause, of, owned, run } from '../test/small-scheme.ts';
import type { Fact } from './index.ts';

describe('value, add, times, set', () => {
  test.each([
    [
      'otherwise holds for the rest of a table',
      '{ value: { by: level, table: { city: 4 }, otherwise: 1 } }',
      { level: 'county' },
      '1',
    ],
    [
      'a table by yes and no',
      '{ value: { by: front, table: { "true": 9, "false": 3 } } }',
      { front: true },
      '9',
    ],
    [
      'a table by an open text',
      '{ value: { by: outlet, table: { 晚报: 6, "*": 2 } } }',
      { outlet: '日报' },
      '2',
    ],
    ['a table by group of the unit', '{ value: { by: unit.group, table: { 一组: 7 } } }', {}, '7'],
    ['a table by class of the unit', '{ value: { by: unit.class, table: { town: 5 } } }', {}, '5'],
    [
      'parts begun count',
      '{ value: 0 }, { add: { number: 3, each: { of: words, over: 800, step: 100, count: started } } }',
      { words: 801 },
      '3',
    ],
    [
      'parts exactly',
      '{ value: 0 }, { add: { number: 3, each: { of: words, step: 1000, count: exact } } }',
      { words: 250 },
      '0.75',
    ],
    ['set replaces', '{ value: 5 }, { set: 12, when: front }', { front: true }, '12'],
    [
      'percent of the running value',
      '{ value: 10 }, { times: 2 }, { add: { number: 50, percent: now } }',
      {},
      '30',
    ],
    ['a factor, then an addition', '{ value: 10 }, { times: 1.5 }, { add: 1 }', {}, '16'],
    ['an addition, then a factor', '{ value: 10 }, { add: 1 }, { times: 1.5 }', {}, '16.5'],
    ['at least', '{ value: { formula: words / 1000 } }, { limit: { least: 0.25 } }', { words: 100 }, '0.25'],
    [
      'rounded on the way',
      '{ value: { formula: words / 1000 } }, { round: { places: 0, mode: up } }, { times: 3 }',
      { words: 1001 },
      '6',
    ],
    [
      'functions of the language',
      '{ value: { formula: "max(min(words, 5), floor(2.7)) + ceil(0.1) + round(0.5)" } }',
      { words: 9 },
      '7',
    ],
    [
      'conditions in a formula',
      "{ value: { formula: \"level in ['city', 'county'] && !front ? 3 : -words\" } }",
      { level: 'city' },
      '3',
    ],
    [
      'texts in a condition',
      "{ value: 1 }, { add: 5, when: outlet.startsWith('晚') && outlet.contains('报') }",
      { outlet: '晚报副刊' },
      '6',
    ],
  ])('%s', (_, steps, attrs, expected) => {
    expect(
      owned(
        run({
          text: clause(`{ select: { kind: adopted } }, ${steps}`),
          facts: [{ attrs: attrs as Fact['attrs'] }],
        }),
        'u',
      ),
    ).toEqual([expected]);
  });
});

describe('combine', () => {
  const three = [
    of('county', { manuscript: 'm', on: '2026-01-01' }),
    of('province', { manuscript: 'm', on: '2026-01-02' }),
    of('city', { manuscript: 'm', on: '2026-01-03' }),
  ];
  test.each([
    ['all', 'count: all', ['2', '8', '4']],
    ['first', 'count: first', ['2', '0', '0']],
    ['last', 'count: last', ['0', '0', '4']],
    ['best two', 'count: { best: 2 }', ['0', '8', '4']],
    ['half of further ones, by order number', 'count: all, factors: [1, 0.5]', ['1', '8', '2']],
    ['only within one outlet', 'key: [manuscript, outlet]', ['2', '8', '4']],
  ])('%s', (_, how, expected) => {
    const facts = three.map((fact, i) => ({ ...fact, attrs: { ...fact.attrs, outlet: `媒体${i}` } }));
    expect(
      owned(
        run({ text: clause(`{ select: { kind: adopted } }, ${BY_LEVEL}, { combine: { ${how} } }`), facts }),
        'u',
      ),
    ).toEqual(expected);
  });

  test('three closed quarters: each higher one books what it is higher by, a lower one nothing', () => {
    const text = `ledgers: { main: { closes: quarter } }\n${clause(`{ select: { kind: adopted } }, ${BY_LEVEL}, { combine: {} }`)}`;
    const facts = ['county', 'province', 'city'].map((level, i) =>
      of(level, { manuscript: 'm', on: `2026-0${i * 3 + 1}-05` }),
    );
    const ledger = run({ text, facts });
    expect(owned(ledger, 'u')).toEqual(['2', '6', '0']);
    expect(ledger.lines[2]?.winner?.points).toBe('8');
  });

  test('a fraction of the rest over closed quarters still adds up to the whole', () => {
    const text = `ledgers: { main: { closes: quarter } }\n${clause(`{ select: { kind: adopted } }, ${BY_LEVEL}, { combine: { rest: 0.5 } }`)}`;
    const facts = ['county', 'province'].map((level, i) =>
      of(level, { manuscript: 'm', on: `2026-0${i * 3 + 1}-05` }),
    );
    // 2 in the first quarter; then the whole is 8 + 1, of which 2 are booked already
    expect(owned(run({ text, facts }), 'u')).toEqual(['2', '7']);
  });
});

describe('credit', () => {
  const item = {
    coUnits: ['w'],
    persons: [
      { id: 'p', share: '0.7' },
      { id: 'q', share: '0.3' },
    ],
  };
  test.each([
    ['units, each in full', '{ to: units }', ['10'], ['10']],
    ['units, half each when joint', '{ to: units, share: half }', ['5'], ['5']],
    ['the sending unit alone', '{ to: unit }', ['10'], []],
    ['the joint units alone', '{ to: co-units }', [], ['10']],
    ['units by ratio', '{ to: units, share: { ratio: [3, 1] } }', ['7.5'], ['2.5']],
  ])('%s', (_, credit, u, w) => {
    const ledger = run({
      text: clause(`{ select: { kind: adopted } }, { value: 10 }, { credit: ${credit} }`),
      facts: [item],
    });
    expect([owned(ledger, 'u'), owned(ledger, 'w')]).toEqual([u, w]);
  });

  test.each([
    ['the first author alone', '{ to: first-person }', ['10'], []],
    ['all in full', '{ to: persons }', ['10'], ['10']],
    ['stated shares', '{ to: persons, share: stated }', ['7'], ['3']],
    ['equal shares', '{ to: persons, share: equal }', ['5'], ['5']],
  ])('persons: %s', (_, credit, p, q) => {
    const ledger = run({
      text: clause(`{ select: { kind: adopted } }, { value: 10 }, { credit: ${credit} }`, 'ledger: own'),
      facts: [item],
    });
    expect([owned(ledger, 'p'), owned(ledger, 'q')]).toEqual([p, q]);
  });

  test('someone who is no longer in the roster keeps the share', () => {
    const facts = [{ persons: [{ id: 'p' }, { id: 'gone' }] }];
    const ledger = run({
      text: clause(
        '{ select: { kind: adopted } }, { value: 10 }, { credit: { to: persons, share: equal } }',
        'ledger: own',
      ),
      facts,
    });
    expect(owned(ledger, 'p')).toEqual(['5']);
  });
});

describe('tally, target', () => {
  const twice = [{ attrs: { outlet: '晚报' } }, { attrs: { outlet: '晚报' } }, { attrs: { outlet: '日报' } }];
  // published scheme 77: a base for each outlet whose task is met
  test('a target for each outlet', () => {
    const ledger = run({
      text: clause(
        '{ select: { kind: adopted } }, { tally: { of: count, per: year, for-each: outlet } }, { target: { number: 2, met: 100 } }',
      ),
      facts: twice,
    });
    expect(owned(ledger, 'u').sort()).toEqual(['0', '100']);
  });

  test('different outlets', () => {
    const text = clause(
      '{ select: { kind: adopted } }, { tally: { of: distinct, distinct: outlet, per: year } }, { bands: { bands: [ { from: 0, gives: now * 2 } ] } }',
    );
    expect(owned(run({ text, facts: twice }), 'u')).toEqual(['4']);
  });

  // published scheme 61: the month's minimum earns 10, more adds nothing, less earns nothing
  test('met and unmet, month by month, once the month has ended', () => {
    const text = clause(
      '{ select: { kind: submitted } }, { tally: { of: count, per: month } }, { target: { number: 2, met: 10, unmet: -1 } }',
    );
    const facts = [1, 2, 3].map(() => ({ kind: 'submitted' }));
    const ledger = run({ text, facts, period: { from: '2026-01-01', to: '2026-03-31' }, asOf: '2026-03-15' });
    expect(owned(ledger, 'u')).toEqual(['10', '-1']);
    expect(ledger.lines.map(line => line.outcome)).toContain('extra');
  });

  test('running: what is above the target counts at once, what is missing only at the end', () => {
    const text = clause(
      '{ select: { kind: submitted } }, { tally: { of: count, per: year } }, { target: { number: 2, extra: 5, missing: -7, settle: running } }',
    );
    const sent = (count: number) => Array.from({ length: count }, () => ({ kind: 'submitted' }));
    expect(owned(run({ text, facts: sent(4), asOf: '2026-02-01' }), 'u')).toEqual(['10']);
    expect(owned(run({ text, facts: sent(1), asOf: '2026-02-01' }), 'u')).toEqual(['0']);
    expect(owned(run({ text, facts: sent(1) }), 'u')).toEqual(['-7']);
  });

  test('working days, with holidays and make-up days, and weeks of a quarter', () => {
    const text = `${clause('{ select: { each: month } }, { value: period.workdays }')}  - { id: weeks, ledger: main, rule: "2", steps: [ { select: { each: quarter } }, { value: period.weeks } ] }\n`;
    const period = { from: '2026-10-01', to: '2026-12-31' };
    const calendar = {
      off: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
      on: ['2026-10-10'],
    };
    const ledger = run({ text, facts: [], period, calendar });
    // October 2026 has 22 weekdays: 22 − 5 + 1
    expect(ledger.lines.filter(line => line.owner.id === 'u').map(line => line.points)).toEqual([
      '18',
      '21',
      '23',
      '14',
    ]);
  });

  // published scheme 04: eight items every month and one long piece in the quarter
  test('a month that looks at its quarter', () => {
    const text = `clauses:
  - { id: items, steps: [ { select: { kind: submitted } }, { value: 1 } ] }
  - { id: longs, steps: [ { select: { kind: submitted, where: words >= 1000 } }, { value: 1 } ] }
  - { id: c, rule: "1", ledger: main, steps: [ { select: { each: month } }, { value: "total('items') >= 2 && total('longs', 'quarter') >= 1 ? 10 : 0" } ] }
`;
    const facts = ['2026-01-05', '2026-01-06', '2026-02-05', '2026-03-05', '2026-03-06'].map((on, i) => ({
      kind: 'submitted',
      on,
      attrs: { words: i === 4 ? 1000 : 10 },
    }));
    expect(owned(run({ text, facts, period: { from: '2026-01-01', to: '2026-03-31' } }), 'u')).toEqual([
      '10',
      '0',
      '10',
    ]);
  });
});
