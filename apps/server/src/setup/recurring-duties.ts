import type { DutyRuleBody, RecurringKind } from '@xinxuan/contract';
import type { Database, Tx } from '../db/connect.ts';
import { addDays, instantAt } from '../deadlines/days.ts';
import { endLocked } from '../duties/end.ts';
import { makeDutiesOf } from '../duties/make.ts';
import { waiveDuty } from '../duties/move.ts';
import { lockDuty } from '../duties/queries.ts';
import { answerReport } from '../duties/report.ts';
import { insertRule } from '../duties/rule-queries.ts';
import type { DutyRow } from '../duties/tables.ts';
import { newId } from '../ids.ts';
import { liveUntil } from './live-until.ts';
import { openReports, sentOn, takeTime } from './queries.ts';

/** Four weeks of recurring duties, of which the last days are told with their reminders and escalations. */
const DAYS = 28;
const TOLD_DAYS = 3;
/** Half past ten: whoever has not reported by then has been reminded, and those above have heard of it. */
const TOLD_BY = 630;
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
 * some declared nil or waived, the rest closed. The reminders of the last days have gone out.
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
    const toldFrom = addDays(until, -TOLD_DAYS);
    for (let day = first; day <= until; day = addDays(day, 1))
      await liveThrough(tx, day, { told: day >= toldFrom });
    await liveUntil(tx, instantAt(until, 1439));
  };
  await database.write(bodyId, live, () => false);
}

async function liveThrough(tx: Tx, day: string, { told }: { told: boolean }): Promise<void> {
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
  const left: DutyRow[] = [];
  const turn = Number(day.slice(-2));
  for (const [index, { id, writer, leader }] of open.entries()) {
    const duty = await lockDuty(tx, { id });
    if (!duty) continue;
    const nil = { by: writer, act: 'duties.nil', state: 'nil', now: instantAt(day, 530 + index) } as const;
    const waived = { id, by: leader, reason: '停电检修，当日无法报送', now: instantAt(day, 620) };
    if (writer && duty.kind === 'opinion_report' && (turn + index) % NIL_ONE_IN === 0)
      await endLocked(tx, duty, nil);
    else if (leader && index % WAIVED_ONE_IN === 1) await waiveDuty(tx, waived);
    else left.push(duty);
  }
  if (told) await liveUntil(tx, instantAt(day, TOLD_BY));
  for (const duty of left) {
    const now = new Date(duty.close_at ?? instantAt(day, 1440));
    await endLocked(tx, duty, { by: null, act: 'duties.close', state: 'closed', now });
  }
}
