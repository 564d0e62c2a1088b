import { dueAt } from '../calendar/body-calendar.ts';
import type { Tx } from '../db/connect.ts';
import type { Term } from '../deadlines/term.ts';
import { openDuty } from '../duties/open.ts';
import { newId } from '../ids.ts';
import { answerKey, dutyKey, insertAsking } from './queries.ts';

/** C1: three days from the notice, unless said otherwise. */
const USUAL_TERM: Term = { kind: 'days', count: 3 };
/** A unit says within a working day whether it delivers; otherwise its head is asked (D18). */
const ANSWER_TERM: Term = { kind: 'working_hours', count: 7 };
/** What has not come five days after the due time counts as missed. */
const CLOSES_AFTER_MS = 5 * 86_400_000;

type Wanted = {
  commissionId: string;
  unit: { id: string; path: string };
  dueAt: Date | null;
  passedFrom?: string;
  by: string;
  now: Date;
};

/** Asks one unit: its part, the duty to deliver, which is answered, and the duty to say yes or no in time. */
export async function askUnit(tx: Tx, wanted: Wanted): Promise<{ id: string; dueAt: string }> {
  const { commissionId, unit, by, now } = wanted;
  const unitId = unit.id;
  const due = wanted.dueAt ?? (await dueAt(tx, unit.path, { term: USUAL_TERM, from: now })).at;
  const id = newId('asking', now);
  await insertAsking(tx, {
    ...{ id, commission_id: commissionId, unit_id: unitId },
    passed_from: wanted.passedFrom ?? null,
  });
  const shared = {
    kind: 'commission' as const,
    subject: { kind: 'commission', id: commissionId },
    link: `/commissions/${commissionId}` as const,
    owner: { unitId, role: 'correspondent' as const },
    ...{ by, now },
  };
  const owed = await openDuty(tx, {
    ...shared,
    key: dutyKey(id),
    title: { zh: '约稿待报送', en: 'A commissioned item to deliver' },
    due: wanted.dueAt ? { at: wanted.dueAt } : USUAL_TERM,
    closeAt: new Date(due.getTime() + CLOSES_AFTER_MS),
  });
  await openDuty(tx, {
    ...shared,
    key: answerKey(id),
    title: { zh: '约稿待答复', en: 'A commission to answer' },
    due: ANSWER_TERM,
    plan: [
      { minutes: -120, to: ['owner'] },
      { minutes: 0, to: ['owner', 'substitute'] },
      { minutes: 120, to: ['unit_head'] },
    ],
  });
  return { id: owed.id, dueAt: owed.dueAt.toISOString() };
}
