import type { RecurringKind } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { type EndedDuty, endDuty, reopenDuty } from './end.ts';
import { answeredBy, lockReportable } from './rule-queries.ts';

export type Report = {
  kind: RecurringKind;
  unitId: string;
  /** The authors: where the duty is each person's, each has done his. */
  personIds: readonly string[];
  /** What was sent. */
  subjectId: string;
  by: string | null;
  act: string;
  now: Date;
};

/**
 * A report was sent: it answers the recurring duty of today, for the unit or for each author; when that is answered
 * already, the latest that was missed and is not closed. Call it in the transaction of the sending.
 */
export async function answerReport(tx: Tx, report: Report): Promise<EndedDuty[]> {
  const { subjectId, by, act, now } = report;
  const today = dayOf(now);
  const open = await lockReportable(tx, { ...report, today });
  const ended: EndedDuty[] = [];
  for (const owner of new Set(open.map(duty => duty.person_id))) {
    const own = open.filter(duty => duty.person_id === owner);
    const answered = own.find(duty => duty.on_day >= today) ?? own.at(-1);
    const end = answered && (await endDuty(tx, { id: answered.id, by, act, subjectId, now }));
    if (end) ended.push(end);
  }
  return ended;
}

/** The report was taken back: what it had answered is owed again, with the due time that it had. */
export async function takeReportBack(
  tx: Tx,
  back: { subjectId: string; by: string | null; reason: string | null; now: Date },
): Promise<void> {
  for (const id of await answeredBy(tx, back.subjectId)) await reopenDuty(tx, { id, ...back });
}
