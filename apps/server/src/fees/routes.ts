import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { can } from '../http/refusal.ts';
import { findPeriod } from '../standings/periods/queries.ts';
import { booksOf } from './books.ts';
import { check } from './check.ts';
import { discard } from './discard.ts';
import { download } from './download.ts';
import { whyNotPrepare } from './fee-list.ts';
import { pageOfItems } from './item-queries.ts';
import { fromFen, sumOfFen, toFen } from './money.ts';
import { roundingOf } from './money-lines.ts';
import { pay } from './pay.ts';
import { findPayee, withoutPayee } from './payee-queries.ts';
import { prepare } from './prepare.ts';
import { findList, pageOfLists } from './queries.ts';
import { restore } from './restore.ts';
import { savePayee } from './save-payee.ts';
import { noList, showList } from './show.ts';
import type { Vault } from './vault.ts';
import { itemView, payeeView, rowView, yuan } from './views.ts';

const due = answers(contract.fees.due, async ({ input, reader, actor, now }) => {
  const { scheme, ledgers, items, waiting } = await booksOf(reader, { period: input.period, now });
  const owners = [...new Set(items.map(item => item.ownerId))];
  const rules = scheme?.plan.scheme;
  return {
    period: input.period,
    scheme: scheme ? { id: scheme.row.id, name: scheme.row.name } : null,
    ledgers: rules ? ledgers.map(id => rules.ledgers[id]?.label ?? { zh: id, en: id }) : [],
    rounding: rules && ledgers.length > 0 ? roundingOf(rules) : null,
    closed: (await findPeriod(reader, input.period)).state === 'closed',
    items: items.length,
    differences: items.filter(item => item.kind === 'difference').length,
    persons: owners.length,
    sum: fromFen(sumOfFen(items.map(item => toFen(item.amount)))),
    waiting: waiting.length,
    withoutPayee: await withoutPayee(reader, owners),
    can: {
      prepare: can(
        whyNotPrepare(
          {
            period: input.period,
            ledgers: ledgers.length,
            items: items.length,
            waiting: waiting.length,
          },
          actor,
          dayOf(now),
        ),
      ),
    },
  };
});

export function feeRoutes(parts: { vault: Vault }) {
  return {
    due,
    list: answers(contract.fees.list, async ({ input, reader }) => {
      const found = await pageOfLists(reader, input);
      return { rows: found.rows.map(rowView), total: found.total };
    }),
    get: answers(contract.fees.get, ({ input, reader, actor }) => showList(reader, input.id, actor)),
    items: answers(contract.fees.items, async ({ input, reader }) => {
      if (!(await findList(reader, input.id))) return noList();
      const found = await pageOfItems(reader, input);
      return { rows: found.rows.map(itemView), total: found.total, sum: yuan(found.sum) };
    }),
    prepare,
    check,
    pay,
    discard,
    restore,
    download: download(parts),
    mine: answers(contract.fees.mine, async ({ input, reader, actor }) => {
      const own = { ownerId: actor.personId, certain: true as const, sort: 'day' as const };
      const found = await pageOfItems(reader, { ...input, ...own });
      const payee = await findPayee(reader, { kind: 'person', id: actor.personId });
      return {
        rows: found.rows.map(itemView),
        total: found.total,
        sum: yuan(found.sum),
        payee: payee && payeeView(payee),
      };
    }),
    savePayee: savePayee(parts),
  };
}
