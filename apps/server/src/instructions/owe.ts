import type { Tx } from '../db/connect.ts';
import { dropDuty, endDuty, reopenDuty } from '../duties/end.ts';
import type { MovedDuty } from '../duties/move.ts';
import { type NewDuty, openDuty } from '../duties/open.ts';
import { changeReceiver } from './queries.ts';

/** The key of what one unit owes on an instruction; its reminders and escalation hang on it. */
const dutyKey = (receiverId: string): string => `instruction/${receiverId}`;

type Owed = { instructionId: string; receiverId: string; unitId: string; due: NewDuty['due'] };
type By = { by: string; now: Date };

/** A unit that has to answer by a time owes it until it does. */
export async function oweAnswer(tx: Tx, owed: Owed, { by, now }: By): Promise<void> {
  await openDuty(tx, {
    kind: 'instruction',
    key: dutyKey(owed.receiverId),
    subject: { kind: 'instruction', id: owed.instructionId },
    title: { zh: '领导批示待反馈', en: "A leader's instruction to report on" },
    link: `/instructions/${owed.instructionId}`,
    owner: { unitId: owed.unitId, role: 'unit_head' },
    due: owed.due,
    ...{ by, now },
  });
}

/** The due time of an answer moved: its unit's row, which lists ask, follows. */
export async function followAnswer(tx: Tx, { kind, key, dueAt }: MovedDuty): Promise<void> {
  const [, receiverId] = key.split('/');
  if (kind !== 'instruction' || receiverId === undefined) return;
  await changeReceiver(tx, receiverId, { due_at: dueAt.toISOString() });
}

export async function answered(tx: Tx, receiverId: string, { by, now }: By): Promise<void> {
  await endDuty(tx, { key: dutyKey(receiverId), by, act: 'instructions.answer', now });
}

/** Sent back: owed again, by the time that ran before. */
export async function owedAgain(tx: Tx, receiverId: string, at: By & { reason: string }): Promise<void> {
  await reopenDuty(tx, { key: dutyKey(receiverId), ...at });
}

export async function owedNoMore(tx: Tx, receiverId: string, at: By & { reason: string }): Promise<void> {
  await dropDuty(tx, { key: dutyKey(receiverId), ...at });
}
