import type { InferContractRouterOutputs } from '@orpc/contract';
import type { contract } from '@xinxuan/contract';
import type { FaultRow } from './queries.ts';

type Fault = InferContractRouterOutputs<typeof contract>['faults']['record'];

export function viewOf(fault: FaultRow): Fault {
  return {
    id: fault.id,
    kind: fault.kind,
    unit: fault.unit,
    on: fault.on,
    note: fault.note,
    basis: fault.basis,
    by: fault.by,
    at: fault.at,
    voided: fault.voided_at ? { at: fault.voided_at, reason: fault.void_reason ?? '' } : null,
  };
}
