import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { enterCorrection } from '../standings/corrections/enter.ts';
import { settleLate } from '../standings/corrections/settle-late.ts';
import { insertObjection, nextNumber } from '../standings/objections/queries.ts';
import { type NamedPeriod, periodOf } from '../standings/period.ts';
import { freeze } from '../standings/periods/close.ts';
import { figuresOf, publishedOf } from '../standings/periods/figures.ts';
import { changePeriod } from '../standings/periods/queries.ts';
import { rescoreYear } from '../standings/rescore.ts';
import { CLOSED_QUARTERS, type PlannedObjection, PUBLISHED_QUARTER } from './demonstration/objections.ts';
import {
  bookLater,
  holderOf,
  lastBooked,
  setAside,
  type UnitInQuarter,
  unitsOfQuarter,
} from './period-queries.ts';
import { takeTime } from './queries.ts';

export type Settling = {
  bodyId: string;
  year: number;
  /** Last day of the records. */
  until: string;
  /** Name of the unit whose people sign in. */
  stageUnit: string;
  now: Date;
};

/** Days after the end of a quarter: published, objections until, closed, and a late fact booked. */
const PUBLISHED = 8;
const LAST_DAY = 15;
const CLOSED = 16;
const LATE = 41;
/** The last quarter that has ended is still published when the records end. */
const STILL_OPEN = 7;

/**
 * Walks the ended quarters of a loaded year through publication, objections, answers and closing. The first one gets an
 * adoption that was verified after its closing; the last one is left in publication, with objections that wait.
 */
export async function settleLoadedPeriods(database: Database, settling: Settling): Promise<void> {
  const { bodyId, year, until } = settling;
  const ended = [1, 2, 3, 4]
    .map(number => periodOf(`${year}-Q${number}`))
    .filter(quarter => dayAfter(quarter.to, LATE) <= until);
  await database.write(
    bodyId,
    async tx => {
      await takeTime(tx);
      for (const [index, quarter] of ended.entries()) {
        const last = index === ended.length - 1;
        if (last) await leavePublished(tx, quarter, settling);
        else
          await walkThrough(tx, quarter, {
            settling,
            planned: CLOSED_QUARTERS[index] ?? [],
            late: index === 0,
          });
      }
    },
    () => false,
  );
}

type Walk = { settling: Settling; planned: readonly PlannedObjection[]; late: boolean };

async function walkThrough(tx: Tx, quarter: NamedPeriod, { settling, planned, late }: Walk): Promise<void> {
  const closedAt = moment(dayAfter(quarter.to, CLOSED), 2);
  const fact = late ? await lastBooked(tx, quarter) : null;
  if (fact) {
    await setAside(tx, fact.id, closedAt);
    await rescoreYear(tx, settling.year, settling.now);
  }
  await publish(tx, quarter, {
    on: dayAfter(quarter.to, PUBLISHED),
    lastDay: dayAfter(quarter.to, LAST_DAY),
  });
  const by = await objectAll(tx, quarter, { planned, settling, from: dayAfter(quarter.to, PUBLISHED + 1) });
  await freeze(tx, { period: quarter, version: 1 }, { by, reason: '', now: closedAt, computed: true });
  if (!fact) return;
  const at = moment(dayAfter(quarter.to, LATE), 3);
  await bookLater(tx, fact.id, { day: dayOf(at), moment: at });
  const { year, now } = settling;
  const { id, kind, on_day: onDay, label, unit_id: unitId, person_ids: personIds } = fact;
  const told = { id, kind, onDay, label, manuscriptId: null, what: 'recorded' as const, reason: '' };
  await rescoreYear(tx, year, now);
  await settleLate(tx, {
    ...{ year, units: [unitId], persons: personIds, now: at },
    changes: [{ unitId, personIds, year, fact: told }],
  });
}

async function leavePublished(tx: Tx, quarter: NamedPeriod, settling: Settling): Promise<void> {
  const on = dayAfter(settling.until, -4);
  await publish(tx, quarter, { on, lastDay: dayAfter(settling.until, STILL_OPEN) });
  await objectAll(tx, quarter, { planned: PUBLISHED_QUARTER, settling, from: dayAfter(on, 1) });
}

async function publish(tx: Tx, quarter: NamedPeriod, at: { on: string; lastDay: string }): Promise<void> {
  const assessor = await holderOf(tx, { role: 'assessor', day: at.on });
  await changePeriod(
    tx,
    { period: quarter.key, version: 0 },
    {
      state: 'published',
      published_by: assessor?.id ?? null,
      published_at: moment(at.on, 1).toISOString(),
      published: JSON.stringify(publishedOf(await figuresOf(tx, quarter))),
      last_day: at.lastDay,
    },
  );
}

type Objecting = { planned: readonly PlannedObjection[]; settling: Settling; from: string };

/** Raises and answers what was planned, one after the other; answers who assesses. */
async function objectAll(tx: Tx, quarter: NamedPeriod, { planned, settling, from }: Objecting) {
  const assessor = await holderOf(tx, { role: 'assessor', day: from });
  const leader = await holderOf(tx, { role: 'principal_leader', day: from });
  const units = await unitsOfQuarter(tx, { ...quarter, first: settling.stageUnit });
  for (const [index, each] of planned.entries()) {
    const unit = units[each.unit % Math.max(units.length, 1)];
    if (!unit || !assessor || !leader) continue;
    await objectOnce(tx, quarter, { each, unit, assessor, leader, at: moment(from, 1 + index) });
  }
  return assessor?.id ?? null;
}

type Person = { id: string; name: string };
type Once = { each: PlannedObjection; unit: UnitInQuarter; assessor: Person; leader: Person; at: Date };

async function objectOnce(tx: Tx, quarter: NamedPeriod, once: Once): Promise<void> {
  const { each, unit, assessor, leader, at } = once;
  const id = newId('objection', at);
  const number = await nextNumber(tx, quarter.key);
  const row = { ...subjectOf(once), ...courseOf(once), id, number, period: quarter.key, unit_id: unit.id };
  await insertObjection(
    tx,
    { ...row, text: each.text, raised_by: unit.person, raised_at: at.toISOString(), version: 0 },
    [],
  );
  const said = [
    { word: each.answer, by: assessor, now: later(at, ANSWERED) },
    { word: each.decided, by: leader, now: later(at, DECIDED) },
  ];
  const owner = { kind: 'unit' as const, id: unit.id };
  for (const { word, by, now } of said) {
    if (!word?.points) continue;
    const { points, reason } = word;
    const objection = { id, number };
    await enterCorrection(tx, { origin: quarter.key, owner, points, reason, objection, by, now });
  }
}

function subjectOf({ each, unit }: Once) {
  const line = each.about !== 'line' ? null : each.costs ? unit.cost : unit.gain;
  return {
    about: each.about === 'line' && !line ? ('place' as const) : each.about,
    owner_kind: 'unit' as const,
    owner_id: unit.id,
    line_id: line?.id ?? null,
    line: line && { points: line.points, zh: line.zh, en: line.en, label: line.label },
  };
}

/** Hours after it was raised. */
const ANSWERED = 26;
const REOPENED = 50;
const DECIDED = 74;

function courseOf({ each, unit, assessor, leader, at }: Once) {
  const { answer, reopened, decided } = each;
  const when = (happened: unknown, hours: number) => (happened ? later(at, hours).toISOString() : null);
  return {
    state: stateOf(each),
    outcome: answer?.outcome ?? null,
    answer_reason: answer?.reason ?? null,
    answered_by: answer ? assessor.id : null,
    answered_at: when(answer, ANSWERED),
    reopened_reason: reopened ?? null,
    reopened_by: reopened ? unit.person : null,
    reopened_at: when(reopened, REOPENED),
    final_outcome: decided?.outcome ?? null,
    final_reason: decided?.reason ?? null,
    final_by: decided ? leader.id : null,
    final_at: when(decided, DECIDED),
    withdrawn_by: null,
    withdrawn_at: null,
  };
}

function stateOf({ answer, reopened, decided }: PlannedObjection) {
  if (decided) return 'decided' as const;
  if (reopened) return 'reopened' as const;
  return answer ? ('answered' as const) : ('open' as const);
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
/** An hour of the morning in UTC, which is the afternoon in the bureau. */
const moment = (day: string, hour: number): Date => new Date(`${day}T0${hour}:20:00Z`);
const later = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);
