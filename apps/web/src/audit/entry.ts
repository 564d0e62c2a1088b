import type { api } from '../api/api.ts';

/** One entry of the trail, as the contract answers it. */
export type Entry = Awaited<ReturnType<typeof api.audit.list.call>>['rows'][number];
