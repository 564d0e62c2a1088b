/** Periods of 2026 as lists of first and last days, written down one by one. */
export type Span = { key: string; from: string; to: string; books: string };
export type Kind =
  | 'day'
  | 'week'
  | 'ten-days'
  | 'half-month'
  | 'month'
  | 'two-months'
  | 'quarter'
  | 'half-year'
  | 'term'
  | 'year';

const pad = (n: number) => String(n).padStart(2, '0');
const lastOf = (month: number) => new Date(Date.UTC(2026, month, 0)).getUTCDate();
const day = (month: number, date: number) => `2026-${pad(month)}-${pad(date)}`;
const plain = (key: string, from: string, to: string): Span => ({ key, from, to, books: to });
const months = (count: number, key: (n: number) => string): Span[] =>
  Array.from({ length: 12 / count }, (_, i) =>
    plain(key(i + 1), day(i * count + 1, 1), day((i + 1) * count, lastOf((i + 1) * count))),
  );
const shift = (text: string, by: number) =>
  new Date(Date.parse(`${text}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** Every period of a kind that touches 2026, in order. A week books on its Thursday, any other on its last day. */
export const PERIODS: Record<Kind, Span[]> = {
  day: Array.from({ length: 365 }, (_, i) => shift('2026-01-01', i)).map(each => plain(each, each, each)),
  // the first of January 2026 is a Thursday
  week: Array.from({ length: 53 }, (_, i) => {
    const thursday = shift('2026-01-01', i * 7);
    return { key: `2026-W${pad(i + 1)}`, from: shift(thursday, -3), to: shift(thursday, 3), books: thursday };
  }),
  'ten-days': Array.from({ length: 12 }, (_, i) => i + 1).flatMap(month => [
    plain(`2026-${pad(month)}d1`, day(month, 1), day(month, 10)),
    plain(`2026-${pad(month)}d2`, day(month, 11), day(month, 20)),
    plain(`2026-${pad(month)}d3`, day(month, 21), day(month, lastOf(month))),
  ]),
  'half-month': Array.from({ length: 12 }, (_, i) => i + 1).flatMap(month => [
    plain(`2026-${pad(month)}a`, day(month, 1), day(month, 15)),
    plain(`2026-${pad(month)}b`, day(month, 16), day(month, lastOf(month))),
  ]),
  month: months(1, n => `2026-${pad(n)}`),
  'two-months': months(2, n => `2026-B${n}`),
  quarter: months(3, n => `2026-Q${n}`),
  'half-year': months(6, n => `2026-H${n}`),
  term: [
    plain('2026-T1', '2025-09-01', '2026-02-28'),
    plain('2026-T2', '2026-03-01', '2026-08-31'),
    plain('2027-T1', '2026-09-01', '2027-02-28'),
  ],
  year: [plain('2026', '2026-01-01', '2026-12-31')],
};
export const LAST = '2026-12-31';
export const within = (text: string, { from, to }: Span): boolean => text >= from && text <= to;
