import type { DeclineReason } from '@xinxuan/contract';
import type { Refusal } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import { currentSteps, deskPlaceOf, type Manuscript, writersOf } from '../manuscripts/manuscript.ts';
import { type OnManuscript, openManuscript } from '../manuscripts/open.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import { tell } from '../notices/tell.ts';

/** Opens what the desk decides on, where the desk is. */
export function openAtDesk(
  call: OnManuscript,
  whyNot: (manuscript: Manuscript) => Refusal | null,
): Promise<Manuscript | Refusal> {
  return openManuscript(call, whyNot, deskPlaceOf);
}

/** The writers always hear what the desk decided, on a return also those who had signed it (D4), and pages ask again for what waits. */
export async function tellWriters(
  call: Pick<OnManuscript, 'tx' | 'now' | 'server' | 'afterwards'>,
  manuscript: Manuscript,
  told: { kind: NoticeKind; zh: string; en: string; signersToo?: boolean },
): Promise<void> {
  const { signersToo, ...words } = told;
  const signed = currentSteps(manuscript).flatMap(step => (step.decidedBy ? [step.decidedBy.id] : []));
  await tell(call.tx, {
    personIds: [...new Set([...writersOf(manuscript), ...(signersToo ? signed : [])])],
    ...words,
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
