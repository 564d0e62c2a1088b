import { type Refusal, refuse } from '../http/refusal.ts';

/**
 * Standings and ledgers as they were on an earlier day (L17). There are two axes of time: the period says which days are
 * counted, the day says what was known of them at its end. Nothing of this is stored; it is worked out when asked for.
 */
export type Then = { day: string /** The first moment that is no longer part of the day. */; before: string };

export function endOf(day: string): Then {
  return { day, before: new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString() };
}

/** The present day and days to come have no past to show. */
export function whyNotThen(day: string, today: string): Refusal | null {
  if (day < today) return null;
  return refuse('invalid', 'as_of_not_past', {
    zh: `“截至”日期须早于今天（${today}）；要看现在的数据，请去掉“截至”日期。`,
    en: `The day to look back to must lie before today (${today}); leave it out to see the figures as they are now.`,
  });
}
