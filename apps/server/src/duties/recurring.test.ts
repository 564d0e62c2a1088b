import type { DutyRuleBody, RecurringKind } from '@xinxuan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bureau, startBureau } from '../../test/bureau.ts';
import { workingCalendar } from '../deadlines/calendar.ts';
import { publishedNotices } from '../deadlines/notice.ts';
import { newId } from '../ids.ts';
import { endLocked } from './end.ts';
import { ratesOf } from './list-queries.ts';
import { makeDuties } from './make.ts';
import { lockDuty } from './queries.ts';
import { answerReport, takeReportBack } from './report.ts';
import { dueInPeriod, nextPeriod, periodOf } from './rule.ts';
import { insertRule } from './rule-queries.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);
const calendar = workingCalendar({ notices: publishedNotices() });

const daily: DutyRuleBody = {
  rhythm: 'working_day',
  workingDay: 1,
  minute: 555,
  closeAfter: 885,
  per: 'unit',
  role: 'correspondent',
  unitKinds: ['community'],
  groupIds: [],
  nilAllowed: true,
};
const weekly: DutyRuleBody = {
  ...daily,
  rhythm: 'week',
  workingDay: -1,
  minute: 1020,
  closeAfter: null,
  per: 'person',
};

describe('a period', () => {
  it.each<[DutyRuleBody['rhythm'], string, string, string]>([
    ['working_day', '2026-11-23', '2026-11-23', '2026-11-24'],
    ['week', '2026-11-22', '2026-11-16', '2026-11-23'],
    ['week', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['month', '2026-02-01', '2026-02-01', '2026-03-01'],
  ])('%s of %s begins on %s, the next on %s', (rhythm, day, first, next) => {
    expect(periodOf(rhythm, day)).toBe(first);
    expect(nextPeriod(rhythm, first)).toBe(next);
  });
});

describe('a recurring due time', () => {
  it.each<[string, Partial<DutyRuleBody>, string, string]>([
    ['09:15 of a working day', {}, '2026-11-23', '2026-11-23T09:15'],
    ['of a make-up Sunday', {}, '2026-09-20', '2026-09-20T09:15'],
    [
      'the last working day of the week',
      { rhythm: 'week', workingDay: -1 },
      '2026-11-23',
      '2026-11-27T09:15',
    ],
    [
      'a week that ends with a make-up Saturday',
      { rhythm: 'week', workingDay: -1 },
      '2026-10-05',
      '2026-10-10T09:15',
    ],
    ['the last but one of the month', { rhythm: 'month', workingDay: -2 }, '2026-11-01', '2026-11-27T09:15'],
    [
      'the fifth of a month that begins with a holiday',
      { rhythm: 'month', workingDay: 5 },
      '2026-10-01',
      '2026-10-13T09:15',
    ],
    ['a short week takes the nearest', { rhythm: 'week', workingDay: 5 }, '2026-09-28', '2026-09-30T09:15'],
  ])('%s', (_, rule, first, due) => {
    const found = dueInPeriod({ ...daily, ...rule }, first, { calendar });
    expect(found === 'none' ? found : found.at).toEqual(at(due));
  });

  it('does not exist in a period without a working day', () => {
    expect(dueInPeriod(daily, '2026-11-22', { calendar })).toBe('none');
  });

  it('is provisional while the year has no notice', () => {
    const found = dueInPeriod({ ...daily, rhythm: 'week', workingDay: 1 }, '2026-12-28', { calendar });
    expect(found).toMatchObject({ provisional: true, onDay: '2026-12-28' });
  });
});

describe('made by themselves', () => {
  let bureau: Bureau;
  let east: string;
  let writer: string;
  const rule = (kind: RecurringKind, body: DutyRuleBody, fromOn: string) =>
    bureau.write(tx =>
      insertRule(tx, {
        id: newId('dutyRule', bureau.time.now),
        kind,
        name: kind,
        from_on: fromOn,
        to_on: null,
        rule: body,
      }),
    );
  const make = (text: string): Promise<number> => {
    bureau.time.now = at(text);
    return makeDuties(bureau.database, () => bureau.time.now);
  };
  const rows = (kind: RecurringKind) =>
    bureau.database.db
      .selectFrom('duties')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('on_day')
      .orderBy('id')
      .execute();

  beforeAll(async () => {
    bureau = await startBureau('2026-11-20T01:00:00Z');
    east = await bureau.addUnit({ name: '东街社区', below: bureau.root });
    await bureau.addUnit({ name: '市容科', kind: 'section', below: bureau.root });
    writer = await bureau.addPerson('陆晓棠', { unitId: east, role: 'correspondent' });
    await rule('opinion_report', daily, '2026-11-20');
    await rule('weekly_item', weekly, '2026-11-20');
  });
  afterAll(() => bureau.close());

  it('once for each unit and person of the rule, however often and on how many nodes', async () => {
    await Promise.all([make('2026-11-20T00:00:10'), make('2026-11-20T00:00:10')]);
    expect(await make('2026-11-20T08:00')).toBe(0);
    expect(await rows('opinion_report')).toMatchObject([
      { unit_id: east, person_id: null, on_day: '2026-11-20' },
    ]);
    expect(await rows('weekly_item')).toMatchObject([
      { unit_id: east, person_id: writer, on_day: '2026-11-20' },
    ]);
  });

  it('not on days off, and with nothing left out when the server was away', async () => {
    expect(await make('2026-11-22T12:00')).toBe(0);
    expect(await make('2026-11-26T12:00')).toBe(5);
    expect((await rows('opinion_report')).map(row => row.on_day)).toEqual(
      ['20', '23', '24', '25', '26'].map(day => `2026-11-${day}`),
    );
  });

  it('are answered by what is sent: today’s first, then the latest missed; and owed again when it is taken back', async () => {
    const sent = (subjectId: string, when: string) =>
      bureau.write(tx =>
        answerReport(tx, {
          ...{
            kind: 'opinion_report',
            unitId: east,
            personIds: [writer],
            subjectId,
            by: writer,
            act: 'manuscripts.submit',
          },
          now: at(when),
        }),
      );
    expect(await sent('man_1', '2026-11-26T09:15:59')).toMatchObject([{ late: false, minutesLate: null }]);
    expect(await sent('man_2', '2026-11-26T16:15')).toMatchObject([{ late: true, minutesLate: 1860 }]);
    expect((await rows('opinion_report')).map(row => row.state)).toEqual([
      'open',
      'open',
      'open',
      'done',
      'done',
    ]);
    await bureau.write(tx =>
      takeReportBack(tx, { subjectId: 'man_1', by: writer, reason: null, now: at('2026-11-26T16:20') }),
    );
    expect((await rows('opinion_report')).map(row => row.state)).toEqual([
      'open',
      'open',
      'open',
      'done',
      'open',
    ]);
    expect(await sent('man_3', '2026-11-26T16:25')).toMatchObject([{ late: true, minutesLate: 430 }]);
    expect((await rows('opinion_report')).at(-1)).toMatchObject({ in_window: true, minutes_late: 430 });
  });

  it('count in rates with the nil return as an answer and without what was waived', async () => {
    const [first, second] = await rows('opinion_report');
    await bureau.write(async tx => {
      const [one, two] = [
        await lockDuty(tx, { id: first?.id ?? '' }),
        await lockDuty(tx, { id: second?.id ?? '' }),
      ];
      if (one)
        await endLocked(tx, one, {
          by: writer,
          act: 'duties.nil',
          state: 'nil',
          now: at('2026-11-26T16:30'),
        });
      if (two)
        await endLocked(tx, two, {
          by: null,
          act: 'duties.waive',
          state: 'waived',
          reason: '停电',
          now: at('2026-11-26T16:30'),
        });
    });
    const asked = {
      from: '2026-11-01',
      to: '2026-11-30',
      kind: 'opinion_report' as const,
      now: at('2026-11-26T17:00'),
    };
    expect(await ratesOf(bureau.database.reader(bureau.body), { kind: 'body' }, asked)).toEqual([
      {
        unit: { id: east, name: '东街社区' },
        owed: 4,
        complete: 3,
        onTime: 0,
        nil: 1,
        waived: 1,
        minutesLate: expect.any(Number),
      },
    ]);
  });

  it('go with the unit that closes before their day, and come back with it', async () => {
    await make('2026-11-30T08:00');
    const close = (closedOn: string | null) =>
      bureau.database.db.updateTable('units').set({ closed_on: closedOn }).where('id', '=', east).execute();
    await close('2026-12-01');
    await make('2026-11-30T08:01');
    expect((await rows('weekly_item')).at(-1)).toMatchObject({ on_day: '2026-12-04', state: 'void' });
    expect((await rows('opinion_report')).at(-1)).toMatchObject({ on_day: '2026-11-30', state: 'open' });
    await close(null);
    await make('2026-11-30T08:02');
    expect((await rows('weekly_item')).at(-1)).toMatchObject({ on_day: '2026-12-04', state: 'open' });
  });
});
