/** The only place that reads the machine's clock; everything else receives `now`. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Asia/Shanghai, YYYY-MM-DD. */
export function dayOf(moment: Date): string {
  return DAY.format(moment);
}

/** The hour and minute in Asia/Shanghai as minutes since midnight (the zone has had no summer time since 1991). */
export function minuteOfDay(moment: Date): number {
  const minutes = Math.floor(moment.getTime() / 60_000) + 8 * 60;
  return ((minutes % 1440) + 1440) % 1440;
}

/** Monotonic milliseconds, for measuring durations only. */
export function ticks(): number {
  return performance.now();
}
