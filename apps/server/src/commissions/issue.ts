import { contract } from '@xinxuan/contract';
import { openDuty } from '../duties/open.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { findUnit, findUnits, type UnitPlace } from '../network/place-queries.ts';
import { openCommission } from './act-on.ts';
import { askUnits } from './ask.ts';
import { beyondAbove, type CommissionFull, whyNotAsked, whyNotRunning } from './commission.ts';
import { changeCommission, insertCommission, upwardKey } from './queries.ts';
import { tellUnits } from './tell-about.ts';
import { show, whyNotDesk } from './views.ts';

type Unit = UnitPlace;

/** A desk asks units for material on a topic; what comes from above is handed down with the shorter clock (C1, C2). */
export const issueCommission = acts(contract.commissions.issue, async call => {
  const { input, actor, tx, now } = call;
  const desk = await findUnit(tx, input.deskUnitId);
  if (!desk) return notFound('编辑部', 'desk');
  const why = call.may({ unitPath: desk.path }) ?? whyNotDue(input, now);
  if (why) return why;
  const units = await unitsOf(call, input.unitIds, null);
  if (isRefusal(units)) return units;
  const id = newId('commission', now);
  const { topic, wanted, above } = input;
  await insertCommission(tx, {
    ...{ id, topic, wanted, desk_unit_id: desk.id, issued_by: actor.personId },
    issued_at: now.toISOString(),
    above_office: above?.office ?? null,
    above_number: above?.number ?? null,
    above_due_at: above?.dueAt ?? null,
  });
  if (above) {
    await openDuty(tx, {
      ...{ kind: 'commission', key: upwardKey(id), subject: { kind: 'commission', id } },
      title: { zh: '上级约稿待回复', en: 'A commission from above to answer' },
      link: `/commissions/${id}`,
      owner: { unitId: desk.id, personId: actor.personId },
      due: { at: new Date(above.dueAt) },
      ...{ by: actor.personId, now },
    });
  }
  await ask(call, { commissionId: id, topic, units, dueAt: dueOf(input) });
  call.record(id, null, { topic, units: units.map(unit => unit.name), dueAt: input.dueAt, above });
  return show(call, id);
});

/** Further units, on the same topic. */
export const askMoreUnits = acts(contract.commissions.askMore, async call => {
  const { input, tx } = call;
  const commission = await openCommission(call, open => whyNotDesk(call, open) ?? whyNotRunning(open));
  if (isRefusal(commission)) return commission;
  const why = whyNotDue({ dueAt: input.dueAt, above: commission.above }, call.now);
  if (why) return why;
  const units = await unitsOf(call, input.unitIds, commission);
  if (isRefusal(units)) return units;
  const dueAt = dueOf({ dueAt: input.dueAt, above: commission.above });
  await ask(call, { commissionId: commission.id, topic: commission.topic, units, dueAt });
  await changeCommission(tx, commission.id);
  call.record(commission.id, null, { units: units.map(unit => unit.name), dueAt: input.dueAt });
  return show(call, commission.id);
});

type Due = { dueAt: string | null; above: { dueAt: string } | null };

/** From above without a time of our own: half of what is left goes down, so that the desk has time to make one of all. */
function dueOf({ dueAt, above }: Due): Date | null {
  if (dueAt) return new Date(dueAt);
  return above ? new Date(Date.parse(above.dueAt) - HANDLING_MS) : null;
}

/** What the desk itself needs before it answers upward. */
const HANDLING_MS = 4 * 3_600_000;

function whyNotDue({ dueAt, above }: Due, now: Date): Refusal | null {
  if (above && Date.parse(above.dueAt) - HANDLING_MS <= now.getTime() && !dueAt) {
    const words = {
      zh: '上级的截止时间已不足四小时，请直接写明各单位的截止时间。',
      en: 'Less than four hours are left to the time set above. Say yourself by when the units must deliver.',
    };
    return refuse('invalid', 'above_too_near', { ...words, fields: { dueAt: words } });
  }
  if (!dueAt) return null;
  if (above && Date.parse(dueAt) > Date.parse(above.dueAt)) return beyondAbove('dueAt');
  if (Date.parse(dueAt) > now.getTime()) return null;
  const words = {
    zh: '截止时间已经过去，请选择以后的时间。',
    en: 'The due time is past already. Choose a later one.',
  };
  return refuse('invalid', 'due_past', { ...words, fields: { dueAt: words } });
}

async function unitsOf(
  call: WriteCall<unknown>,
  ids: string[],
  commission: CommissionFull | null,
): Promise<Unit[] | Refusal> {
  const wanted = [...new Set(ids)];
  const found = await findUnits(call.tx, wanted);
  const units: Unit[] = [];
  for (const [index, id] of wanted.entries()) {
    const unit = found.get(id);
    if (!unit) return notFound('所选单位', 'chosen unit');
    const field = `unitIds.${index}`;
    const why =
      call.may({ unitPath: unit.path }, 'commission.issue') ??
      whyNotOpen(unit, field) ??
      (commission && whyNotAsked(commission, unit, field));
    if (why) return why;
    units.push(unit);
  }
  return units;
}

export function whyNotOpen(unit: Unit, field: string): Refusal | null {
  if (unit.closed_on === null) return null;
  const words = {
    zh: `${unit.name}已经停止运行，不能约稿。请改选接续其工作的单位。`,
    en: `${unit.name} is closed and cannot be asked. Choose the unit that took over its work.`,
  };
  return refuse('invalid', 'unit_closed', { ...words, fields: { [field]: words } });
}

type Asked = { commissionId: string; topic: string; units: Unit[]; dueAt: Date | null };

async function ask(call: WriteCall<unknown>, { commissionId, topic, units, dueAt }: Asked): Promise<void> {
  const { tx, actor, now } = call;
  const asked = await askUnits(tx, units, { commissionId, dueAt, by: actor.personId, now });
  await tellUnits(
    call,
    units.map((unit, index) => ({
      ...{ commissionId, unitId: unit.id, asked: asked[index]! },
      words: {
        kind: 'commissioned',
        zh: `向${unit.name}约稿：${topic}。请答复能否承担，并按时报送。`,
        en: `${unit.name} is asked for an item on “${topic}”. Say whether you deliver, and do so in time.`,
      },
    })),
  );
}
