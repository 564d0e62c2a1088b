import { expect, test } from 'vitest';
import { USUAL_HOURS, usualCalendar } from '../calendar/body-calendar.ts';
import { instantAt } from '../deadlines/days.ts';
import { isLate } from './lateness.ts';

const usual = usualCalendar();
type Rules = Partial<(typeof USUAL_HOURS)['reporting']>;
const by = (rules: Rules) => ({
  ...usual,
  hours: { ...USUAL_HOURS, reporting: { ...USUAL_HOURS.reporting, ...rules } },
});

test.each([
  ['ordinary', null, '2026-05-20', false],
  ['ordinary', '2026-04-28', '2026-05-01', false],
  ['ordinary', '2026-04-28', '2026-05-02', true],
  ['major_event', '2026-02-28', '2026-03-01', false],
  ['major_event', '2026-02-28', '2026-03-02', true],
] as const)('%s of %s, sent on %s: late %s', (importance, on, sent, late) => {
  expect(isLate({ on, importance, channel: 'news' }, instantAt(sent, 0), usual)).toBe(late);
});

// The notice of 2026: off from 1 to 5 May, Saturday the 9th is worked.
test.each([
  ['2026-05-19', '2026-05-20', 555, false],
  ['2026-05-19', '2026-05-20', 556, true],
  ['2026-05-20', '2026-05-20', 1000, false],
  ['2026-05-15', '2026-05-18', 555, false],
  ['2026-05-15', '2026-05-18', 556, true],
  ['2026-04-30', '2026-05-06', 555, false],
  ['2026-04-30', '2026-05-06', 556, true],
  ['2026-05-08', '2026-05-09', 556, true],
] as const)('an opinion of %s, sent on %s at minute %s: late %s', (on, day, minute, late) => {
  expect(isLate({ on, importance: 'ordinary', channel: 'opinion' }, instantAt(day, minute), usual)).toBe(
    late,
  );
});

test.each([
  ['natural', '2026-05-02', false],
  ['natural', '2026-05-03', true],
  ['natural_moved', '2026-05-06', false],
  ['natural_moved', '2026-05-07', true],
  ['working', '2026-05-07', false],
  ['working', '2026-05-08', true],
] as const)('of 29 April, counting %s days, sent on %s: late %s', (days, sent, late) => {
  const event = { on: '2026-04-29', importance: 'ordinary', channel: 'news' } as const;
  expect(isLate(event, instantAt(sent, 600), by({ days }))).toBe(late);
});

test.each([
  ['2026-05-22', 1020, false],
  ['2026-05-22', 1021, true],
] as const)(
  'what comes outside the window counts from the next one where the body has it so: %s %s',
  (day, minute, late) => {
    const event = { on: '2026-05-19', importance: 'ordinary', channel: 'news' } as const;
    expect(isLate(event, instantAt(day, minute), by({ outsideWaits: true }))).toBe(late);
    expect(isLate(event, instantAt(day, minute), usual)).toBe(false);
    const major = { ...event, importance: 'major_event' } as const;
    expect(isLate(major, instantAt('2026-05-20', minute), by({ outsideWaits: true }))).toBe(false);
  },
);
