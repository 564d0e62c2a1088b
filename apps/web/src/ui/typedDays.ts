/** Shanghai has been eight hours ahead of UTC all year since 1992; people give its wall clock. */
const ZONE = '+08:00';
const AHEAD = 8 * 3_600_000;

const DAY = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const TIME = /^(.*?)[\sT]+(\d{1,2})\s*[:：]\s*(\d{2})(?::\d{2})?$/;

/** The ISO day that somebody wrote in one of the usual ways, or null. */
export function typedDay(text: string): string | null {
  const said = text.trim().match(DAY) ?? text.trim().match(COMPACT);
  if (!said) return null;
  const [, year = '', month = '', day = ''] = said;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

/**
 * The moment that somebody wrote on the wall clock of the office, ISO with its zone, or null.
 * @param endOfWork what a day without a time means, `17:30`
 */
export function typedMoment(text: string, endOfWork: string): string | null {
  const [, before = text, hour, minute] = text.trim().match(TIME) ?? [];
  const day = typedDay(before);
  if (!day) return null;
  const time = hour && minute ? `${hour.padStart(2, '0')}:${minute}` : endOfWork;
  const iso = `${day}T${time}:00${ZONE}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** The time of day that somebody wrote, 17:30, or null. */
export function typedTime(text: string): string | null {
  const [, hour = '', minute = ''] = text.trim().match(/^(\d{1,2})\s*[:：]\s*(\d{2})(?::\d{2})?$/) ?? [];
  return hour && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null;
}

/** A moment as the wall clock of the office shows it: 2026-11-25T17:30. */
export function onWall(iso: string): string {
  return new Date(Date.parse(iso) + AHEAD).toISOString().slice(0, 16);
}

export type MomentWrong = 'unreadable' | 'past';

/** What is wrong with a moment that was picked or typed; what cannot be read stands there as it was typed. */
export function momentWrong(value: string | null, after: Date | null): MomentWrong | null {
  if (value === null) return null;
  if (!isMoment(value)) return 'unreadable';
  return after && Date.parse(value) <= after.getTime() ? 'past' : null;
}

/** Whether a value is a moment and not merely what somebody typed. */
export function isMoment(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
}
