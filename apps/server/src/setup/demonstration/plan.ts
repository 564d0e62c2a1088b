import type { Channel, Genre, Importance, ManuscriptType } from '@xinxuan/contract';
import { usualCalendar } from '../../calendar/body-calendar.ts';
import { instantAt } from '../../deadlines/days.ts';
import { isLate } from '../../manuscripts/lateness.ts';
import type { Cast } from './cast.ts';
import type { Shape } from './compose.ts';
import { addDays, FIRST_DAY, isWorkday, laterOf, momentOf } from './days.ts';
import { drawId } from './ids.ts';
import type { Day, Moment, Size, Unit, World } from './model.ts';
import { type Draw, drawOf } from './random.ts';
import type { Theme } from './texts/theme.ts';
import { THEMES } from './texts/themes.ts';

/** Where a manuscript is made to stop, so that every role finds something open. */
export type Hold = 'draft' | 'returned' | 'review' | 'second_review' | 'desk' | 'accepted' | 'claimed';

/** How a planted text departs from what it would be. */
export type Twist =
  | { kind: 'copy'; of: Plan }
  | { kind: 'forward'; of: Plan; noticed: boolean }
  | { kind: 'retell'; of: Plan }
  | { kind: 'part'; of: Plan; part: number }
  | { kind: 'merged'; into: string; at: Moment }
  | { kind: 'merger'; of: readonly Plan[] }
  | { kind: 'damaged' | 'long_title' | 'no_facts' | 'personal_data' | 'twice_claimed' };

/** Everything that is settled before a word is written: who writes what, when, about which event. */
export type Plan = {
  /** Names the manuscript within the year: unit, day, place in the day. */
  key: string;
  id: string;
  unit: Unit;
  channel: Channel;
  shape: Shape;
  theme: Theme;
  type: ManuscriptType;
  genre: Genre;
  importance: Importance;
  authorIds: string[];
  eventOn: Day;
  createdAt: Moment;
  submittedAt: Moment;
  late: boolean;
  hold: Hold | null;
  twist: Twist | null;
};

/** Ordinary manuscripts of a year, without opinion reports. */
const NEWS_A_YEAR: Record<Size, number> = { district: 3250, county: 31_000, city: 325_000 };
const WORKDAYS = 248;
/** Opinion reports are due at 09:15 (09:15:59 is still in time). */
const USUAL = usualCalendar();
const OPINION_DUE = 9 * 3600 + 15 * 60 + 59;
/** A unit that closes sends nothing in its last days, so that nothing is left open. */
const QUIET_DAYS = 12;

const KIND_WEIGHT: Partial<Record<Unit['kind'], number>> = {
  section: 1.1,
  squad: 1.3,
  street: 1.2,
  community: 0.75,
  county: 1.5,
};

/** How much a unit of diligence 1 writes in a working day. */
export function paceOf(world: Pick<World, 'size' | 'units'>): number {
  const all = world.units.reduce((sum, unit) => sum + weightOf(unit), 0);
  return NEWS_A_YEAR[world.size] / WORKDAYS / all;
}

function weightOf(unit: Unit): number {
  return (KIND_WEIGHT[unit.kind] ?? 0) * unit.diligence;
}

export function isReporting(unit: Unit, day: Day): boolean {
  if (unit.kind === 'bureau' || day < unit.openedOn) return false;
  return unit.closedOn === null || day <= addDays(unit.closedOn, -QUIET_DAYS);
}

export type Desk = { seed: number; cast: Cast; pace: number };

/** What a unit writes on a day, not counting planted cases. */
export function plansOf(desk: Desk, unit: Unit, day: Day): Plan[] {
  if (!isReporting(unit, day)) return [];
  const draw = drawOf(desk.seed, `plan/${unit.index}/${day}`);
  const plans: Plan[] = [];
  const workday = isWorkday(day);
  if (unit.kind === 'community' && workday && draw.chance(0.86 + 0.1 * Math.min(unit.diligence, 1.3))) {
    plans.push(planOpinion(desk, { unit, day, key: `${unit.index}.${day}.o` }));
  }
  const count = draw.poisson(desk.pace * weightOf(unit) * (workday ? 0.985 : 0.03));
  for (let n = 0; n < count; n++) plans.push(planNews(desk, { unit, day, key: `${unit.index}.${day}.${n}` }));
  return plans;
}

type Occasion = { unit: Unit; day: Day; key: string };
/** What a planted case settles beforehand. */
export type Settled = Partial<
  Pick<Plan, 'theme' | 'shape' | 'importance' | 'eventOn' | 'hold' | 'twist' | 'authorIds'>
>;

const SHAPES: Record<Exclude<Shape, 'opinion'>, number> = {
  experience: 26,
  digest: 22,
  brief: 25,
  problem: 8,
  response: 5,
  meeting: 8,
  urgent: 3,
  comment: 1,
  research: 2,
};
const TYPE_OF: Record<Shape, ManuscriptType> = {
  experience: 'experience',
  digest: 'digest',
  brief: 'other',
  problem: 'problem',
  response: 'response',
  urgent: 'urgent',
  meeting: 'other',
  comment: 'other',
  research: 'experience',
  opinion: 'problem',
};

export function planNews(desk: Desk, { unit, day, key }: Occasion, settled: Settled = {}): Plan {
  const draw = drawOf(desk.seed, `news/${key}`);
  const shape = settled.shape ?? draw.weighted(SHAPES);
  const theme = settled.theme ?? themeFor(unit, day, { draw, fits: () => true });
  const importance = settled.importance ?? importanceOf(shape, unit, draw);
  const eventOn = settled.eventOn ?? eventDay(unit, day, draw);
  const start =
    isWorkday(day) && !draw.chance(0.03) ? draw.int(9 * 3600, 15.5 * 3600) : draw.int(17.8 * 3600, 21 * 3600);
  const createdAt = momentOf(day, start);
  const submittedAt = createdAt + draw.int(12, 85) * 60_000;
  return {
    key,
    id: drawId('manuscript', createdAt, draw),
    unit,
    channel: 'news',
    shape,
    theme,
    type: TYPE_OF[shape],
    genre: genreOf(shape, draw),
    importance,
    authorIds: settled.authorIds ?? authorsOf(desk, { unit, day, draw }),
    eventOn,
    createdAt,
    submittedAt,
    late: isLate({ on: eventOn, importance, channel: 'news' }, instantAt(day, 0), USUAL),
    hold: settled.hold ?? null,
    twist: settled.twist ?? null,
  };
}

function planOpinion(desk: Desk, { unit, day, key }: Occasion): Plan {
  const draw = drawOf(desk.seed, `opinion/${key}`);
  const late = draw.chance(0.045);
  const sent = late ? draw.int(OPINION_DUE + 60, 10.5 * 3600) : draw.int(8 * 3600 + 600, OPINION_DUE - 59);
  const submittedAt = momentOf(day, sent);
  const createdAt = submittedAt - draw.int(6, 32) * 60_000;
  // What is late is yesterday's; today's own is due tomorrow morning.
  const eventOn = draw.chance(0.7) || late ? addDays(day, -1) : day;
  return {
    key,
    id: drawId('manuscript', createdAt, draw),
    unit,
    channel: 'opinion',
    shape: 'opinion',
    theme: themeFor(unit, day, { draw, fits: theme => theme.opinions.length > 0 }),
    type: 'problem',
    genre: 'brief',
    importance: 'ordinary',
    authorIds: authorsOf(desk, { unit, day, draw }).slice(0, 1),
    eventOn: laterOf(eventOn, laterOf(unit.openedOn, FIRST_DAY)),
    createdAt,
    submittedAt,
    late,
    hold: null,
    twist: null,
  };
}

type Choice = { draw: Draw; fits(theme: Theme): boolean };

function themeFor(unit: Unit, day: Day, { draw, fits }: Choice): Theme {
  const month = Number(day.slice(5, 7)) - 1;
  const weights: Record<string, number> = {};
  const kind = unit.kind === 'county' ? 'section' : unit.kind;
  for (const theme of THEMES) {
    const season = theme.months ? (theme.months[month] ?? 0) / 8 : 1;
    const weight = (theme.from[kind] ?? 0) * season;
    if (weight > 0 && fits(theme)) weights[theme.id] = weight;
  }
  const id = draw.weighted(weights);
  return THEMES.find(theme => theme.id === id)!;
}

/** Half of what happens is reported the same day; every twentieth item comes too late. */
function eventDay(unit: Unit, day: Day, draw: Draw): Day {
  const lag = Number(draw.weighted({ '0': 46, '1': 30, '2': 13, '3': 6, '5': 3, '9': 2 }));
  return laterOf(addDays(day, -lag), laterOf(unit.openedOn, FIRST_DAY));
}

function importanceOf(shape: Shape, unit: Unit, draw: Draw): Importance {
  if (shape === 'comment') return 'comment';
  if (shape === 'urgent') return 'major_event';
  if (shape === 'meeting') {
    return draw.weighted({ ordinary: 52, important_meeting: 30, decision: unit.kind === 'section' ? 12 : 4 });
  }
  if (shape === 'experience' || shape === 'research') {
    return draw.weighted({ ordinary: 56, special_work: 24, brand: 12, major_event: 4, evaluation: 4 });
  }
  return draw.weighted({ ordinary: 82, special_work: 11, major_event: 5, brand: 2 });
}

function genreOf(shape: Shape, draw: Draw): Genre {
  if (shape === 'research') return 'research';
  if (shape === 'brief' || shape === 'urgent') return 'brief';
  return shape === 'meeting' && draw.chance(0.5) ? 'brief' : 'long';
}

function authorsOf(desk: Desk, { unit, day, draw }: { unit: Unit; day: Day; draw: Draw }): string[] {
  const now = desk.cast.correspondents(unit, day);
  // Whoever hands over soon starts nothing new when a colleague can.
  const later = new Set(desk.cast.correspondents(unit, addDays(day, QUIET_DAYS)));
  const staying = now.filter(person => later.has(person));
  const people = staying.length > 0 ? staying : now;
  if (people.length === 0) throw new Error(`nobody writes for ${unit.name} on ${day}`);
  return draw.sample(people, draw.chance(0.18) ? 2 : 1);
}
