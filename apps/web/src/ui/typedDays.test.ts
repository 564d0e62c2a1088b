import { expect, it } from 'vitest';
import { momentWrong, onWall, typedDay, typedMoment, typedTime } from './typedDays.ts';

const now = new Date('2026-11-22T02:00:00Z');

it.each(['2026-11-05', '2026-11-5', '2026/11/05', '2026.11.5', '2026年11月5日', '20261105', ' 2026-11-05 '])(
  'reads the day %s',
  text => {
    expect(typedDay(text)).toBe('2026-11-05');
  },
);

it.each(['2026-02-30', '2026-13-01', '11-05', '下周三', ''])('does not make a day of %s', text => {
  expect(typedDay(text)).toBeNull();
  expect(typedMoment(text, '18:00')).toBeNull();
});

it('takes a day without a time as the end of its work', () => {
  expect(typedMoment('2026-11-25', '18:00')).toBe('2026-11-25T18:00:00+08:00');
  expect(typedMoment('2026年11月25日 9:05', '18:00')).toBe('2026-11-25T09:05:00+08:00');
  expect(typedMoment('2026-11-25 9：05', '18:00')).toBe('2026-11-25T09:05:00+08:00');
  expect(typedMoment('2026-11-25 25:00', '18:00')).toBeNull();
});

it('reads a time of day', () => {
  expect(['17:30', '9:05', ' 9：05 ', '23:59:30'].map(typedTime)).toEqual([
    '17:30',
    '09:05',
    '09:05',
    '23:59',
  ]);
  expect(['24:00', '9:60', '930', 'abc', ''].map(typedTime)).toEqual([null, null, null, null, null]);
});

it('shows the wall clock of the office', () => {
  expect(onWall('2026-11-24T16:30:00.000Z')).toBe('2026-11-25T00:30');
});

it('says what is wrong with a moment', () => {
  expect(momentWrong(null, now)).toBeNull();
  expect(momentWrong('2026-11-20T17:30:00+08:00', now)).toBe('past');
  expect(momentWrong('2026-11-20T17:30:00+08:00', null)).toBeNull();
  expect(momentWrong('2026-11-25T09:30:00.000Z', now)).toBeNull();
  expect(momentWrong('下周三', now)).toBe('unreadable');
  expect(momentWrong('2026-11', now)).toBe('unreadable');
});
