/** Works out one owner's account. Nothing here knows of any other owner: that is what makes scoring incremental. */
import { sumWithin } from './closing.ts';
import { type Dec, whole } from './decimal.ts';
import type { Value } from './evaluate.ts';
import type { FactTable } from './fact-table.ts';
import {
  type Calendar,
  calendarOf,
  isWorkingDay,
  type PeriodKind,
  parseDay,
  type WorkingDays,
  yearBefore,
} from './periods.ts';
import type { Plan, Task } from './plan.ts';
import type { OwnerEntry } from './roster.ts';
import type { OwnerRun } from './rows.ts';
import type { Back, Frame } from './scene.ts';
import type { OtherRead } from './scheme.ts';

/** What all owners of one scoring have in common. */
export type Setting = {
  plan: Plan;
  table: FactTable;
  calendar: Calendar;
  workingDays: WorkingDays;
  window: { from: number; to: number };
  since: number;
  /** Days of the first scoring year before the scheme took effect: their facts are counted by the scheme before. */
  gap: { from: number; to: number };
  asOf: number;
  /** What a rule may know of other owners; null for a scheme that asks nothing of them. */
  others: OtherFigures | null;
  /** Who was first with a lead; worked out when a rule first asks. */
  firsts?: Record<'lead' | 'manuscript', (fact: number) => boolean>;
};

/** The accounts and places of others, over any stretch of days. */
export type OtherFigures = (read: OtherRead, owner: OwnerEntry, days: { from: number; to: number }) => Dec;

export type SettingInput = {
  plan: Plan;
  table: FactTable;
  period: { from: string; to: string };
  asOf: string;
  factsFrom?: string;
  calendar?: { off?: readonly string[]; on?: readonly string[] };
};

/** No day at all. */
const NEVER = { from: 1, to: 0 };

export function settingOf({ plan, table, period, asOf, factsFrom, calendar: days }: SettingInput): Setting {
  const { scheme } = plan;
  const window = { from: dayFrom(period.from), to: dayFrom(period.to) };
  const effectiveFrom = scheme.effective.from ? dayFrom(scheme.effective.from) : Number.NEGATIVE_INFINITY;
  const calendar = calendarOf(scheme.year, { from: Math.max(window.from, effectiveFrom), to: window.to });
  const firstOfYear = (day: number) => calendar.bounds('year', calendar.indexOf('year', day)).from;
  const year = firstOfYear(window.from);
  const known = factsFrom === undefined ? year : Math.min(year, dayFrom(factsFrom));
  const gap = effectiveFrom > known ? { from: firstOfYear(effectiveFrom), to: effectiveFrom - 1 } : NEVER;
  // years before the scheme's first one are there to look back at, and nothing of them is shown
  const looksBack = factsFrom !== undefined && gap.from > known;
  return {
    plan,
    table,
    calendar,
    workingDays: { off: daySet(days?.off), on: daySet(days?.on) },
    window: looksBack ? { ...window, from: Math.max(window.from, effectiveFrom) } : window,
    since: looksBack ? known : Math.max(known, effectiveFrom),
    gap,
    asOf: dayFrom(asOf),
    others: null,
  };
}

/** The engine's callers have checked their days; a wrong one here is a mistake of the program. */
function dayFrom(text: string): number {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`"${text}" is not a day`);
  return day;
}

function daySet(days: readonly string[] | undefined): ReadonlySet<number> {
  return new Set((days ?? []).map(dayFrom));
}

export function runOwner(
  setting: Setting,
  owner: OwnerEntry,
  { facts, log, tasks }: { facts: readonly number[]; log: boolean; tasks?: readonly Task[] },
): OwnerRun {
  const { plan, table, calendar, window, since, gap, asOf } = setting;
  const done: OwnerRun['done'] = new Map();
  const kin = kinship({ table, facts }, () => scene.fact);
  const scene: OwnerRun['scene'] = {
    table,
    owner,
    fact: -1,
    now: 0,
    base: 0,
    frame: null,
    part: '',
    total: (id, kind, back) => sumWithin(done.get(id) ?? [], daysOf(setting, scene.frame, { kind, back })),
    also: kind => kin(kind) > 0,
    count: kind => kin(kind),
    earlier: (kind, period) => countEarlier(setting, { facts, fact: scene.fact, kind, period }),
    first: of => whoWasFirst(setting)[of](scene.fact),
    order: 0,
    other: (read, kind) => setting.others?.(read, owner, daysOf(setting, scene.frame, { kind })) ?? 0,
    workdays: (from, to) =>
      from <= to ? countWorkdays(setting, from + 1, to) : -countWorkdays(setting, to + 1, from),
    measure: what => measure(setting, scene.owner, { frame: scene.frame, what }),
  };
  const run: OwnerRun = {
    scene,
    calendar,
    facts,
    window,
    since,
    gap,
    asOf,
    done,
    closings: new Map(),
    targets: [],
    marks: [],
    log,
  };
  for (const task of tasks ?? plan.tasks[owner.kind]) task(run);
  return run;
}

/** How many facts of each kind a manuscript of the owner has; worked out when a rule first asks. */
function kinship(
  { table, facts }: { table: FactTable; facts: readonly number[] },
  current: () => number,
): (kind: number) => number {
  let kinds: Map<number, Map<number, number>> | undefined;
  return kind => {
    if (!kinds) {
      kinds = new Map();
      for (const fact of facts) {
        const manuscript = table.manuscript[fact] ?? -1;
        if (manuscript < 0) continue;
        const known = kinds.get(manuscript) ?? new Map<number, number>();
        const code = table.kind[fact] ?? -1;
        kinds.set(manuscript, known.set(code, (known.get(code) ?? 0) + 1));
      }
    }
    return kinds.get(table.manuscript[current()] ?? -1)?.get(kind) ?? 0;
  };
}

type Asked = { facts: readonly number[]; fact: number; kind: number; period: string | undefined };

function countEarlier({ table, calendar }: Setting, { facts, fact, kind, period }: Asked): number {
  const day = table.on[fact] ?? 0;
  const of = period as PeriodKind | undefined;
  const from = of ? calendar.bounds(of, calendar.indexOf(of, day)).from : Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const other of facts) {
    const on = table.on[other] as number;
    if (table.kind[other] === kind && on < day && on >= from) count++;
  }
  return count;
}

function whoWasFirst(setting: Setting): NonNullable<Setting['firsts']> {
  setting.firsts ??= firstsOf(setting.table, setting);
  return setting.firsts;
}

/** Of each lead and manuscript the first day on which any unit has a fact of a kind. */
function firstsOf(table: FactTable, { asOf }: Setting): NonNullable<Setting['firsts']> {
  const of = (codes: Int32Array) => {
    const days = new Map<string, number>();
    for (let fact = 0; fact < table.count; fact++) {
      if ((codes[fact] ?? -1) < 0 || (table.bookedOn[fact] as number) > asOf) continue;
      const key = `${table.kind[fact]} ${codes[fact]}`;
      const on = table.on[fact] as number;
      days.set(key, Math.min(days.get(key) ?? on, on));
    }
    return (fact: number): boolean => {
      const code = codes[fact] ?? -1;
      return code < 0 || days.get(`${table.kind[fact]} ${code}`) === table.on[fact];
    };
  };
  return { lead: of(table.lead), manuscript: of(table.manuscript) };
}

type Reach = { kind?: string; back?: Back };

/** The days that a rule reads: those of its period, of a larger one around it, or of one that lies before. */
function daysOf(
  { calendar, window }: Setting,
  frame: Frame | null,
  { kind, back }: Reach,
): { from: number; to: number } {
  if (!frame) return back ? NEVER : window;
  const of = (kind ?? frame.kind) as PeriodKind;
  if (!kind && !back) return frame;
  const index = of === frame.kind ? frame.index : calendar.indexOf(of, frame.anchor);
  if (!back) return calendar.bounds(of, index);
  if (of === 'all') return NEVER;
  if (back === 'before') return calendar.bounds(of, index - 1);
  const { from } = calendar.bounds(of, index);
  // a year has 52 weeks; every other period begins on a day that each year has
  return calendar.bounds(of, calendar.indexOf(of, of === 'week' ? from - 52 * 7 : yearBefore(from)));
}

const COUNTS: Record<string, PeriodKind> = { weeks: 'week', months: 'month', days: 'day' };

/** period.weeks and its sisters: those that begin, by their anchor, while the owner is in the roster. */
function measure(
  setting: Setting,
  owner: OwnerEntry,
  { frame, what }: { frame: Frame | null; what: string },
): Value {
  if (what === 'ended') return frame !== null && frame.to <= setting.asOf;
  if (!frame) return what === 'key' ? '' : 0;
  if (what === 'key') return setting.calendar.describe(frame.kind, frame.index).key;
  if (what === 'number') return numberOf(setting, frame);
  const from = Math.max(frame.from, owner.from);
  const to = Math.min(frame.to, owner.to);
  if (what === 'workdays') return whole(countWorkdays(setting, from, to));
  const kind = COUNTS[what] ?? 'day';
  const { calendar } = setting;
  let count = 0;
  for (let index = calendar.indexOf(kind, from); index <= calendar.indexOf(kind, to); index++) {
    const { anchor } = calendar.bounds(kind, index);
    if (anchor >= from && anchor <= to) count++;
  }
  return whole(count);
}

/** Which of its kind in the year: 1 for the first quarter. */
function numberOf({ calendar }: Setting, frame: Frame): Dec {
  const year = calendar.bounds('year', calendar.indexOf('year', frame.anchor));
  const { anchor } = calendar.bounds(frame.kind, calendar.indexOf(frame.kind, year.from));
  const first = calendar.indexOf(frame.kind, year.from) + (anchor < year.from ? 1 : 0);
  return whole(frame.index - first + 1);
}

function countWorkdays({ workingDays }: Setting, from: number, to: number): number {
  let count = 0;
  for (let day = from; day <= to; day++) if (isWorkingDay(day, workingDays)) count++;
  return count;
}
