import { expect, test } from 'vitest';
import { dueItems, type ListedLine, type MoneyLine } from './due.ts';
import { fromFen, toFen } from './money.ts';

const Q1 = { from: '2026-01-01', to: '2026-03-31' };
const Q2 = { from: '2026-04-01', to: '2026-06-30' };

const line = (id: string, on: string, amount: string, ownerId = 'per_a'): MoneyLine => ({
  id,
  ownerKind: 'person',
  ownerId,
  on,
  rule: '第九条',
  label: id,
  zh: `${amount} 元`,
  en: `${amount}`,
  amount,
  factId: `fac_${id}`,
});
const listed = ({ amount, factId: _, ...rest }: MoneyLine, parts = 1): ListedLine => ({
  ...rest,
  parts,
  lineAmount: fromFen(toFen(amount)),
});
const told = (due: ReturnType<typeof dueItems>) =>
  due.items.map(({ id, kind, part, amount }) => [id, kind, part, amount]);

test('a first list holds the lines of its period and no others', () => {
  const lines = [
    line('a', '2026-02-01', '50'),
    line('b', '2026-05-01', '30'),
    line('zero', '2026-02-02', '0'),
  ];
  expect(told(dueItems({ lines, listed: [], period: Q1, covered: [] }))).toEqual([['a', 'item', 0, '50.00']]);
});

test('what is on a list is not due again', () => {
  const lines = [line('a', '2026-02-01', '50')];
  expect(dueItems({ lines, listed: [listed(lines[0]!)], period: Q1, covered: [Q1] }).items).toEqual([]);
});

test('an item of a listed quarter that comes to light later is on the next list', () => {
  const lines = [line('late', '2026-03-30', '20'), line('b', '2026-05-01', '30')];
  expect(told(dueItems({ lines, listed: [], period: Q2, covered: [Q1] }))).toEqual([
    ['late', 'late', 0, '20.00'],
    ['b', 'item', 0, '30.00'],
  ]);
});

test('a changed line is paid by its difference, a vanished one is taken off', () => {
  const before = [line('up', '2026-02-01', '30'), line('gone', '2026-02-02', '10')];
  const now = [line('up', '2026-02-01', '80'), line('new', '2026-05-01', '5')];
  const due = dueItems({
    lines: now,
    listed: before.map(each => listed(each)),
    period: Q2,
    covered: [Q1],
  });
  expect(told(due)).toEqual([
    ['up', 'difference', 1, '50.00'],
    ['gone', 'difference', 1, '-10.00'],
    ['new', 'item', 0, '5.00'],
  ]);
  expect(due.items[0]?.zh).toBe('此前已列 30.00 元，现为 80.00 元（80 元），差额 50.00 元');
  expect(due.items[1]?.zh).toContain('事项已撤销或不再计发');
});

test('nobody is paid less than nothing: their lines wait', () => {
  const gone = line('gone', '2026-02-02', '100');
  const due = dueItems({
    lines: [line('small', '2026-05-01', '30'), line('other', '2026-05-02', '7', 'per_b')],
    listed: [listed(gone)],
    period: Q2,
    covered: [Q1],
  });
  expect(told(due)).toEqual([['other', 'item', 0, '7.00']]);
  expect(due.waiting).toEqual(['person per_a']);
});

test.each([
  ['33.333', 3333n],
  ['33.335', 3334n],
  ['-33.335', -3334n],
  ['7', 700n],
  ['0.005', 1n],
  ['0.0049', 0n],
])('%s yuan are %s fen', (yuan, fen) => {
  expect(toFen(yuan)).toBe(fen);
});

test.each([
  [5n, '0.05'],
  [-5n, '-0.05'],
  [123450n, '1234.50'],
  [0n, '0.00'],
])('%s fen are %s yuan', (fen, yuan) => {
  expect(fromFen(fen)).toBe(yuan);
});
