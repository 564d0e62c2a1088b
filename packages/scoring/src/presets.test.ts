/** Presets of published schemes; expected numbers are worked by hand from the printed rules and cite them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOLDER, facts, points, preset, run, times, total } from '../test/presets.ts';
import { awards, explain, type Fact, parseScheme, type Roster, score } from './index.ts';

/** A counter that no clause reads under some answer is still shown as progress; any other warning is a mistake. */
function complaintsOf(text: string, answers: Record<string, string> = {}): unknown[] {
  const parsed = parseScheme(text, answers);
  return parsed.ok ? parsed.warnings.filter(({ code }) => code !== 'unread-counter') : parsed.problems;
}

test.each(readdirSync(FOLDER))('%s has no mistakes and no warnings, under any answer', file => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  expect(complaintsOf(text)).toEqual([]);
  const parsed = parseScheme(text);
  for (const [id, { options }] of Object.entries(parsed.ok ? parsed.scheme.switches : {})) {
    for (const option of Object.keys(options)) expect(complaintsOf(text, { [id]: option })).toEqual([]);
  }
});

test.each(readdirSync(FOLDER))('%s is clean under its usual answers: nobody meets a warning first', file => {
  const parsed = parseScheme(readFileSync(new URL(file, FOLDER), 'utf8'));
  expect(parsed.ok && parsed.warnings).toEqual([]);
});

describe('approval bureau: a quarter from 6 points', () => {
  const scheme = preset('approval-bureau');
  const submitted = (count: number) => times(count, { kind: 'submitted' });

  test('met quota, one district news item: 6 + 10', () => {
    const ledger = run({
      scheme,
      list: [...submitted(3), { attrs: { level: 'district' } }],
      numbers: { quarter_items: 3 },
    });
    expect(total(ledger, 'quarter')).toBe('16');
    expect(ledger.marks).toEqual([]);
  });

  test.each([
    ['district', 'theory', '20'],
    ['city', 'news', '15'],
    ['city', 'theory', '30'],
    ['province', 'news', '30'],
    ['province', 'theory', '50'],
  ])('adopted at %s, %s: %s', (level, form, expected) => {
    expect(points(run({ scheme, list: [{ attrs: { level, form } }] }), 'adoption')).toEqual([expected]);
  });

  test.each([
    ['district', '10'],
    ['city', '20'],
    ['province', '40'],
  ])('instructed at %s: %s', (level, expected) => {
    expect(points(run({ scheme, list: [{ kind: 'instructed', attrs: { level } }] }), 'instruction')).toEqual([
      expected,
    ]);
  });

  test('five late items, two missing and no adoption take 8 of the 6: the deductions stop at 0', () => {
    const list = [...times(5, { kind: 'submitted', attrs: { late: true } })];
    const ledger = run({ scheme, list, numbers: { quarter_items: 7 } });
    expect(points(ledger, 'late')).toEqual(['-1', '-1', '-1', '-1', '-1']);
    expect(points(ledger, 'quota')).toEqual(['-2']);
    expect(points(ledger, 'rate')).toEqual(['-1']);
    expect(total(ledger, 'quarter')).toBe('0');
    expect(ledger.marks).toMatchObject([{ mark: '不达标' }]);
  });

  test('where the floor stands is an answer: 6 − 8, then + 10 is 10, or 8', () => {
    const list = [
      ...times(5, { kind: 'submitted', attrs: { late: true } }),
      { attrs: { level: 'district' }, manuscript: 'x' },
      ...submitted(0),
    ];
    const numbers = { quarter_items: 8 };
    // 6 − 5 late − 3 missing = −2; one of five adopted is 20 %, −1 more
    expect(total(run({ scheme, list, numbers }), 'quarter')).toBe('10');
    expect(
      total(run({ scheme: preset('approval-bureau', { floor: 'total' }), list, numbers }), 'quarter'),
    ).toBe('7');
  });

  test('the line of the floor names the switch that put it there', () => {
    const list = times(9, { kind: 'submitted', attrs: { late: true } });
    const line = run({ scheme, list }).lines.find(one => one.clause === 'base' && one.points !== '6');
    expect(line && explain(line, 'zh')).toBe('不低于 0（扣完为止）；本条计 4');
    expect(line?.switches).toEqual([{ id: 'floor', value: 'deductions' }]);
  });

  test('3 of 10 adopted is 30 %, which is not below', () => {
    const list = [
      ...submitted(10),
      ...['a', 'b', 'c'].map(manuscript => ({ attrs: { level: 'district' }, manuscript })),
    ];
    expect(points(run({ scheme, list }), 'rate')).toEqual(['0']);
    expect(points(run({ scheme, list: list.slice(0, -1) }), 'rate')).toEqual(['-1']);
  });

  test('a commission fulfilled earns 2, criticism costs 2', () => {
    expect(
      total(
        run({ scheme, list: [{ kind: 'commissioned' }, { kind: 'commissioned' }, { kind: 'criticised' }] }),
        'quarter',
      ),
    ).toBe('8');
  });
});

describe('city bureau: months against targets', () => {
  const scheme = preset('city-bureau');
  const item = (level: string, position = 'ordinary', more: Partial<Fact> = {}): Partial<Fact> => ({
    attrs: { level, position },
    ...more,
  });

  test.each([
    ['municipal', 'ordinary', '4'],
    ['municipal', 'front_lead', '8'],
    ['provincial', 'ordinary', '6'],
    ['provincial', 'front_lead', '10'],
    ['national', 'ordinary', '20'],
    ['national', 'front_lead', '40'],
  ])('rule 1: %s %s is %s', (level, position, expected) => {
    expect(points(run({ scheme, list: [item(level, position)] }), 'adoption')).toEqual([expected]);
  });

  test('rule 1: what was not sent through the office is not selected', () => {
    expect(
      points(run({ scheme, list: [{ attrs: { level: 'national', channel: 'own' } }] }), 'adoption'),
    ).toEqual([]);
  });

  test('rule 2: 4 points in a month that owes 10 take (10 − 4) × 2 from the year', () => {
    const ledger = run({
      scheme,
      list: [item('municipal', 'ordinary', { on: '2026-01-10' })],
      numbers: { month_target: 10 },
      to: '2026-01-31',
    });
    expect(points(ledger, 'shortfall')).toEqual(['-12']);
    const [line] = ledger.lines.filter(one => one.clause === 'shortfall');
    expect(line && explain(line, 'zh')).toBe('任务 10，完成 4；少 6 × -2，计 -12');
  });

  test('rule 5: a negative report sets the month to zero and takes 10 from the year', () => {
    const list = [
      item('national'),
      item('national', 'ordinary', { on: '2026-03-02' }),
      { kind: 'fault', attrs: { fault: 'negative' } },
    ];
    const ledger = run({ scheme, list, to: '2026-12-31' });
    expect(total(ledger, 'items')).toBe('20');
    expect(total(ledger, 'year')).toBe('10');
  });

  test('the shortfall of such a month, before or after: an answer', () => {
    const list = [item('national'), { kind: 'fault', attrs: { fault: 'negative' } }];
    const input = { list, numbers: { month_target: 25 }, to: '2026-02-28' };
    expect(points(run({ scheme, ...input }), 'shortfall')).toEqual(['-50', '-10']);
    expect(
      points(run({ scheme: preset('city-bureau', { 'shortfall-after': 'after' }), ...input }), 'shortfall'),
    ).toEqual(['-50', '-50']);
  });

  test('rules 3, 4: an untrue item counts 0 and costs 5; so does a commission not done', () => {
    const list = [
      { attrs: { level: 'national', untrue: true } },
      ...['untrue', 'commission'].map(fault => ({ kind: 'fault', attrs: { fault } })),
    ];
    const ledger = run({ scheme, list, to: '2026-12-31' });
    expect(points(ledger, 'adoption')).toEqual(['0']);
    expect(total(ledger, 'year')).toBe('-10');
  });

  test('below the year’s target a unit is barred from the award; three months below are marked', () => {
    const roster: Roster = {
      units: [
        { id: 'u', name: '甲', numbers: { year_target: 30, month_target: 5 } },
        { id: 'w', name: '乙', numbers: { year_target: 10 } },
      ],
    };
    const list = facts([item('national'), { ...item('national'), unit: 'w' }]);
    const ledger = score({
      scheme,
      facts: list,
      roster,
      period: { from: '2026-01-01', to: '2026-12-31' },
      asOf: '2026-12-31',
    });
    const outcome = awards({ scheme, ledger, roster });
    expect(outcome.winners.map(winner => winner.standing.name)).toEqual(['乙']);
    expect(outcome.barred.map(one => one.standing.name)).toEqual(['甲']);
    // January 0, February 20, then nothing: May is the third month running
    expect(ledger.marks.filter(mark => mark.mark === '通报批评').map(mark => mark.period.key)[0]).toBe(
      '2026-05',
    );
  });
});
