import type { FeeItemKind } from '@xinxuan/contract';
import { fromFen, sumOfFen, toFen } from './money.ts';

/** A line of a money ledger as it stands now. `id` names it over all runs: scheme, clause, owner, fact. */
export type MoneyLine = {
  id: string;
  ownerKind: 'unit' | 'person';
  ownerId: string;
  on: string;
  rule: string;
  label: string;
  zh: string;
  en: string;
  amount: string;
  factId: string | null;
};

/** A line that stands on a list already: how often, and what it stood at the last time. */
export type ListedLine = Omit<MoneyLine, 'amount' | 'factId'> & { parts: number; lineAmount: string };

export type DueItem = Omit<MoneyLine, 'amount'> & {
  kind: FeeItemKind;
  part: number;
  amount: string;
  lineAmount: string;
};

export type Stretch = { from: string; to: string };
type Books = {
  lines: readonly MoneyLine[];
  listed: readonly ListedLine[];
  /** The period that is to be paid, and those that have a list already. */
  period: Stretch;
  covered: readonly Stretch[];
};

/**
 * What the next list of a period holds: its own lines that are on no list yet; lines of periods listed before that came
 * to light since; and, for every line that was listed and has changed or gone, the difference. Owners whose differences
 * would leave less than nothing wait for a later list: nobody is paid a negative sum.
 */
export function dueItems({ lines, listed, period, covered }: Books): { items: DueItem[]; waiting: string[] } {
  const before = new Map(listed.map(line => [line.id, line]));
  const now = new Map(lines.map(line => [line.id, line]));
  const fresh = lines.flatMap((line): DueItem[] => {
    const fen = toFen(line.amount);
    if (before.has(line.id) || fen === 0n) return [];
    const kind = within(line.on, period)
      ? 'item'
      : covered.some(each => within(line.on, each))
        ? 'late'
        : null;
    return kind ? [{ ...line, kind, part: 0, amount: fromFen(fen), lineAmount: fromFen(fen) }] : [];
  });
  const changed = listed.flatMap((old): DueItem[] => {
    const line = now.get(old.id);
    const difference = toFen(line?.amount ?? '0') - toFen(old.lineAmount);
    return difference === 0n ? [] : [differenceOf(old, line, difference)];
  });
  const items = [...fresh, ...changed];
  const waiting = [...Map.groupBy(items, item => `${item.ownerKind} ${item.ownerId}`)]
    .filter(([, mine]) => sumOfFen(mine.map(item => toFen(item.amount))) < 0n)
    .map(([owner]) => owner);
  return {
    items: items
      .filter(item => !waiting.includes(`${item.ownerKind} ${item.ownerId}`))
      .sort((a, b) => compare(a.ownerId, b.ownerId) || compare(a.on, b.on) || compare(a.id, b.id)),
    waiting,
  };
}

function differenceOf(old: ListedLine, line: MoneyLine | undefined, difference: bigint): DueItem {
  const stands = fromFen(toFen(line?.amount ?? '0'));
  const { parts, lineAmount, ...frame } = old;
  return {
    ...frame,
    factId: line?.factId ?? null,
    kind: 'difference',
    part: parts,
    amount: fromFen(difference),
    lineAmount: stands,
    zh: `此前已列 ${lineAmount} 元，现为 ${stands} 元${line ? `（${line.zh}）` : '（事项已撤销或不再计发）'}，差额 ${fromFen(difference)} 元`,
    en: `listed with ${lineAmount} before, now ${stands} (${line ? line.en : 'taken back or no longer paid'}): difference ${fromFen(difference)}`,
  };
}

const within = (day: string, { from, to }: Stretch): boolean => from <= day && day <= to;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
