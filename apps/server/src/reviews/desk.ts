import type { DeclineReason } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import { deskPlaceOf, type Manuscript, writersOf } from '../manuscripts/manuscript.ts';
import { lockManuscript } from '../manuscripts/queries.ts';
import { whyNotVersion } from '../manuscripts/stale.ts';
import { tell } from '../notices/tell.ts';

export type DeskCall = WriteCall<{ id: string; version: number }>;

/** Loads and locks what the desk decides on, and asks: is it this desk's, is it as the editor saw it, is it open? */
export async function openAtDesk(
  call: DeskCall,
  whyNot: (manuscript: Manuscript) => Refusal | null,
): Promise<Manuscript | Refusal> {
  const { input, tx, now } = call;
  const manuscript = await lockManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why = firstOf(
    call.may(deskPlaceOf(manuscript)),
    whyNotVersion(manuscript, input.version),
    whyNot(manuscript),
  );
  return why ?? manuscript;
}

/** The writers always hear what the desk decided, and pages ask again for what waits. */
export async function tellWriters(
  call: Pick<DeskCall, 'tx' | 'now' | 'server' | 'afterwards'>,
  manuscript: Manuscript,
  told: { kind: string; zh: string; en: string },
): Promise<void> {
  await tell(call.tx, {
    personIds: writersOf(manuscript),
    ...told,
    manuscriptId: manuscript.id,
    now: call.now,
  });
  hint(call);
}

/** What the desk is called in sentences. */
export function deskName(manuscript: Manuscript): string {
  return manuscript.desk?.name ?? '编辑部';
}

export const DECLINE_WORDS: Record<DeclineReason, { zh: string; en: string }> = {
  late: { zh: '迟报', en: 'late' },
  poor: { zh: '质量不符合要求', en: 'below the standard' },
  duplicate: { zh: '与他稿重复', en: 'a repeat of another item' },
  off_topic: { zh: '不在报送范围', en: 'off the topics asked for' },
};
