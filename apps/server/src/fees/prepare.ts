import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { acts } from '../http/endpoint.ts';
import { newId } from '../ids.ts';
import { tell } from '../notices/tell.ts';
import { periodName, periodOf } from '../standings/period.ts';
import type { InForce } from '../standings/rescore.ts';
import { leadersOfBody } from '../standings/schemes/queries.ts';
import { booksOf } from './books.ts';
import type { DueItem } from './due.ts';
import { numberOf, takenMeanwhile, whyNotPrepare } from './fee-list.ts';
import { fromFen, sumOfFen, toFen } from './money.ts';
import { roundingOf } from './money-lines.ts';
import { insertItems, insertList, lockLists, nextNumber } from './queries.ts';
import { showList } from './show.ts';

/** Puts what is due on a list. The lock makes the second of two wait; the unique index makes a double impossible. */
export const prepare = acts(contract.fees.prepare, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  await lockLists(tx);
  const { scheme, ledgers, items, waiting } = await booksOf(tx, { period: input.period, now });
  const due = { period: input.period, ledgers: ledgers.length, items: items.length, waiting: waiting.length };
  const why = whyNotPrepare(due, actor, dayOf(now));
  if (why || !scheme) return why ?? takenMeanwhile();
  const made = await draftList(tx, { period: input.period, scheme, items, by: actor.personId, now });
  if (!made) return takenMeanwhile();
  const { id, year, number, sum } = made;
  const { zh, en } = periodName(input.period);
  await tell(tx, {
    personIds: await leadersOfBody(tx, ['desk_chief'], dayOf(now)),
    kind: 'fees_prepared',
    zh: `${actor.personName}编制了${zh}稿费发放表${numberOf({ year, number })}，合计${sum}元，请审核。`,
    en: `${actor.personName} prepared the payment list ${numberOf({ year, number })} of ${en}, ${sum} yuan, for your check.`,
    link: `/fees/${id}`,
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(id, null, { number: numberOf({ year, number }), period: input.period, sum, items: items.length });
  return showList(tx, id, actor);
});

type Draft = { period: string; scheme: InForce; items: DueItem[]; by: string; now: Date };
type Made = { id: string; year: number; number: number; sum: string };

/** Writes a list with its items; null when one of them stands on another list already. */
export async function draftList(tx: Tx, { period, scheme, items, by, now }: Draft): Promise<Made | null> {
  const { year } = periodOf(period);
  const made = { id: newId('feeList', now), year, number: await nextNumber(tx, year), sum: sumOf(items) };
  const rounding = roundingOf(scheme.plan.scheme);
  await insertList(tx, {
    ...made,
    period,
    scheme_id: scheme.row.id,
    rounding_zh: rounding.zh,
    rounding_en: rounding.en,
    persons: new Set(items.map(item => item.ownerId)).size,
    items: items.length,
    prepared_by: by,
    prepared_at: now.toISOString(),
  });
  const written = await insertItems(
    tx,
    made.id,
    items.map(item => ({ ...item, itemId: newId('feeItem', now) })),
  );
  return written === items.length ? made : null;
}

function sumOf(items: readonly DueItem[]): string {
  return fromFen(sumOfFen(items.map(item => toFen(item.amount))));
}
