/** More presets of published schemes: money, authors and caps. Expected numbers cite the printed rules. */
import { describe, expect, test } from 'vitest';
import { points, preset, run, times, total } from '../test/presets.ts';
import { explain, type Fact } from './index.ts';

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
