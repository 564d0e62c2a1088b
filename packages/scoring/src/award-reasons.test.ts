/** Published scheme 84, asked for everybody and not for the winners alone. */
import { describe, expect, test } from 'vitest';
import { facts, QUARTER, ROSTER, SITES, schemeOf } from '../test/published-sites.ts';
import { awardOutcomes, type Fact, score } from './index.ts';

describe('why somebody gets an award and somebody else does not', () => {
  const outcomesOf = (award: string, more: { facts?: Fact[]; vetoed?: string } = {}) => {
    const scheme = schemeOf(`${SITES}  - ${award}\n`);
    const ledger = score({
      scheme,
      facts: [...facts(), ...(more.facts ?? [])],
      roster: ROSTER,
      ...QUARTER,
    });
    const vetoes = more.vetoed
      ? [
          {
            owner: { kind: 'unit' as const, id: more.vetoed },
            because: { zh: '一票否决', en: 'a veto' },
          },
        ]
      : [];
    return awardOutcomes({ scheme, ledger, roster: ROSTER, vetoes }).filter(each => each.award === 'asked');
  };
  const told = (outcomes: ReturnType<typeof outcomesOf>) =>
    outcomes.map(({ standing, outcome, reason }) => [standing.name, outcome, reason.zh]);

  test('seats in a group: two get it, the third is beyond the seats', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 2 }, money: 800 }');
    expect(told(outcomes).slice(0, 3)).toEqual([
      ['现代农业产业园服务中心', 'seated', '第1名，名额2；无一票否决'],
      ['水利局', 'seated', '第2名，名额2；无一票否决'],
      ['市场监督管理局', 'missed', '第3名，名额2，未进入名额'],
    ]);
    expect(outcomes.map(({ money }) => money)).toEqual(['800', '800', undefined, undefined, undefined]);
  });

  test('a veto bars the first; the third moves up and both say so', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 2 } }', {
      vetoed: '现代农业产业园服务中心',
    });
    expect(told(outcomes).slice(0, 3)).toEqual([
      ['现代农业产业园服务中心', 'barred', '第1名，名额2，本可评上，因一票否决取消评先资格'],
      ['水利局', 'seated', '第2名，名额2；无一票否决'],
      ['市场监督管理局', 'seated', '第3名，名额2，前面有取消资格的，依次递补；无一票否决'],
    ]);
  });

  test('all from a mark on: 140 is the least', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { from: 140 } }');
    expect(told(outcomes).slice(2, 4)).toEqual([
      ['市场监督管理局', 'seated', '第3名，得分145，达到140的底线；无一票否决'],
      ['公安局', 'missed', '第4名，得分135，未达到140的底线'],
    ]);
    expect(outcomes[0]?.seats).toBeNull();
  });

  test('the last place loses eligibility, although the seats would reach it', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 5 }, last-lose: 1 }');
    expect(told(outcomes).slice(3)).toEqual([
      ['公安局', 'seated', '第4名，名额5；无一票否决'],
      ['民政局', 'last', '第5名，名额5，本可评上，因居本组末位取消评先资格'],
    ]);
  });

  test('who is below the least gets nothing, although a seat is free', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 3 }, at-least: 180 }');
    expect(told(outcomes).slice(1, 4)).toEqual([
      ['水利局', 'seated', '第2名，名额3；无一票否决'],
      ['市场监督管理局', 'missed', '第3名，名额3，得分145，未达到180的底线'],
      ['公安局', 'missed', '第4名，名额3，得分135，未达到180的底线'],
    ]);
  });

  test('equals at the last place lose together; a group of equals has no last', () => {
    const fifth: Fact = {
      id: 'one more',
      kind: 'adopted',
      on: '2023-03-01',
      unit: '民政局',
      attrs: { site: 'city' },
    };
    const tied = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 1 }, last-lose: 1 }', {
      facts: [fifth],
    });
    expect(tied.map(({ outcome }) => outcome)).toEqual(['seated', 'missed', 'missed', 'last', 'last']);
    const scheme = schemeOf(
      `${SITES}  - { id: asked, ranking: quarter, seats: { each-group: 1 }, last-lose: 1 }\n`,
    );
    const ledger = score({ scheme, facts: [], roster: ROSTER, ...QUARTER });
    const equals = awardOutcomes({ scheme, ledger, roster: ROSTER }).filter(each => each.award === 'asked');
    expect(new Set(equals.map(({ outcome }) => outcome))).toEqual(new Set(['seated']));
  });

  test('equals at the last seat are told which way the scheme decides', () => {
    const fifth: Fact = {
      id: 'one more',
      kind: 'adopted',
      on: '2023-03-01',
      unit: '民政局',
      attrs: { site: 'city' },
    };
    const reasonOf = (ties: string) =>
      outcomesOf(`{ id: asked, ranking: quarter, seats: { each-group: 4 }, ties-at-last: ${ties} }`, {
        facts: [fifth],
      }).at(-1)?.reason.zh;
    expect(reasonOf('all')).toBe('并列第4名，名额4，末位并列，按办法都评；无一票否决');
    expect(reasonOf('none')).toBe('并列第4名，名额4，末位并列，按办法都不评');
  });
});
