import { loadCalendars, type UnitCalendar } from '../calendar/body-calendar.ts';
import type { Tx } from '../db/connect.ts';
import { dueOf, type Term } from '../deadlines/term.ts';
import { type NewDuty, openDuties } from '../duties/open.ts';
import { newId } from '../ids.ts';
import { answerKey, dutyKey, insertAskings } from './queries.ts';

/** C1: three days from the notice, unless said otherwise. */
const USUAL_TERM: Term = { kind: 'days', count: 3 };
/** A unit says within a working day whether it delivers; otherwise its head is asked (D18). */
const ANSWER_TERM: Term = { kind: 'working_hours', count: 7 };
/** What has not come five days after the due time counts as missed. */
const CLOSES_AFTER_MS = 5 * 86_400_000;

type Unit = { id: string; path: string };
type Wanted = {
  commissionId: string;
  dueAt: Date | null;
  passedFrom?: string;
  by: string;
  now: Date;
};
/** What a unit owes, and by when. */
export type AskedDuty = { id: string; dueAt: string };

/**
 * Asks units, all in the same few statements: each has its part, the duty to deliver, which is answered, and the duty to
 * say yes or no in time, across its own calendar.
 * @returns what each owes, in the order of the units
 */
export async function askUnits(tx: Tx, units: readonly Unit[], wanted: Wanted): Promise<AskedDuty[]> {
  const calendars = await loadCalendars(tx);
  const parts = units.map(unit => ({ unit, id: newId('asking', wanted.now) }));
  await insertAskings(
    tx,
    parts.map(({ unit, id }) => ({
      ...{ id, commission_id: wanted.commissionId, unit_id: unit.id },
      passed_from: wanted.passedFrom ?? null,
    })),
  );
  const owed = await openDuties(
    tx,
    parts.map(({ unit, id }) => deliverDuty(id, unit, { ...wanted, at: calendars.of(unit.path) })),
  );
  await openDuties(
    tx,
    parts.map(({ unit, id }) => answerDuty(id, unit, wanted)),
  );
  return owed.map(({ id, dueAt }) => ({ id, dueAt: dueAt.toISOString() }));
}

const sharedOf = (unit: Unit, { commissionId, by, now }: Wanted) => ({
  kind: 'commission' as const,
  subject: { kind: 'commission', id: commissionId },
  link: `/commissions/${commissionId}` as const,
  owner: { unitId: unit.id, role: 'correspondent' as const },
  ...{ by, now },
});

function deliverDuty(askingId: string, unit: Unit, wanted: Wanted & { at: UnitCalendar }): NewDuty {
  const { at, dueAt, now } = wanted;
  const due = dueAt ?? dueOf(USUAL_TERM, { ...at, from: now }).at;
  return {
    ...sharedOf(unit, wanted),
    key: dutyKey(askingId),
    title: { zh: '约稿待报送', en: 'A commissioned item to deliver' },
    due: dueAt ? { at: dueAt } : USUAL_TERM,
    closeAt: new Date(due.getTime() + CLOSES_AFTER_MS),
  };
}

const answerDuty = (askingId: string, unit: Unit, wanted: Wanted): NewDuty => ({
  ...sharedOf(unit, wanted),
  key: answerKey(askingId),
  title: { zh: '约稿待答复', en: 'A commission to answer' },
  due: ANSWER_TERM,
  plan: [
    { minutes: -120, to: ['owner'] },
    { minutes: 0, to: ['owner', 'substitute'] },
    { minutes: 120, to: ['unit_head'] },
  ],
});
