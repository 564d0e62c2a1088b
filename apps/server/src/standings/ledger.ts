import { contract, type LedgerLine } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { linesThen } from './as-of.ts';
import { endOf, whyNotThen } from './as-of-day.ts';
import { type LedgerRow, ledgerPage, ownerPlace } from './ledger-queries.ts';
import { periodOf } from './period.ts';
import { findPeriod } from './periods/queries.ts';
import { plain, sumOf } from './plain.ts';

export const ledger = answers(contract.standings.ledger, async ({ input, reader, may, now }) => {
  const place = await ownerPlace(reader, input.owner, input.ownerId);
  if (!place) return notFound('单位或人员', 'unit or person');
  const away = may(place);
  if (away) return away;
  const { from, to } = periodOf(input.period);
  const state = await findPeriod(reader, input.period);
  if (input.asOf !== undefined) {
    const why = whyNotThen(input.asOf, dayOf(now));
    if (why) return why;
    const then = endOf(input.asOf);
    const isClosed = state.closed_at !== null && state.closed_at < then.before;
    const lines =
      (isClosed && state.frozen?.[input.owner].lines) ||
      (await linesThen(reader, then, { ...input, period: periodOf(input.period) }));
    const page = frozenPage(lines, input);
    return { rows: page.rows.map(view), total: page.total, sum: plain(page.sum) };
  }
  const closed = state.frozen;
  const page = closed
    ? frozenPage(closed[input.owner].lines, input)
    : await ledgerPage(reader, { ...input, from, to });
  return { rows: page.rows.map(view), total: page.total, sum: plain(page.sum) };
});

type Asked = {
  ownerId: string;
  clause?: string;
  status?: string;
  sort: 'day' | 'points' | 'clause';
  page: number;
  pageSize: number;
};

const ORDERS: Record<Asked['sort'], (a: LedgerRow, b: LedgerRow) => number> = {
  day: (a, b) => compare(b.on_day, a.on_day) || compare(a.id, b.id),
  points: (a, b) => Number(b.points) - Number(a.points) || ORDERS.day(a, b),
  clause: (a, b) => compare(a.clause, b.clause) || ORDERS.day(a, b),
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A closed period answers from what was frozen with it; an earlier day from what was worked out for it. */
function frozenPage(lines: LedgerRow[], asked: Asked): { rows: LedgerRow[]; total: number; sum: string } {
  const mine = lines.filter(
    line =>
      line.owner_id === asked.ownerId &&
      (!asked.clause || line.clause === asked.clause) &&
      (!asked.status || line.status === asked.status),
  );
  mine.sort(ORDERS[asked.sort]);
  const start = (asked.page - 1) * asked.pageSize;
  return {
    rows: mine.slice(start, start + asked.pageSize),
    total: mine.length,
    sum: sumOf(mine.map(line => line.points)),
  };
}

export function view(row: LedgerRow): LedgerLine {
  return {
    id: row.id,
    owner: { id: row.owner_id, name: row.owner_name },
    ownerKind: row.owner_kind,
    on: row.on_day,
    clause: row.clause,
    clauseText: `${row.rule} ${row.line.clauseText}`.trim(),
    status: row.status,
    points: plain(row.points),
    zh: row.line.zh,
    en: row.line.en,
    item: row.line.label
      ? { manuscriptId: row.manuscript_id, adoptionId: row.adoption_id, label: row.line.label }
      : null,
    evidence: row.evidence,
    changed: row.changed
      ? {
          at: new Date(row.changed.at).toISOString(),
          from: plain(row.changed.from),
          zh: `此前为 ${plain(row.changed.from)} 分（${row.changed.zh}），现为 ${plain(row.points)} 分`,
          en: `Before: ${plain(row.changed.from)} (${row.changed.en}); now ${plain(row.points)}`,
        }
      : null,
    correction: row.correction ?? null,
  };
}
