import { BATCH_MOST, type BatchRow, contract, type SECRECY_STANDS } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { can } from '../http/refusal.ts';
import { isCleared, whyNotCleared } from '../manuscripts/clearance.ts';
import { listRows, waitingFor } from '../manuscripts/list-queries.ts';
import { type SeatToSign, seatsToSign } from './batch-queries.ts';

export const batch = answers(contract.reviews.batch, async ({ reader, actor, now, scope }) => {
  scope();
  const day = dayOf(now);
  const mine = waitingFor(reader, actor.personId, day);
  const found = await listRows(reader, {
    ...{ page: 1, pageSize: BATCH_MOST },
    ...{ parts: [[mine]], order: 'waiting', day },
  });
  const ids = found.rows.map(row => row.id);
  const seats = await seatsToSign(reader, { ids, personId: actor.personId, day });
  const rows = found.rows.flatMap((row): BatchRow[] => {
    const seat = seats.get(row.id);
    if (!seat) return [];
    const { hints, given, ...shown } = seat;
    return [{ ...row, ...shown, secrecy: secrecyOf(seat), why: can(whyNotCleared(countedOf(seat))) }];
  });
  const due = (row: BatchRow): number => (row.dueAt ? Date.parse(row.dueAt) : Number.POSITIVE_INFINITY);
  return { rows: rows.sort((a, b) => due(a) - due(b)), total: found.total };
});

const countedOf = ({ hints, given }: SeatToSign) => ({ hints: Array.from({ length: hints }), given });

function secrecyOf({ hints, given }: SeatToSign): (typeof SECRECY_STANDS)[number] {
  if (hints === 0) return 'none';
  if (given.some(each => each.verdict === 'hold')) return 'held';
  return isCleared({ given }) ? 'cleared' : 'missing';
}
