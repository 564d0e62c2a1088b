import { contract, type InstructionLevel } from '@xinxuan/contract';
import { closeOfWork, dueOnDay } from '../calendar/body-calendar.ts';
import { dayOf } from '../clock.ts';
import type { NewDuty } from '../duties/open.ts';
import { recordFact } from '../facts/record.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { whyNotOwnFiles } from '../http/own-file.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { whyNotInstruct } from '../manuscripts/desk.ts';
import { type Manuscript, writersOf } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { findUnit } from '../network/place-queries.ts';
import { whyNotWritten } from './instruction.ts';
import { oweAnswer } from './owe.ts';
import { findInstruction, insertEvent, insertInstruction } from './queries.ts';
import type { ReceiverTable } from './tables.ts';
import { nameOf, namesOf, tellAll } from './tell-about.ts';
import { show } from './views.ts';

/** A leader wrote on an item: the words, whose hand, and which units have to act and report back by when (P3). */
export const recordInstruction = acts(contract.instructions.record, async call => {
  const { input, tx, now } = call;
  const today = dayOf(now);
  const manuscript = await findManuscript(tx, input.manuscriptId, today);
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why =
    call.may({ unitPath: manuscript.unit_path }) ??
    whyNotInstruct(manuscript) ??
    whyNotWritten(input, today) ??
    (await whyNotOwnFiles(tx, {
      ...{ ids: input.fileId === null ? [] : [input.fileId], personId: call.actor.personId },
      ...{ as: ['批示件扫描文件', 'scan'], code: 'invalid' },
    }));
  if (why) return why;
  const receivers = await receiversOf(call, input.receivers);
  if (isRefusal(receivers)) return receivers;
  const id = await keep(call, manuscript, receivers);
  await tellOf(call, id);
  call.record(id, null, {
    manuscript: manuscript.title,
    giver: input.giver,
    level: input.level,
    givenOn: input.givenOn,
    text: input.text,
    receivers: receivers.map(({ row }) => row.unit_id),
  });
  return show(call, id);
});

type Recorded = {
  manuscriptId: string;
  giver: string;
  level: InstructionLevel;
  givenOn: string;
  text: string;
  fileId: string | null;
};
type NewReceiver = { row: Pick<ReceiverTable, 'id' | 'unit_id' | 'due_at'>; due: NewDuty['due'] | null };

/** Everything that stands in the tables afterwards: the fact, the instruction, what its units owe, and the first event. */
async function keep(
  { input, actor, tx, now }: WriteCall<Recorded>,
  manuscript: Manuscript,
  receivers: NewReceiver[],
): Promise<string> {
  const factId = await recordFact(tx, {
    kind: 'instructed',
    onDay: input.givenOn,
    unitId: manuscript.unit_id,
    personIds: writersOf(manuscript),
    manuscriptId: manuscript.id,
    attrs: { level: input.level },
    label: manuscript.title,
    note: `${input.giver}批示`,
    recordedBy: actor.personId,
    now,
  });
  const id = newId('instruction', now);
  await insertInstruction(
    tx,
    {
      id,
      manuscript_id: manuscript.id,
      giver: input.giver,
      giver_id: actor.personName === input.giver ? actor.personId : null,
      level: input.level,
      given_on: input.givenOn,
      text: input.text,
      file_id: input.fileId,
      fact_id: factId,
      state: 'open',
      outcome: null,
      recorded_by: actor.personId,
      recorded_at: now.toISOString(),
      ended_by: null,
      ended_at: null,
      ended_reason: null,
      version: 0,
    },
    receivers.map(({ row }) => row),
  );
  for (const { row, due } of receivers) {
    const owed = { instructionId: id, receiverId: row.id, unitId: row.unit_id };
    if (due) await oweAnswer(tx, { ...owed, due }, { by: actor.personId, now });
  }
  const said = { instructionId: id, receiverId: null, personId: actor.personId, now };
  await insertEvent(tx, { ...said, kind: 'recorded', text: input.text });
  return id;
}

type Wanted = { unitId: string; dueOn: string | null; dueMinute: number | null };

async function receiversOf(
  call: WriteCall<{ receivers: Wanted[] }>,
  wanted: Wanted[],
): Promise<NewReceiver[] | Refusal> {
  const receivers: NewReceiver[] = [];
  const close = await closeOfWork(call.tx);
  for (const [index, { unitId, dueOn, dueMinute }] of wanted.entries()) {
    const unit = await findUnit(call.tx, unitId);
    if (!unit) return notFound('承办单位', 'unit');
    const why = call.may({ unitPath: unit.path });
    if (why) return why;
    if (unit.closed_on !== null) return closed(unit.name, index);
    const at = dueOn === null ? null : dueOnDay(dueOn, dueMinute, close);
    const row = { id: newId('instructionReceiver', call.now), unit_id: unitId };
    receivers.push({
      row: { ...row, due_at: at?.toISOString() ?? null },
      // Without a minute it ends with that day's work and follows the office hours.
      due: dueOn !== null && dueMinute === null ? { kind: 'day_close', day: dueOn } : at && { at },
    });
  }
  return receivers;
}

function closed(name: string, index: number): Refusal {
  const words = {
    zh: `${name}已经停止运行，不能承办。请改选接续其工作的单位。`,
    en: `${name} is closed and cannot act. Choose the unit that took over its work.`,
  };
  return refuse('invalid', 'unit_closed', { ...words, fields: { [`receivers.${index}.unitId`]: words } });
}

async function tellOf(call: WriteCall<unknown>, id: string): Promise<void> {
  const instruction = (await findInstruction(call.tx, id))!;
  const { zh, en } = nameOf(instruction);
  const units = namesOf(instruction.receivers);
  await tellAll(call, instruction, {
    kind: 'instructed',
    zh: units ? `${zh}，请${units}办理并反馈。` : `${zh}已登记。`,
    en: units ? `${units} acts on ${en} and reports back.` : `A new record: ${en}.`,
  });
}
