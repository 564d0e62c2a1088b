import { contract, type LedgerLine } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { type LedgerRow, ledgerPage, ownerPlace } from './ledger-queries.ts';
import { periodOf } from './period.ts';
import { findPeriod } from './periods/queries.ts';
import { plain } from './plain.ts';

export const ledger = answers(contract.standings.ledger, async ({ input, reader, may }) => {
  const place = await ownerPlace(reader, input.owner, input.ownerId);
  if (!place) return notFound('单位或人员', 'unit or person');
  const away = may(place);
  if (away) return away;
  const { from, to } = periodOf(input.period);
  const closed = (await findPeriod(reader, input.period)).frozen;
  const page = closed
    ? frozenPage(closed[input.owner].lines, input)
    : await ledgerPage(reader, { ...input, from, to });
  return { rows: page.rows.map(view), total: page.total, sum: plain(page.sum) };
});

type Asked = { ownerId: string; clause?: string; status?: string; page: number; pageSize: number };

/** A closed period answers from what was frozen with it. */
function frozenPage(lines: LedgerRow[], asked: Asked): { rows: LedgerRow[]; total: number; sum: string } {
  const mine = lines.filter(
    line =>
      line.owner_id === asked.ownerId &&
      (!asked.clause || line.clause === asked.clause) &&
      (!asked.status || line.status === asked.status),
  );
  const start = (asked.page - 1) * asked.pageSize;
  return {
    rows: mine.slice(start, start + asked.pageSize),
    total: mine.length,
    sum: sumOf(mine.map(line => line.points)),
  };
}

/** Exact sum of decimal strings. */
export function sumOf(points: string[]): string {
  const places = Math.max(0, ...points.map(each => each.split('.')[1]?.length ?? 0));
  const total = points.reduce((sum, each) => {
    const [whole = '0', fraction = ''] = each.split('.');
    return sum + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const sign = total < 0n ? '-' : '';
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
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
