/** A period as the contract writes it: 2026, 2026-Q3, 2026-09. */
export const SPANS = ['year', 'quarter', 'month'] as const;
export type Span = (typeof SPANS)[number];

export function spanOf(period: string): Span {
  if (period.length === 4) return 'year';
  return period[5] === 'Q' ? 'quarter' : 'month';
}

const two = (value: number) => String(value).padStart(2, '0');

/** The period of a span that contains a calendar day. */
export function periodOf(day: string, span: Span): string {
  const [year = '', month = '01'] = day.split('-');
  if (span === 'year') return year;
  return span === 'quarter' ? `${year}-Q${Math.ceil(Number(month) / 3)}` : `${year}-${month}`;
}

/** The same kind of period, `steps` later; negative goes back. */
export function shifted(period: string, steps: number): string {
  const { from } = daysOf(period);
  const [year = 0, month = 1] = from.split('-').map(Number);
  const months = { year: 12, quarter: 3, month: 1 }[spanOf(period)];
  const index = year * 12 + (month - 1) + steps * months;
  return periodOf(`${Math.floor(index / 12)}-${two((index % 12) + 1)}-01`, spanOf(period));
}

/** First and last calendar day. */
export function daysOf(period: string): { from: string; to: string } {
  const [year = '', part] = period.split('-');
  if (!part) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const quarter = part.startsWith('Q') ? Number(part.slice(1)) : null;
  const first = quarter ? quarter * 3 - 2 : Number(part);
  const last = quarter ? quarter * 3 : first;
  const end = new Date(Date.UTC(Number(year), last, 0)).getUTCDate();
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(end)}` };
}

const PERIOD = /^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/;

export function isPeriod(text: string | undefined): text is string {
  return text !== undefined && PERIOD.test(text);
}
