import type { DutyRuleBody, RecurringKind } from '@xinxuan/contract';
import type { Database, Tx } from '../db/connect.ts';
import { addDays, instantAt } from '../deadlines/days.ts';
import { endLocked } from '../duties/end.ts';
import { makeDutiesOf } from '../duties/make.ts';
import { waiveDuty } from '../duties/move.ts';
import { lockDuty } from '../duties/queries.ts';
import { answerReport } from '../duties/report.ts';
import { actOnDue } from '../duties/round.ts';
import { insertRule } from '../duties/rule-queries.ts';
import { newId } from '../ids.ts';
import { openReports, sentOn, takeTime } from './queries.ts';

/** Three weeks of recurring duties: enough for rates, and no more than a reader wants to see. */
const DAYS = 21;
/** Of the reports nobody sent, one in so many was declared nil, one in so many was waived. */
const NIL_ONE_IN = 3;
const WAIVED_ONE_IN = 11;

const RULES: { kind: RecurringKind; name: string; rule: DutyRuleBody }[] = [
  {
    kind: 'opinion_report',
    name: '社区每日舆情信息（09:15）',
    rule: {
      rhythm: 'working_day',
      workingDay: 1,
      minute: 555,
      closeAfter: 885,
      per: 'unit',
      role: 'correspondent',
      unitKinds: ['community'],
      groupIds: [],
      nilAllowed: true,
    },
  },
  {
    kind: 'weekly_item',
    name: '信息员每周一条信息',
    rule: {
      rhythm: 'week',
      workingDay: -1,
      minute: 1020,
      closeAfter: 4320,
      per: 'person',
      role: 'correspondent',
      unitKinds: ['section', 'squad', 'street'],
      groupIds: [],
      nilAllowed: false,
    },
  },
];

/**
 * Lives the last weeks of the demonstration through once more: duties were made each morning, answered by what was sent,
 * some declared nil or waived, the rest closed. Only the last day's reminders have gone out.
 */
export async function addRecurringDuties(
  database: Database,
  { bodyId, until, now }: { bodyId: string; until: string; now: Date },
): Promise<void> {
  const first = addDays(until, -DAYS);
  const live = async (tx: Tx): Promise<void> => {
    await takeTime(tx);
    for (const { kind, name, rule } of RULES) {
      const made = { ...rule, groupIds: [], unitKinds: [...rule.unitKinds] };
      await insertRule(tx, {
        id: newId('dutyRule', now),
        kind,
        name,
        from_on: first,
        to_on: null,
        rule: made,
      });
    }
    for (let day = first; day <= until; day = addDays(day, 1)) await liveThrough(tx, day);
  };
  await database.write(bodyId, live, () => false);
  await actOnDue(database, () => instantAt(until, 1439));
}

async function liveThrough(tx: Tx, day: string): Promise<void> {
  await makeDutiesOf(tx, instantAt(day, 1));
  for (const { channel, at, ...report } of await sentOn(tx, day))
    await answerReport(tx, {
      ...report,
      kind: channel === 'opinion' ? 'opinion_report' : 'weekly_item',
      by: report.personIds[0] ?? null,
      act: 'manuscripts.submit',
      now: new Date(at),
    });
  const open = await openReports(tx, instantAt(day, 1440));
  for (const [index, { id, closeAt, writer, leader }] of open.entries()) {
    const duty = await lockDuty(tx, { id });
    if (!duty) continue;
    const nil = { by: writer, act: 'duties.nil', state: 'nil', now: instantAt(day, 530 + index) } as const;
    const waived = { id, by: leader, reason: '停电检修，当日无法报送', now: instantAt(day, 620) };
    if (writer && duty.kind === 'opinion_report' && index % NIL_ONE_IN === 0) await endLocked(tx, duty, nil);
    else if (leader && index % WAIVED_ONE_IN === 1) await waiveDuty(tx, waived);
    else
      await endLocked(tx, duty, { by: null, act: 'duties.close', state: 'closed', now: new Date(closeAt) });
  }
}
