/** Expected numbers stand in the printed rules of the street office, part five; each case cites its clause. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explain, type Fact, type Line, parseScheme, type Roster, type Scheme, score } from './index.ts';

const TEXT = readFileSync(new URL('../schemes/street-office.yaml', import.meta.url), 'utf8');

function scheme(answers: Record<string, string> = {}): Scheme {
  const parsed = parseScheme(TEXT, answers);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.warnings).toEqual([]);
  return parsed.scheme;
}

const ROSTER: Roster = {
  units: [
    { id: 'c1', name: '柳荫社区', group: '社区', classes: ['community'], numbers: { correspondents: 1 } },
    { id: 's1', name: '民政科', group: '科室', classes: ['section'], numbers: { correspondents: 2 } },
  ],
};
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const Q1 = { from: '2026-01-01', to: '2026-03-31' };

let next = 0;
function adopted(attrs: Fact['attrs'], more: Partial<Fact> = {}): Fact {
  return { id: `a${++next}`, kind: 'adopted', on: '2026-02-10', unit: 's1', attrs, ...more };
}

function submissions(count: number, more: Partial<Fact> = {}): Fact[] {
  return Array.from({ length: count }, () => ({
    id: `s${++next}`,
    kind: 'submitted',
    on: '2026-02-10',
    unit: 's1',
    ...more,
  }));
}

type Question = {
  facts: Fact[];
  clause: string;
  unit?: string;
  period?: typeof YEAR;
  asOf?: string;
  answers?: Record<string, string>;
};

function linesOf({
  facts,
  clause,
  unit = 's1',
  period = YEAR,
  asOf = '2027-01-01',
  answers,
}: Question): Line[] {
  const ledger = score({ scheme: scheme(answers), facts, roster: ROSTER, period, asOf });
  return ledger.lines.filter(line => line.clause === clause && line.owner.id === unit);
}

const points = (lines: Line[]) => lines.map(line => line.points);

describe('五（二）1–4: points by level, genre and position', () => {
  test.each([
    ['national', 'long', 'ordinary', '100'],
    ['national', 'brief', 'ordinary', '50'],
    ['national', 'long', 'front_lead', '140'],
    ['national', 'brief', 'page_lead', '70'],
    ['provincial', 'long', 'ordinary', '80'],
    ['provincial', 'brief', 'front_lead', '70'],
    ['provincial', 'long', 'page_lead', '95'],
    ['municipal', 'long', 'front_lead', '80'],
    ['municipal', 'brief', 'ordinary', '30'],
    ['municipal', 'long', 'page_lead', '70'],
    ['district', 'long', 'front_lead', '50'],
    ['district', 'brief', 'page_lead', '25'],
  ])('%s %s %s is %s', (level, genre, position, expected) => {
    expect(points(linesOf({ facts: [adopted({ level, genre, position })], clause: 'adoption' }))).toEqual([
      expected,
    ]);
  });

  test('the printed 101 is an answer of a switch, and the line names it', () => {
    const facts = [adopted({ level: 'national', genre: 'long' })];
    const [line] = linesOf({ facts, clause: 'adoption', answers: { 'national-long': '101' } });
    expect(line?.points).toBe('101');
    expect(line?.switches).toContainEqual({ id: 'national-long', value: '101' });
  });

  test('an item without level is excluded with a reason, not dropped', () => {
    const [line] = linesOf({ facts: [adopted({ genre: 'long' })], clause: 'adoption' });
    expect(line).toMatchObject({ status: 'excluded', points: '0' });
    expect(explain(line as Line, 'zh')).toBe('分值表中没有“媒体级别未填长篇”，本条不计');
  });
});

describe('五（二）6: one manuscript counts once, at its highest', () => {
  const municipal = adopted(
    { level: 'municipal', genre: 'long', position: 'front_lead' },
    { manuscript: 'm1', on: '2026-02-01' },
  );
  const provincial = adopted(
    { level: 'provincial', genre: 'long', position: 'front_lead' },
    { manuscript: 'm1', on: '2026-02-09' },
  );

  test('the municipal adoption is superseded and says by what', () => {
    const lines = linesOf({ facts: [municipal, provincial], clause: 'adoption' });
    expect(lines.map(line => [line.status, line.points])).toEqual([
      ['superseded', '0'],
      ['counted', '110'],
    ]);
    expect(explain(lines[0] as Line, 'zh')).toBe(
      '市级长篇 60 + 头版头条 20 = 80；同稿已按省级长篇计 110，取最高，本条计 0',
    );
    expect(explain(lines[1] as Line, 'en')).toBe('provincial long item 80 + front-page lead 30 = 110');
  });

  test('several manuscripts of one lead are several', () => {
    const facts = ['m1', 'm2'].map(manuscript =>
      adopted({ level: 'municipal', genre: 'brief' }, { manuscript, lead: 'l1' }),
    );
    expect(points(linesOf({ facts, clause: 'adoption' }))).toEqual(['30', '30']);
  });

  test('a higher adoption in a later quarter books the difference', () => {
    const later = { ...provincial, on: '2026-04-20' };
    const lines = linesOf({ facts: [municipal, later], clause: 'adoption' });
    expect(points(lines)).toEqual(['80', '30']);
    expect(explain(lines[1] as Line, 'zh')).toBe('省级长篇 80 + 头版头条 30 − 前期已计，只补差额 80 = 30');
    const reopened = linesOf({
      facts: [municipal, later],
      clause: 'adoption',
      answers: { 'later-higher': 'reopen' },
    });
    expect(points(reopened)).toEqual(['0', '110']);
  });

  test('by level first, a national brief stands above a provincial front page', () => {
    const brief = adopted({ level: 'national', genre: 'brief' }, { manuscript: 'm1' });
    expect(points(linesOf({ facts: [provincial, brief], clause: 'adoption' }))).toEqual(['110', '0']);
    expect(
      points(linesOf({ facts: [provincial, brief], clause: 'adoption', answers: { 'highest-by': 'level' } })),
    ).toEqual(['0', '50']);
  });
});

describe('五（二）5: a quarter', () => {
  test('two correspondents owe 26 items in 13 weeks; 20 sent cost 6 × 2', () => {
    const [line] = linesOf({ facts: submissions(20), clause: 'quarter', period: Q1 });
    expect(line).toMatchObject({ points: '-12', outcome: 'missing', rule: '五（二）5' });
    expect(explain(line as Line, 'zh')).toBe('任务 26，完成 20；少 6 × -2，计 -12');
  });

  test('a quarter of the yearly 50 × 2 is 25: 20 sent cost 5 × 2', () => {
    const answers = { 'quarter-quota': 'year' };
    expect(points(linesOf({ facts: submissions(20), clause: 'quarter', period: Q1, answers }))).toEqual([
      '-10',
    ]);
  });

  test('late, poor and forwarded items do not count', () => {
    const spoiled = ['late', 'poor', 'forwarded'].flatMap(flaw =>
      submissions(1, { attrs: { [flaw]: true } }),
    );
    const facts = [...submissions(24), ...spoiled];
    expect(points(linesOf({ facts, clause: 'quarter', period: Q1 }))).toEqual(['-4']);
  });

  test('nothing is taken before the quarter has ended, but progress shows', () => {
    const ledger = score({
      scheme: scheme(),
      facts: submissions(20),
      roster: ROSTER,
      period: Q1,
      asOf: '2026-03-30',
    });
    expect(ledger.lines.filter(line => line.clause === 'quarter')).toEqual([]);
    const progress = ledger.progress.find(item => item.clause === 'quarter' && item.owner.id === 's1');
    expect(progress).toMatchObject({ target: '26', done: '20', missing: '6', ended: false });
  });

  test('a major event late or missed costs 10 each', () => {
    const facts = ['major_event_late', 'major_event_missed'].map(
      (fault, i): Fact => ({ id: `f${i}`, kind: 'fault', on: '2026-03-01', unit: 's1', attrs: { fault } }),
    );
    expect(points(linesOf({ facts, clause: 'major-event' }))).toEqual(['-10', '-10']);
  });
});

describe('五（二）7: the year', () => {
  test.each([
    ['3 above 100 earn 3 × 10', 103, {}, '30'],
    ['exactly 100 earn nothing more', 100, {}, '0'],
    ['4 below cost 4 × 5', 96, {}, '-20'],
    ['4 below cost nothing when only the quarter deducts', 96, { 'quarter-and-year': 'quarter-only' }, '0'],
  ])('%s', (_, count, answers, expected) => {
    expect(points(linesOf({ facts: submissions(count), clause: 'year', answers }))).toEqual([expected]);
  });
});

describe('五（二）8: opinion reports', () => {
  const opinion = (count: number, month: string) =>
    submissions(count, { unit: 'c1', on: `${month}-10`, attrs: { channel: 'opinion' } });

  test('each earns 10; 19 in a month cost 30, 20 do not', () => {
    const facts = [...opinion(19, '2026-01'), ...opinion(20, '2026-02')];
    const period = { from: '2026-01-01', to: '2026-02-28' };
    expect(points(linesOf({ facts, clause: 'opinion-month', unit: 'c1', period }))).toEqual(['-30', '0']);
    expect(
      linesOf({ facts, clause: 'opinion-item', unit: 'c1', period }).every(line => line.points === '10'),
    ).toBe(true);
  });

  test('sections owe none', () => {
    expect(linesOf({ facts: [], clause: 'opinion-month' })).toEqual([]);
  });

  test('adoption by the upper bulletin earns 15, in the ledger of opinion', () => {
    const [line] = linesOf({
      facts: [adopted({ level: 'upper_bulletin', channel: 'opinion' }, { unit: 'c1' })],
      clause: 'opinion-adopted',
      unit: 'c1',
    });
    expect(line).toMatchObject({ points: '15', ledger: 'opinion' });
  });
});
