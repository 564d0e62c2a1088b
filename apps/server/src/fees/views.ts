import type { FeeItem, FeeList, FeeShare } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { can } from '../http/refusal.ts';
import { inCapitals } from './capitals.ts';
import {
  numberOf,
  whyNotCheck,
  whyNotDiscard,
  whyNotPay,
  whyNotRestore,
  whyNotSavePayee,
} from './fee-list.ts';
import type { ItemRow, ShareRow } from './item-queries.ts';
import { fromFen, toFen } from './money.ts';
import type { ListFull } from './queries.ts';
import type { PayeeTable } from './tables.ts';

export function rowView(list: ListFull) {
  return {
    id: list.id,
    number: numberOf(list),
    period: list.period,
    state: list.state,
    sum: yuan(list.sum),
    persons: list.persons,
    items: list.items,
    preparedBy: list.preparer,
    preparedAt: list.prepared_at,
    checked: list.checker && list.checked_at ? { by: list.checker, at: list.checked_at } : null,
    paid:
      list.payer && list.paid_at && list.paid_on
        ? { on: list.paid_on, voucher: list.voucher ?? '', by: list.payer, at: list.paid_at }
        : null,
    version: list.version,
  };
}

export function listView(list: ListFull, shares: ShareRow[], actor: Actor): FeeList {
  return {
    ...rowView(list),
    scheme: list.scheme,
    rounding: { zh: list.rounding_zh, en: list.rounding_en },
    capitals: inCapitals(toFen(list.sum)),
    shares: shares.map(shareView),
    withoutPayee: shares.filter(share => share.last_four === null).length,
    discarded:
      list.discarder && list.discarded_at
        ? { by: list.discarder, at: list.discarded_at, reason: list.discard_reason ?? '' }
        : null,
    can: {
      check: can(whyNotCheck(list, actor)),
      pay: can(whyNotPay(list, actor)),
      discard: can(whyNotDiscard(list, actor)),
      restore: can(whyNotRestore(list, actor)),
      changePayees: can(whyNotSavePayee({ kind: 'unit', id: '' }, actor)),
    },
  };
}

function shareView(share: ShareRow): FeeShare {
  const { last_four, payee_saved_at, payee_version } = share;
  return {
    owner: share.owner,
    ownerKind: share.owner_kind,
    unit: share.unit_name,
    items: share.items,
    sum: yuan(share.sum),
    payee:
      last_four !== null && payee_saved_at && payee_version !== null
        ? { lastFour: last_four, savedAt: payee_saved_at, version: payee_version }
        : null,
  };
}

export function payeeView({ last_four, saved_at, version }: PayeeTable) {
  return { lastFour: last_four, savedAt: saved_at, version };
}

export function itemView(item: ItemRow): FeeItem {
  return {
    id: item.id,
    kind: item.kind,
    owner: { id: item.owner_id, name: item.owner_name },
    on: item.on_day,
    rule: item.rule,
    label: item.label,
    amount: yuan(item.amount),
    lineAmount: yuan(item.line_amount),
    reason: { zh: item.zh, en: item.en },
    manuscriptId: item.manuscript_id,
    adoptionId: item.adoption_id,
    list: {
      id: item.list_id,
      number: numberOf({ year: item.list_year, number: item.list_number }),
      state: item.list_state,
      paidOn: item.list_paid_on,
    },
  };
}

/** Always with two places, as money is written. */
export function yuan(amount: string): string {
  return fromFen(toFen(amount));
}
