import { dueAt } from '../calendar/body-calendar.ts';
import type { Tx } from '../db/connect.ts';
import type { Term } from '../deadlines/term.ts';
import { openDuty } from '../duties/open.ts';
import { dutyKey } from './queries.ts';

/** C3: two working days, unless said otherwise. */
const USUAL_TERM: Term = { kind: 'working_days', count: 2, until: 'close' };
/** Whoever is named after another has a working day at least, however late the first spoke. */
const HANDED_TERM: Term = { kind: 'working_days', count: 1, until: 'close' };
/** What has not come three days after the due time counts as missed. */
const CLOSES_AFTER_MS = 3 * 86_400_000;

type Charged = {
  lead: { id: string; round: number };
  unit: { id: string; path: string };
  dueAt: Date | null;
  by: string;
  now: Date;
};

/** Makes a unit responsible: it owes material on the lead by a time. */
export async function charge(tx: Tx, { lead, unit, dueAt: wanted, by, now }: Charged): Promise<void> {
  const due = wanted ?? (await dueAt(tx, unit.path, { term: USUAL_TERM, from: now })).at;
  await openDuty(tx, {
    kind: 'lead',
    key: dutyKey(lead),
    subject: { kind: 'lead', id: lead.id },
    title: { zh: '线索待报送', en: 'A lead to write about' },
    link: `/leads/${lead.id}`,
    owner: { unitId: unit.id, role: 'correspondent' },
    due: wanted ? { at: wanted } : USUAL_TERM,
    closeAt: new Date(due.getTime() + CLOSES_AFTER_MS),
    ...{ by, now },
  });
}

/** The time that ran goes on, but never shorter than a working day. */
export async function handedDue(tx: Tx, path: string, given: { ran: string; now: Date }): Promise<Date> {
  const least = (await dueAt(tx, path, { term: HANDED_TERM, from: given.now })).at;
  return new Date(Math.max(least.getTime(), Date.parse(given.ran)));
}
