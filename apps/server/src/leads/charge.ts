import { dueAt } from '../calendar/body-calendar.ts';
import type { Tx } from '../db/connect.ts';
import type { Term } from '../deadlines/term.ts';
import { type NewDuty, openDuty } from '../duties/open.ts';
import { dutyKey } from './queries.ts';

/** C3: two working days, unless said otherwise. */
export const USUAL_TERM: Term = { kind: 'working_days', count: 2, until: 'close' };
/** Whoever is named after another has a working day at least, however late the first spoke. */
const HANDED_TERM: Term = { kind: 'working_days', count: 1, until: 'close' };
/** What has not come three days after the due time counts as missed. */
const CLOSES_AFTER_MS = 3 * 86_400_000;

/** What the unit owes, and by when. */
export type Owed = { id: string; dueAt: string };

type Charged = {
  lead: { id: string; round: number };
  unit: { id: string; path: string };
  due: NewDuty['due'];
  by: string;
  now: Date;
};

/** Makes a unit responsible: it owes material on the lead by a time. */
export async function charge(tx: Tx, { lead, unit, due, by, now }: Charged): Promise<Owed> {
  const at = 'at' in due ? due.at : (await dueAt(tx, unit.path, { term: due, from: now })).at;
  const owed = await openDuty(tx, {
    kind: 'lead',
    key: dutyKey(lead),
    subject: { kind: 'lead', id: lead.id },
    title: { zh: '线索待报送', en: 'A lead to write about' },
    link: `/leads/${lead.id}`,
    owner: { unitId: unit.id, role: 'correspondent' },
    due,
    closeAt: new Date(at.getTime() + CLOSES_AFTER_MS),
    ...{ by, now },
  });
  return { id: owed.id, dueAt: owed.dueAt.toISOString() };
}

/** The time that ran goes on, but never shorter than a working day, which is counted again when the calendar changes. */
export async function handedDue(
  tx: Tx,
  path: string,
  given: { ran: string; now: Date },
): Promise<NewDuty['due']> {
  const least = (await dueAt(tx, path, { term: HANDED_TERM, from: given.now })).at;
  const ran = new Date(given.ran);
  return least > ran ? HANDED_TERM : { at: ran };
}
