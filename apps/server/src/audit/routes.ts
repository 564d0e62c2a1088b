import { contract } from '@xinxuan/contract';
import type { Sealer } from '../db/sealer.ts';
import { verifyAudit } from '../db/verify-audit.ts';
import { answers } from '../http/endpoint.ts';
import { listEntries } from './queries.ts';

export function auditRoutes({ sealer }: { sealer: Sealer }) {
  return {
    list: answers(contract.audit.list, ({ input, reader }) => listEntries(reader, input)),
    verify: answers(contract.audit.verify, ({ server }) => verifyAudit(server.database, sealer)),
  };
}
