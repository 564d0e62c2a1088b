import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { notFound } from '../../http/refusal.ts';
import { revokeToken, unitPathOfToken } from './queries.ts';

export function stopToken({ identity }: { identity: Identity }) {
  return acts(contract.network.tokens.revoke, async ({ input, tx, now, may, record, afterwards }) => {
    const unitPath = await unitPathOfToken(tx, input.id);
    if (!unitPath) return notFound('令牌', 'token');
    const out = may({ unitPath });
    if (out) return out;
    await revokeToken(tx, input.id, now);
    record(input.id, null, { revoked: true });
    afterwards(() => identity.forget());
    return { revoked: true as const };
  });
}
