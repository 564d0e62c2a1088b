import type { DutyEventKind } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';

export type EventLine = {
  at: string;
  kind: DutyEventKind;
  personId: string | null;
  detail: Record<string, unknown>;
};

export async function eventsOf(reader: Reader, dutyId: string): Promise<EventLine[]> {
  const rows = await reader.db
    .selectFrom('duty_events')
    .select(['at', 'kind', 'person_id as personId', 'detail'])
    .where('body_id', '=', reader.body)
    .where('duty_id', '=', dutyId)
    .orderBy('seq')
    .execute();
  return rows.map(row => ({ ...row, detail: row.detail as Record<string, unknown> }));
}

export type StepLine = {
  round: number;
  step: number;
  plannedAt: string;
  doneAt: string;
  last: boolean;
  personIds: string[];
};

export async function stepsOf(reader: Reader, dutyId: string): Promise<StepLine[]> {
  return reader.db
    .selectFrom('duty_steps')
    .select([
      'round',
      'step',
      'planned_at as plannedAt',
      'done_at as doneAt',
      'last',
      'person_ids as personIds',
    ])
    .where('body_id', '=', reader.body)
    .where('duty_id', '=', dutyId)
    .orderBy('round')
    .orderBy('step')
    .execute();
}
