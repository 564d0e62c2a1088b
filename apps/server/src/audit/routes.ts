import { contract } from '@xinxuan/contract';
import { verifyAudit } from '../db/audit.ts';
import { answers } from '../http/endpoint.ts';
import { listEntries } from './queries.ts';

export const auditRoutes = {
  list: answers(contract.audit.list, ({ input, reader }) => listEntries(reader, input)),
  verify: answers(contract.audit.verify, ({ server }) => verifyAudit(server.database)),
};
