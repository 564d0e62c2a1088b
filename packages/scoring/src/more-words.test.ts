/** Sentences of printed schemes that need more than the plain steps: carrying over, who was first, shares by formula. */
import { describe, expect, test } from 'vitest';
import { BY_LEVEL, clause, HEAD, LEDGER, of, owned, ROSTER, run } from '../test/small-scheme.ts';
import { awardOutcomes, explain, type Fact, parseScheme, score, standings } from './index.ts';

const month = (number: number, more: Partial<Fact> = {}): Partial<Fact> => ({
  on: `2026-${String(number).padStart(2, '0')}-10`,
  ...more,
});
const YEAR = { period: { from: '2026-01-01', to: '2026-12-31' }, asOf: '2026-12-31' };

describe('from one period to the next', () => {
  test('what is above the quarter’s cap is carried into the next', () => {
    const text = `clauses:
  - { id: earned, steps: [ { select: { kind: adopted } }, ${BY_LEVEL}, { tally: { per: quarter } } ] }
  - { id: carry, steps: [ { select: { each: quarter } }, { value: "max(0, before('carry') + total('earned') - 20)" } ] }
  - { id: paid, rule: "1", ledger: main, steps: [ { select: { each: quarter } }, { value: "min(20, before('carry') + total('earned'))" } ] }
`;
    const facts = [month(1), month(2), month(3), month(3)].map(each => of('province', each));
    const ledger = run({ text, facts: [...facts, of('city', month(5))] });
    expect(owned(ledger, 'u')).toEqual(['20', '16', '0', '0']);
  });

  test('months in a row: from the third on two points', () => {
    const text = `clauses:
  - { id: done, steps: [ { select: { kind: adopted } }, { tally: { of: count, per: month } } ] }
  - { id: streak, steps: [ { select: { each: month } }, { value: "total('done') > 0 ? before('streak') + 1 : 0" } ] }
  - { id: bonus, rule: "1", ledger: main, steps: [ { select: { each: month, where: total('streak') >= 3 } }, { value: 2 } ] }
`;
    const facts = [1, 2, 3, 4, 6, 7].map(number => of('city', month(number)));
    const ledger = run({ text, facts });
    expect(ledger.lines.filter(line => line.owner.id === 'u').map(line => line.period.key)).toEqual([
      '2026-03',
      '2026-04',
    ]);
  });

  test('a clause may look back at itself, not at what it comes to now', () => {
    const itself = `clauses: [ { id: c, ledger: main, steps: [ { select: { each: month } }, { value: "total('c') + 1" } ] } ]\n`;
    const parsed = parseScheme(HEAD + LEDGER + itself);
    expect(!parsed.ok && parsed.problems.map(problem => problem.code)).toEqual(['cycle']);
  });
});

describe('conditions on other steps', () => {
  test('two of a month are duty for some, the others are paid for all', () => {
    const steps = `{ select: { kind: adopted } }, ${BY_LEVEL}, { combine: { key: month, count: { best: 1 } }, when: "unit.group == '一组'" }`;
    const facts = [of('city'), of('province'), of('city', { unit: 'w' }), of('county', { unit: 'w' })];
    const ledger = run({ text: clause(steps), facts });
    expect(owned(ledger, 'u')).toEqual(['0', '8']);
    expect(owned(ledger, 'w')).toEqual(['4', '2']);
  });

  test('a cap for some rows only, a sum of them included', () => {
    const one = run({
      text: clause(`{ select: { kind: adopted } }, ${BY_LEVEL}, { limit: { most: 3 }, when: front }`),
      facts: [of('city', { attrs: { level: 'city', front: true } }), of('city')],
    });
    expect(owned(one, 'u')).toEqual(['3', '4']);
    const sum = run({
      text: clause(
        `{ select: { kind: adopted } }, ${BY_LEVEL}, { limit: { most: 5, per: year }, when: front }`,
      ),
      facts: [1, 2].flatMap(() => [of('city', { attrs: { level: 'city', front: true } }), of('province')]),
    });
    expect(sum.totals[0]?.points).toBe('21');
  });

  test('a limit for each kind of fact', () => {
    const steps = `{ select: { kind: [adopted, submitted] } }, { value: 4 }, { limit: { most: { by: kind, table: { submitted: 5 } }, per: year, for-each: kind } }`;
    const facts = [
      of('city'),
      of('city'),
      of('city', { kind: 'submitted' }),
      of('city', { kind: 'submitted' }),
    ];
    expect(run({ text: clause(steps), facts }).totals[0]?.points).toBe('13');
  });
});

describe('shares and thirds', () => {
  test('the first half, the others the rest in equal parts', () => {
    const steps = `{ select: { kind: adopted } }, { value: 12 }, { credit: { to: persons, share: { formula: "authors == 1 ? 1 : order == 1 ? 0.5 : 0.5 / (authors - 1)" } } }`;
    const persons = [{ id: 'q' }, { id: 'p' }, { id: 'elsewhere' }];
    const ledger = run({ text: clause(steps, 'ledger: own'), facts: [of('city', { persons })] });
    expect([owned(ledger, 'q'), owned(ledger, 'p')]).toEqual([['6'], ['3']]);
  });

  test('three thirds are one', () => {
    const steps = `{ select: { kind: adopted } }, { value: { by: level, table: { city: "1/3" } } }, { tally: { of: sum, per: year } }, { target: { number: 1, met: 10 } }`;
    expect(run({ text: clause(steps), facts: [of('city'), of('city'), of('city')] }).totals[0]?.points).toBe(
      '10',
    );
  });

  test('a part of just five goes down where the text says so', () => {
    const steps = `{ select: { kind: adopted } }, { value: words / 10 }, { round: { places: 0, mode: half-down } }`;
    const facts = [25, 26].map(words => of('city', { attrs: { words } }));
    expect(owned(run({ text: clause(steps), facts }), 'u')).toEqual(['2', '3']);
  });

  test('two splits in one clause are told', () => {
    const steps = `{ select: { kind: adopted } }, { value: 1 }, { credit: { to: units, share: equal } }, { credit: { to: units, share: half } }`;
    const parsed = parseScheme(HEAD + LEDGER + clause(steps));
    expect(!parsed.ok && parsed.problems.map(problem => problem.code)).toEqual(['one-credit']);
  });
});

describe('who was there before', () => {
  test('the first unit with a lead has five points, the others two; the line says what it depends on', () => {
    const steps = `{ select: { kind: adopted } }, { value: "first('lead') ? 5 : 2" }`;
    const facts = [
      of('city', { on: '2026-01-11', lead: 'l' }),
      of('city', { on: '2026-01-10', lead: 'l', unit: 'w' }),
      of('city'),
    ];
    const ledger = run({ text: clause(steps), facts });
    expect(owned(ledger, 'u')).toEqual(['5', '2']);
    expect(owned(ledger, 'w')).toEqual(['5']);
    expect(explain(ledger.lines[1] as (typeof ledger.lines)[number], 'zh')).toContain('各单位中最先的“线索”');
  });

  test('after something happened nothing counts any more, in the quarter or for ever', () => {
    const counted = (condition: string) => {
      const steps = `{ select: { kind: adopted, leave-out: [ { when: "${condition}", because: 此前有退稿 } ] } }, { value: 1 }`;
      const facts = [
        of('city', month(1)),
        of('city', month(2, { kind: 'submitted' })),
        of('city', month(3)),
        of('city', month(5)),
      ];
      return owned(run({ text: clause(steps), facts }), 'u');
    };
    expect(counted("earlier('submitted') > 0")).toEqual(['1', '0', '0']);
    expect(counted("earlier('submitted', 'quarter') > 0")).toEqual(['1', '0', '1']);
  });

  test('weekends and make-up days', () => {
    const steps = `{ select: { kind: adopted } }, { value: "workday(on) ? 1 : 1.5" }`;
    const facts = ['2026-01-09', '2026-01-10', '2026-01-11'].map(on => of('city', { on }));
    const ledger = run({ text: clause(steps), facts, calendar: { on: ['2026-01-10'] } });
    expect(owned(ledger, 'u')).toEqual(['1', '1', '1.5']);
  });
});

describe('targets, rankings and awards', () => {
  test('who owes nothing has every item above', () => {
    const of2 = (mode: string) =>
      run({
        text: clause(
          `{ select: { kind: adopted } }, { tally: { of: count, per: year } }, { target: { number: 0, met: 10, extra: 3, nothing-owed: ${mode} } }`,
        ),
        facts: [of('city'), of('city')],
      }).totals[0]?.points;
    expect([of2('skip'), of2('met'), of2('count')]).toEqual(['0', '16', '6']);
  });

  test('those with nothing have no place; who has no account is not ranked; a second prize goes to the next', () => {
    const text = `ledgers: { main: { label: 得分, who: "unit.id != 'z'" }, own: { label: 个人, owner: person } }
${clause(`{ select: { kind: adopted } }, ${BY_LEVEL}`)}rankings: [ { id: r, ledger: main, apart: now <= 0 } ]
awards:
  - { id: one, label: 一等奖, ranking: r, seats: { each-group: 1 } }
  - { id: two, label: 二等奖, ranking: r, seats: { each-group: 5 }, except: one, at-least: 3 }
`;
    const parsed = parseScheme(HEAD + text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const units = ['u', 'w', 'x', 'y', 'z'].map(id => ({ id, name: id }));
    const given = ['u', 'w', 'x', 'z'].map(
      (unit, i): Fact => ({
        id: `f${i}`,
        kind: 'adopted',
        on: '2026-01-10',
        unit,
        attrs: { level: ['province', 'city', 'county', 'city'][i] as string },
      }),
    );
    const ledger = score({ scheme: parsed.scheme, facts: given, roster: { units }, ...YEAR });
    const [table] = standings({ scheme: parsed.scheme, ledger, roster: { units } });
    expect(table?.places.map(place => [place.id, place.place])).toEqual([
      ['u', 1],
      ['w', 2],
      ['x', 3],
      ['y', null],
    ]);
    const won = awardOutcomes({ scheme: parsed.scheme, ledger, roster: { units } }).filter(
      each => each.award === 'two',
    );
    expect(won.map(each => [each.standing.id, each.outcome])).toEqual([
      ['u', 'missed'],
      ['w', 'seated'],
      ['x', 'missed'],
      ['y', 'apart'],
    ]);
    expect(won[0]?.reason.zh).toContain('已得“一等奖”');
    expect(won[2]?.reason.zh).toContain('未达到3的底线');
  });

  test('bands of a number may have labels, a value may say why', () => {
    const head = HEAD.replace(
      'attributes:',
      'attributes:\n  n: { label: 数, type: number }\n  size: { label: 篇幅, bands: { of: n, from: { s: { from: 0, label: 短 }, l: { from: 5, label: 长 } } } }',
    );
    const parsed = parseScheme(
      head +
        LEDGER +
        clause(
          '{ select: { kind: adopted } }, { value: { by: size, table: { s: 1, l: 2 } } }, { add: "now * 2", because: 加倍 }',
        ) +
        `  - { id: d, rule: "2", ledger: main, steps: [ { select: { kind: adopted } }, { value: "n + 1", because: 计数 } ] }\n`,
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const facts: Fact[] = [{ id: 'f', kind: 'adopted', on: '2026-01-10', unit: 'u', attrs: { n: 7 } }];
    const ledger = score({ scheme: parsed.scheme, facts, roster: ROSTER, ...YEAR });
    expect(ledger.lines.map(line => explain(line, 'zh'))).toEqual(['长 2 + 加倍 4 = 6', '计数 8']);
  });
});
