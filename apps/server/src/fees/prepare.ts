import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { newId } from '../ids.ts';
import { tell } from '../notices/tell.ts';
import { periodName, periodOf } from '../standings/period.ts';
import { booksOf } from './books.ts';
import type { DueItem } from './due.ts';
import { numberOf, takenMeanwhile, whyNotPrepare } from './fee-list.ts';
import { fromFen, sumOfFen, toFen } from './money.ts';
import { roundingOf } from './money-lines.ts';
import { holdersOf, insertItems, insertList, lockLists, nextNumber } from './queries.ts';
import { showList } from './show.ts';

/** Puts what is due on a list. The lock makes the second of two wait; the unique index makes a double impossible. */
export const prepare = acts(contract.fees.prepare, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  await lockLists(tx);
  const { scheme, ledgers, items, waiting } = await booksOf(tx, { period: input.period, now });
  const due = { period: input.period, ledgers: ledgers.length, items: items.length, waiting: waiting.length };
  const why = whyNotPrepare(due, actor, dayOf(now));
  if (why || !scheme) return why ?? takenMeanwhile();
  const id = newId('feeList', now);
  const { year } = periodOf(input.period);
  const number = await nextNumber(tx, year);
  const rounding = roundingOf(scheme.plan.scheme);
  const sum = sumOf(items);
  await insertList(tx, {
    body_id: tx.body,
    id,
    year,
    number,
    period: input.period,
    scheme_id: scheme.row.id,
    rounding_zh: rounding.zh,
    rounding_en: rounding.en,
    state: 'prepared',
    sum,
    persons: new Set(items.map(item => item.ownerId)).size,
    items: items.length,
    prepared_by: actor.personId,
    prepared_at: now.toISOString(),
    checked_by: null,
    checked_at: null,
    paid_on: null,
    voucher: null,
    paid_by: null,
    paid_at: null,
    discard_reason: null,
    discarded_by: null,
    discarded_at: null,
    version: 0,
  });
  const written = await insertItems(
    tx,
    id,
    items.map(item => ({ ...item, itemId: newId('feeItem', now) })),
  );
  if (written !== items.length) return takenMeanwhile();
  const { zh, en } = periodName(input.period);
  await tell(tx, {
    personIds: await holdersOf(tx, 'desk_chief', dayOf(now)),
    kind: 'fees_prepared',
    zh: `${actor.personName}编制了${zh}稿费发放表${numberOf({ year, number })}，合计${sum}元，请审核。`,
    en: `${actor.personName} prepared the payment list ${numberOf({ year, number })} of ${en}, ${sum} yuan, for your check.`,
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(id, null, { number: numberOf({ year, number }), period: input.period, sum, items: items.length });
  return showList(tx, id, actor);
});

function sumOf(items: readonly DueItem[]): string {
  return fromFen(sumOfFen(items.map(item => toFen(item.amount))));
}
