import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { whyNotSavePayee } from './fee-list.ts';
import { findPayee, ownerExists, writePayee } from './payee-queries.ts';
import type { Vault } from './vault.ts';
import { payeeView } from './views.ts';

/** Seals where money goes. Neither the answer nor the audit trail holds more than the last four digits. */
export function savePayee({ vault }: { vault: Vault }) {
  return acts(contract.fees.savePayee, async ({ input, actor, tx, now, record }) => {
    const owner = { kind: input.owner, id: input.ownerId };
    const why = whyNotSavePayee(owner, actor);
    if (why) return why;
    if (!(await ownerExists(tx, owner))) return notFound('单位或人员', 'unit or person');
    const before = await findPayee(tx, owner);
    const { accountName, bank, account, idSuffix } = input;
    const of = { body: tx.body, ownerKind: owner.kind, ownerId: owner.id };
    const lastFour = account.slice(-4);
    const written = await writePayee(tx, input.version, {
      body_id: tx.body,
      owner_kind: owner.kind,
      owner_id: owner.id,
      sealed: vault.seal({ accountName, bank, account, idSuffix: idSuffix.toUpperCase() }, of),
      last_four: lastFour,
      saved_by: actor.personId,
      saved_at: now.toISOString(),
      version: 0,
    });
    if (!written) return stale({ version: before?.version ?? null });
    record(owner.id, before && { lastFour: before.last_four }, { lastFour });
    const after = await findPayee(tx, owner);
    return after ? payeeView(after) : notFound('收款信息', 'payee data');
  });
}
