/**
 * A second opinion on a year of duties, written without the code it judges: due times by counting minutes and days one by
 * one, reminders by going through every look at the clock. Times are milliseconds, days `YYYY-MM-DD` at +08:00.
 */
const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;

export const dayText = (at: number): string => new Date(at + ZONE).toISOString().slice(0, 10);
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - ZONE;
const after = (day: string): string => dayText(startOf(day) + DAY);

/** The days of the law in 2027, from the published table, until the notice comes. */
const LAW_2027 = new Set(
  '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03'
    .split(' ')
    .map(day => `2027-${day}`),
);

export class ModelCalendar {
  notice: Map<string, boolean> | null = null;
  readonly officer = new Map<string, boolean>();

  works(day: string): boolean {
    const decided = this.officer.get(day) ?? this.notice?.get(day);
    if (decided !== undefined) return decided;
    if (this.notice === null && LAW_2027.has(day)) return false;
    return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  }
}

export type ModelTerm =
  | { kind: 'hours'; count: number }
  | { kind: 'working_days'; count: number; until: 'close' }
  | { kind: 'working_hours'; count: number }
  | { kind: 'recurring'; days: readonly string[]; minute: number };

export function modelDue(term: ModelTerm, from: number, calendar: ModelCalendar): number | null {
  if (term.kind === 'hours') return from + term.count * 60 * MINUTE;
  if (term.kind === 'recurring') {
    const last = term.days.filter(day => calendar.works(day)).at(-1);
    return last === undefined ? null : startOf(last) + term.minute * MINUTE;
  }
  if (term.kind === 'working_days') {
    let day = dayText(from);
    for (let left = term.count; left > 0; ) {
      day = after(day);
      if (calendar.works(day)) left -= 1;
    }
    return startOf(day) + 1050 * MINUTE;
  }
  let at = Math.floor(from / MINUTE) * MINUTE;
  for (let left = term.count * 60; left > 0; at += MINUTE) {
    const minute = Math.floor((at - startOf(dayText(at))) / MINUTE);
    const open = (minute >= 540 && minute < 720) || (minute >= 810 && minute < 1050);
    if (open && calendar.works(dayText(at))) left -= 1;
  }
  return at;
}

export type ModelStep = { round: number; step: number; done: number };

export type ModelDuty = {
  name: string;
  term: ModelTerm;
  from: number;
  due: number;
  closeAfter: number | null;
  offsets: readonly number[];
  since: number;
  round: number;
  /** Steps of the running round that are over. */
  fired: Set<number>;
  done: ModelStep[];
  state: 'open' | 'done' | 'nil' | 'waived' | 'closed' | 'void';
};

export function fresh(
  name: string,
  given: Pick<ModelDuty, 'term' | 'from' | 'offsets' | 'closeAfter'> & { due: number },
): ModelDuty {
  return { name, ...given, since: given.from, round: 0, fired: new Set(), done: [], state: 'open' };
}

/** The due time is another one: the round begins anew from this moment. */
export function turned(duty: ModelDuty, due: number, now: number): void {
  duty.due = due;
  duty.round += 1;
  duty.since = now;
  duty.fired.clear();
}

/** One look at the clock: every step whose moment lies between the beginning of the round and now, then the closing. */
export function looked(duty: ModelDuty, now: number): void {
  if (duty.state !== 'open') return;
  const closing = duty.closeAfter === null ? Number.POSITIVE_INFINITY : duty.due + duty.closeAfter * MINUTE;
  duty.offsets.forEach((offset, step) => {
    const at = duty.due + offset * MINUTE;
    if (duty.fired.has(step) || at < duty.since || at > now || at > closing) return;
    duty.fired.add(step);
    duty.done.push({ round: duty.round, step, done: now });
  });
  if (closing <= now) duty.state = 'closed';
}
