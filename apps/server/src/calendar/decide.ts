import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, refuse, stale } from '../http/refusal.ts';
import { findUnit } from '../network/units/queries.ts';
import { calendarOf } from './body-calendar.ts';
import { dropDay, keepDay, nextVersion } from './queries.ts';
import { showYear } from './year.ts';

/** What is due is computed again by the next round; nobody waits for it here. */
export const decide = acts(contract.calendar.decide, async call => {
  const { input, tx, actor, now, may, record } = call;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('单位', 'unit');
  const out = may({ unitPath: unit.path });
  if (out) return out;
  const { calendar } = await calendarOf(tx, unit.path);
  const before = calendar.on(input.day);
  if (before.work === input.work && before.source !== 'officer') return asBefore(input.day, input.work);
  if (!(await nextVersion(tx, input.version))) return stale();
  await keepDay(tx, input, { by: actor.personId, now });
  const shown = { day: input.day, unit: unit.name };
  record(unit.id, { ...shown, work: before.work }, { ...shown, work: input.work, reason: input.reason });
  return showYear(call, { year: Number(input.day.slice(0, 4)), unitId: unit.id });
});

export const undecide = acts(contract.calendar.undecide, async call => {
  const { input, tx, may, record } = call;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('单位', 'unit');
  const out = may({ unitPath: unit.path });
  if (out) return out;
  const before = await dropDay(tx, input);
  if (!before) return notFound('这一天的调整', 'decision of that day');
  if (!(await nextVersion(tx, input.version))) return stale();
  record(unit.id, { day: input.day, unit: unit.name, ...before }, { day: input.day, unit: unit.name });
  return showYear(call, { year: Number(input.day.slice(0, 4)), unitId: unit.id });
});

function asBefore(day: string, work: boolean) {
  const words = work
    ? { zh: `${day} 本来就是工作日，不必调整。`, en: `${day} is a working day already.` }
    : { zh: `${day} 本来就不上班，不必调整。`, en: `${day} is a day off already.` };
  return refuse('invalid', 'as_before', { ...words, fields: { work: words } });
}
