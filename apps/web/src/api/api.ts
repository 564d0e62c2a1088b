import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '@xinxuan/contract';
import { newKey } from '../device/newKey.ts';
import { actingPost } from './post.ts';
import { send } from './send.ts';

type Client = ContractRouterClient<typeof contract, ApiContext>;
/**
 * `key` names one act over several tries of the person; without it every call is an act of its own.
 * `post` asks in the name of another post than the acting one.
 */
export type ApiContext = { key?: string; post?: string };

const link = new RPCLink<ApiContext>({
  url: () => `${globalThis.location.origin}/api/rpc`,
  headers: ({ context }) => {
    const post = context.post ?? actingPost();
    const key = context.key ?? newKey();
    return post ? { 'x-post': post, 'idempotency-key': key } : { 'idempotency-key': key };
  },
  fetch: request => send(request),
});

/** The server, called as the contract says. */
export const client: Client = createORPCClient(link);

/** The same calls as query and mutation options: `useQuery(api.manuscripts.get.queryOptions({ input: { id } }))`. */
export const api = createTanstackQueryUtils(client);
