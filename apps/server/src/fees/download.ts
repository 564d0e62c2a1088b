import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { acts } from '../http/endpoint.ts';
import { keepFile } from '../http/keep-file.ts';
import { keepPage } from '../http/keep-page.ts';
import { isRefusal } from '../http/refusal.ts';
import { numberOf } from './fee-list.ts';
import { allItems, sharesOf } from './item-queries.ts';
import { sealedPayees } from './payee-queries.ts';
import { type PaymentList, paymentPage, titleOf, writePaymentSheet } from './payment-list.ts';
import { findList, issuingOrgan, type ListFull } from './queries.ts';
import { noList } from './show.ts';
import type { Vault } from './vault.ts';
import { yuan } from './views.ts';

/** The list as a file, payee data in full; the audit trail keeps who took it, and nothing of the data. */
export function download({ vault }: { vault: Vault }) {
  return acts(contract.fees.download, async ({ input, actor, tx, now, server, record }) => {
    const list = await findList(tx, input.id);
    if (!list) return noList();
    const printed = await printedOf(tx, list, vault);
    const name = `${titleOf(printed)}${numberOf(list)}`;
    const file =
      input.as === 'xlsx'
        ? await keepFile(tx, server, {
            bytes: await writePaymentSheet(printed),
            name: `${name}.xlsx`,
            actor,
            now,
          })
        : await keepPage(tx, server, { page: paymentPage(printed), as: input.as, name, actor, now });
    if (isRefusal(file)) return file;
    record(input.id, null, { downloaded: input.as, number: numberOf(list) });
    return file;
  });
}

async function printedOf(reader: Reader, list: ListFull, vault: Vault): Promise<PaymentList> {
  const accounts = new Map(
    (await sealedPayees(reader, list.id)).map(payee => {
      const of = { body: reader.body, ownerKind: payee.owner_kind, ownerId: payee.owner_id };
      return [`${payee.owner_kind} ${payee.owner_id}`, vault.open(payee.sealed, of)] as const;
    }),
  );
  return {
    number: numberOf(list),
    period: list.period,
    organ: await issuingOrgan(reader),
    schemeName: list.scheme.name,
    rounding: list.rounding_zh,
    sum: yuan(list.sum),
    on: dayOf(new Date(list.prepared_at)),
    preparedBy: list.preparer.name,
    checkedBy: list.checker?.name ?? null,
    shares: (await sharesOf(reader, list.id)).map(share => ({
      name: share.owner.name,
      unit: share.unit_name ?? '',
      items: share.items,
      sum: yuan(share.sum),
      account: accounts.get(`${share.owner_kind} ${share.owner.id}`) ?? null,
    })),
    items: (await allItems(reader, list.id)).map(item => ({
      name: item.owner_name,
      on: item.on_day,
      rule: item.rule,
      label: item.label,
      amount: yuan(item.amount),
      reason: item.zh,
    })),
  };
}
