import type { Reader } from '../../db/connect.ts';
import { firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { type NamedPeriod, periodBefore, periodName, periodOf } from '../period.ts';
import { schemesInForce } from '../queries.ts';
import { closedPeriods } from './queries.ts';

/**
 * What a closing depends on besides the period itself: which others are closed, whether a scheme was in force, and the
 * period of its kind just before when that could still be closed.
 */
export type Around = { closed: readonly string[]; hasScheme: boolean; earlierOpen: string | null };

export async function aroundOf(reader: Reader, period: string): Promise<Around> {
  const { from, to } = periodOf(period);
  const schemes = await schemesInForce(reader, from, to);
  const closed = await closedPeriods(reader);
  return { closed, hasScheme: schemes.length > 0, earlierOpen: await earlierOpen(reader, period, closed) };
}

async function earlierOpen(
  reader: Reader,
  period: string,
  closed: readonly string[],
): Promise<string | null> {
  const before = periodBefore(period);
  const { from, to } = periodOf(before);
  if ((await schemesInForce(reader, from, to)).length === 0) return null;
  const possible = whyNotInOrder(before, { closed, hasScheme: true }) === null;
  return possible && !closed.includes(before) ? before : null;
}

/**
 * A closing is for good and names the one before it, so closings of a kind follow the calendar, and nothing is closed
 * again as part of what is closed as a whole.
 */
export function whyNotInOrder(
  period: string,
  { closed, hasScheme }: Omit<Around, 'earlierOpen'>,
): Refusal | null {
  const own = periodOf(period);
  const others = closed.filter(key => key !== period).map(periodOf);
  return firstOf(hasScheme ? null : noScheme(own), whyNotPart(own, others), whyNotOlder(own, others));
}

function noScheme({ key }: NamedPeriod): Refusal {
  const { zh, en } = periodName(key);
  return refuse('wrong_state', 'no_scheme', {
    zh: `${zh}没有施行中的计分办法，没有成绩可以关账。如果这一期应当计分，请先在“计分办法”里让一个办法从这一期起施行。`,
    en: `No scheme was in force in ${en}, so there are no figures to close. If it is to be scored, put a scheme in force from then on first.`,
  });
}

function whyNotPart({ key, from, to }: NamedPeriod, others: readonly NamedPeriod[]): Refusal | null {
  const whole = others.find(other => other.from <= from && other.to >= to);
  if (!whole) return null;
  const [part, all] = [periodName(key), periodName(whole.key)];
  return refuse('wrong_state', 'part_of_closed', {
    zh: `${part.zh}在${all.zh}之内，${all.zh}已经整期关账，不必再单独关账。要看封存的成绩，请打开${all.zh}。`,
    en: `${part.en} lies in ${all.en}, which is closed as a whole, so it needs no closing of its own. Open ${all.en} for the kept figures.`,
  });
}

function whyNotOlder({ key, kind, from }: NamedPeriod, others: readonly NamedPeriod[]): Refusal | null {
  const last = others
    .filter(other => other.kind === kind && other.from > from)
    .sort((a, b) => a.from.localeCompare(b.from))
    .at(-1);
  if (!last) return null;
  const [own, later] = [periodName(key), periodName(last.key)];
  return refuse('wrong_state', 'later_closed', {
    zh: `${later.zh}已经关账，更早的${own.zh}不能再补关，否则关账的先后会乱。${own.zh}查明的差错登记后，会补记在以后没有关账的一期。`,
    en: `${later.en} is closed already, so the earlier ${own.en} cannot be closed after it. What was wrong in it is entered now and corrected in a later period that is still open.`,
  });
}
