/** Presets of published schemes; expected numbers are worked by hand from the printed rules and cite them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  awards,
  explain,
  type Fact,
  type Ledger,
  parseScheme,
  type Roster,
  type Scheme,
  score,
} from './index.ts';

const FOLDER = new URL('../schemes/', import.meta.url);

function preset(name: string, answers: Record<string, string> = {}): Scheme {
  const parsed = parseScheme(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8'), answers);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

test.each(readdirSync(FOLDER))('%s has no mistakes and no warnings, under any answer', file => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const parsed = parseScheme(text);
  expect(parsed).toMatchObject({ ok: true, warnings: [] });
  for (const [id, { options }] of Object.entries(parsed.ok ? parsed.scheme.switches : {})) {
    for (const option of Object.keys(options))
      expect(parseScheme(text, { [id]: option })).toMatchObject({ ok: true, warnings: [] });
  }
});

const total = (ledger: Ledger, id: string) => ledger.totals.find(item => item.ledger === id)?.points;
const points = (ledger: Ledger, clause: string) =>
  ledger.lines.filter(line => line.clause === clause).map(line => line.points);

/** Facts of unit u and person p, numbered. */
function facts(list: Partial<Fact>[]): Fact[] {
  return list.map((item, i) => ({
    id: `f${String(i).padStart(3, '0')}`,
    kind: 'adopted',
    on: '2026-02-10',
    unit: 'u',
    ...item,
  }));
}
const times = (count: number, item: Partial<Fact>): Partial<Fact>[] =>
  Array.from({ length: count }, () => item);

type Run = {
  scheme: Scheme;
  list: Partial<Fact>[];
  numbers?: Record<string, number>;
  to?: string;
  persons?: string[];
};
function run({ scheme, list, numbers, to = '2026-03-31', persons = [] }: Run): Ledger {
  const roster: Roster = {
    units: [{ id: 'u', name: '单位', numbers }],
    persons: persons.map(id => ({ id, name: id, unit: 'u' })),
  };
  return score({ scheme, facts: facts(list), roster, period: { from: '2026-01-01', to }, asOf: to });
}

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

describe('university: money', () => {
  const scheme = preset('university-money');
  const one = (attrs: Fact['attrs'], more: Partial<Fact> = {}): Partial<Fact> => ({
    attrs,
    persons: [{ id: 'p' }],
    ...more,
  });
  const reward = (list: Partial<Fact>[], answers: Record<string, string> = {}) =>
    points(
      run({
        scheme: Object.keys(answers).length > 0 ? preset('university-money', answers) : scheme,
        list,
        persons: ['p', 'q', 'r'],
      }),
      'reward',
    );

  test.each([
    ['central text', { level: 'central' }, '800'],
    ['province text', { level: 'province' }, '500'],
    ['county picture', { level: 'county', form: 'picture' }, '30'],
    ['network picture at 60 % of 150', { level: 'local_network', form: 'picture' }, '90'],
    ['central front page + 100 %', { level: 'central', lead: true }, '1600'],
    ['province front page + 50 %', { level: 'province', lead: true }, '750'],
    ['county front page + 30 %', { level: 'county', lead: true }, '65'],
    ['1,000 characters: 2 × 10 % of 500', { level: 'province', words: 1000 }, '600'],
    ['899 characters: nothing for a part of a hundred', { level: 'province', words: 899 }, '500'],
    ['5,000 characters stop at three times', { level: 'province', words: 5000 }, '1500'],
  ])('%s', (_, attrs, expected) => expect(reward([one(attrs)])).toEqual([expected]));

  test('position and length on the base, or one upon the other', () => {
    const attrs = { level: 'central', lead: true, words: 900 };
    expect(reward([one(attrs)])).toEqual(['1680']);
    expect(reward([one(attrs)], { compound: 'now' })).toEqual(['1760']);
  });

  test('the highest outlet in full, every other one a fifth of its own rate', () => {
    const list = ['county', 'central', 'trade'].map(level => one({ level }, { manuscript: 'm' }));
    expect(reward(list)).toEqual(['10', '800', '40']);
  });

  test('three authors share 500 equally, rounded at the line: 166.67 each', () => {
    const persons = ['p', 'q', 'r'].map(id => ({ id }));
    expect(reward([{ attrs: { level: 'province' }, persons }])).toEqual(['166.67', '166.67', '166.67']);
  });

  test('money is a measure of its own', () => {
    expect(run({ scheme, list: [one({ level: 'county' })], persons: ['p'] }).totals).toMatchObject([
      { owner: { kind: 'person', id: 'p' }, points: '50', measure: 'yuan' },
    ]);
  });
});

describe('livestock bureau: two highest levels, 3 : 2', () => {
  const scheme = preset('livestock-bureau');
  const line = (step: string, more: Partial<Fact> = {}, attrs: Fact['attrs'] = {}): Partial<Fact> => ({
    attrs: { step, ...attrs },
    manuscript: 'm',
    persons: [{ id: 'p' }],
    ...more,
  });
  const of = (list: Partial<Fact>[], answers: Record<string, string> = {}) => {
    const ledger = run({ scheme: preset('livestock-bureau', answers), list, persons: ['p', 'q', 'r'] });
    return Object.fromEntries(ledger.totals.map(item => [item.owner.id, item.points]));
  };

  test('2, doubled to 4, doubled to 8: the two highest are 8 + 4', () => {
    expect(of([line('bureau'), line('city_or_above'), line('higher')])).toMatchObject({ p: '12' });
    expect(of([line('bureau'), line('city_or_above'), line('higher')], { doubling: 'flat' })).toMatchObject({
      p: '8',
    });
  });

  test('of one level only one counts', () => {
    expect(of([line('city_or_above'), line('city_or_above'), line('bureau')])).toMatchObject({ p: '6' });
  });

  test('reposts half; more than 800 characters at city level score as a paper', () => {
    expect(of([line('bureau', {}, { repost: true })])).toMatchObject({ p: '1' });
    expect(of([line('city_or_above', {}, { words: 801 })])).toMatchObject({ p: '12' });
    expect(of([line('city_or_above', {}, { words: 800 })])).toMatchObject({ p: '4' });
    expect(of([line('bureau', {}, { words: 2000 })])).toMatchObject({ p: '2' });
  });

  test('the first two authors share 3 : 2, the third gets nothing; one alone gets all', () => {
    const persons = ['p', 'q', 'r'].map(id => ({ id }));
    expect(of([line('bureau', { persons })])).toEqual({ p: '1.2', q: '0.8', r: '0' });
    expect(scheme.id).toBe('livestock-bureau');
  });
});

describe('family planning: at most 10 a quarter', () => {
  const scheme = preset('family-planning');
  const item = (outlet: string, more: Partial<Fact> = {}, attrs: Fact['attrs'] = {}): Partial<Fact> => ({
    attrs: { outlet, ...attrs },
    ...more,
  });

  test.each([
    ['district_bureau_site', '0.5'],
    ['district_site', '1'],
    ['city_site', '1.5'],
    ['city_daily', '3'],
    ['province', '3'],
    ['national', '5'],
  ])('%s is %s', (outlet, expected) => {
    expect(total(run({ scheme, list: [item(outlet)] }), 'quarter')).toBe(expected);
  });

  test('research twice, highest only, and a line of its own takes off what is above 10', () => {
    const list = [
      item('national', { manuscript: 'a' }, { research: true }),
      item('city_site', { manuscript: 'a' }),
      item('city_daily', { manuscript: 'b' }),
    ];
    const ledger = run({ scheme, list });
    expect(points(ledger, 'adoption')).toEqual(['10', '0', '3', '-3']);
    expect(total(ledger, 'quarter')).toBe('10');
    const last = ledger.lines.at(-1);
    expect(last && explain(last, 'zh')).toBe('合计 13；封顶 10（每季度最高10分）；本条计 -3');
  });

  test('each quarter has its own 10', () => {
    const list = [...times(3, item('national')), ...times(3, item('national', { on: '2026-05-01' }))];
    expect(total(run({ scheme, list, to: '2026-06-30' }), 'quarter')).toBe('20');
  });
});
