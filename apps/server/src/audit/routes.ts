import { contract } from '@xinxuan/contract';
import type { Sealer } from '../db/sealer.ts';
import { verifyAudit } from '../db/verify-audit.ts';
import { answers } from '../http/endpoint.ts';
import { coverOfSeals } from '../http/seal-cover.ts';
import { listEntries } from './queries.ts';

export function auditRoutes({ sealer }: { sealer: Sealer }) {
  return {
    list: answers(contract.audit.list, async ({ input, reader }) => {
      const { rows, total } = await listEntries(reader, input);
      const cover = await coverOfSeals(reader, sealer);
      return {
        rows: rows.map(row => ({ ...row, before: cover(row.before), after: cover(row.after) })),
        total,
      };
    }),
    verify: answers(contract.audit.verify, ({ server }) => verifyAudit(server.database, sealer)),
  };
}
