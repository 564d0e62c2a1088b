import type { Commission } from '@xinxuan/contract';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, stale } from '../http/refusal.ts';
import type { AskingFull, CommissionFull } from './commission.ts';
import { changeCommission, lockCommission } from './queries.ts';
import { show, whyNotDesk, whyNotRead, whyNotUnit } from './views.ts';

export type OnCommission = WriteCall<{ id: string; version: number }>;

/** Loads what an act is about: read it may, open to the act, and as it was seen. */
export async function openCommission(
  call: OnCommission,
  whyNot: (commission: CommissionFull) => Refusal | null,
): Promise<CommissionFull | Refusal> {
  const commission = await lockCommission(call.tx, call.input.id);
  if (!commission || whyNotRead(call, commission)) return notFound('约稿', 'commission');
  const seen = commission.version === call.input.version ? null : stale({ version: commission.version });
  return firstOf(whyNot(commission), seen) ?? commission;
}

export type OnAsking = WriteCall<{ id: string; version: number; askingId: string }>;
export type At = { asking: AskingFull; commission: CommissionFull };

/** Loads one unit's part, for an act by that unit or by the desk that asks. */
export async function openAsking(
  call: OnAsking,
  by: 'unit' | 'desk',
  whyNot: (at: At) => Refusal | null,
): Promise<At | Refusal> {
  const find = (of: CommissionFull) => of.askings.find(each => each.id === call.input.askingId);
  const commission = await openCommission(call, open => {
    const asking = find(open);
    if (!asking) return notFound('被约单位', 'asked unit');
    const place = by === 'unit' ? whyNotUnit(call, asking) : whyNotDesk(call, open);
    return firstOf(place, whyNot({ asking, commission: open }));
  });
  return isRefusal(commission) ? commission : { asking: find(commission)!, commission };
}

/** The end of every act: what the audit keeps, and the whole as it stands now. */
export async function acted(call: OnAsking, at: At, said: Record<string, unknown>): Promise<Commission> {
  await changeCommission(call.tx, at.commission.id);
  call.record(at.commission.id, { unit: at.asking.unit.name }, { unit: at.asking.unit.name, ...said });
  return show(call, at.commission.id);
}
