import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { notFound } from '../../http/refusal.ts';
import { revokeToken } from './queries.ts';

export function stopToken({ identity }: { identity: Identity }) {
  return acts(contract.network.tokens.revoke, async ({ input, tx, now, record, afterwards }) => {
    if (!(await revokeToken(tx, input.id, now))) return notFound('令牌', 'token');
    record(input.id, null, { revoked: true });
    afterwards(() => identity.forget());
    return { revoked: true as const };
  });
}
