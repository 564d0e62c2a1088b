import type { NamedPeriod } from '../period.ts';
import { periodAfter, periodAt, periodOf } from '../period.ts';

const ORDER: readonly NamedPeriod['kind'][] = ['month', 'quarter', 'year'];

/** Where an entry is booked: its day, and the kinds of periods whose figures it is part of. */
export type Booking = { onDay: string; inKinds: NamedPeriod['kind'][] };

/**
 * The first period after a closed one that is still open, and the day in it: today where today lies in it, otherwise its
 * last day. Periods of different kinds are ledgers of their own (decision 0552), so a late correction counts in one kind.
 */
export function bookLate(origin: string, settled: ReadonlyMap<string, unknown>, today: string): Booking {
  let period = periodAfter(origin);
  while (settled.has(period)) period = periodAfter(period);
  const { from, to, kind } = periodOf(period);
  return { onDay: today < from ? from : today > to ? to : today, inKinds: [kind] };
}

/**
 * Where a correction after an objection is booked: on the last day of the period objected to, in every kind of period
 * that holds it, as long as that one is not closed; otherwise as a late correction of that kind.
 */
export function bookEntry(origin: string, closed: ReadonlyMap<string, string>, today: string): Booking[] {
  const { to, kind } = periodOf(origin);
  const bookings: Booking[] = [];
  for (const each of ORDER.slice(ORDER.indexOf(kind))) {
    const holds = periodAt(to, each);
    const booking =
      closed.get(holds) === 'closed' ? bookLate(holds, closed, today) : { onDay: to, inKinds: [each] };
    const same = bookings.find(known => known.onDay === booking.onDay);
    if (same) same.inKinds.push(each);
    else bookings.push(booking);
  }
  return bookings;
}
