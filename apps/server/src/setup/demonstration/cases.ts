import {
  addDays,
  daysBetween,
  FIRST_DAY,
  isWorkday,
  LAST_DAY,
  nextWorkday,
  previousWorkday,
} from './days.ts';
import type { CaseKind, Day, PlantedCase, Size, Unit, World } from './model.ts';
import { type Desk, isReporting, type Plan, planNews, type Settled } from './plan.ts';
import { type Draw, drawOf } from './random.ts';

/** How many of each case stand in a district's year; larger sizes have more. */
const COUNTS: Record<CaseKind, number> = {
  exact_duplicate: 8,
  forwarded: 10,
  same_event: 8,
  double_claim: 6,
  damaged_text: 6,
  long_title: 8,
  missing_facts: 8,
  personal_data: 5,
  flooding: 3,
  cut_event: 5,
};
const TIMES: Record<Size, number> = { district: 1, county: 6, city: 40 };

type Case = { kind: CaseKind; plans: Plan[]; note: string };
/** Planted cases of the whole year; those after the last day of the records are simply not reached. */
export type Cases = { all: Case[] };

export const placeKey = (unit: Unit, day: Day): string => `${unit.index}/${day}`;

export function makeCases(world: Pick<World, 'seed' | 'size' | 'units'>, desk: Desk): Cases {
  const cases: Cases = { all: [] };
  const open = world.units.filter(
    unit => unit.parent !== null && unit.closedOn === null && unit.openedOn < FIRST_DAY,
  );
  const garden = { desk, open, units: world.units };
  for (const kind of Object.keys(COUNTS) as CaseKind[]) {
    const count = COUNTS[kind] * TIMES[world.size];
    for (let n = 0; n < count; n++) {
      const draw = drawOf(world.seed, `case/${kind}/${n}`);
      const made = PLANTERS[kind]({ ...garden, draw, name: `${kind}${n}`, n });
      cases.all.push({ kind, ...made });
    }
  }
  return cases;
}

/** The cases that lie wholly before the moment at which the records are cut. */
export function truthOf(cases: Cases, now: number): PlantedCase[] {
  return cases.all
    .filter(({ plans }) => plans.every(plan => plan.submittedAt <= now))
    .map(({ kind, plans, note }) => ({
      kind,
      unitIds: [...new Set(plans.map(plan => plan.unit.id))],
      manuscriptIds: plans.map(plan => plan.id),
      note,
    }));
}

/** Where and how one case is planted; `n` counts the cases of a kind. */
type Bed = {
  desk: Desk;
  open: readonly Unit[];
  units: readonly Unit[];
  draw: Draw;
  name: string;
  n: number;
};
type Planter = (bed: Bed) => Omit<Case, 'kind'>;

const WORKDAYS = daysBetween(FIRST_DAY, LAST_DAY).filter(isWorkday);

/** A working day with room before and after it. */
function someDay(draw: Draw): Day {
  return WORKDAYS[draw.int(8, WORKDAYS.length - 15)]!;
}

function plant(bed: Bed, at: { unit: Unit; day: Day; part?: number }, settled: Settled): Plan {
  if (!isReporting(at.unit, at.day)) throw new Error(`${at.unit.name} does not report on ${at.day}`);
  const key = `${at.unit.index}.${at.day}.${bed.name}.${at.part ?? 0}`;
  return planNews(bed.desk, { unit: at.unit, day: at.day, key }, settled);
}

/** The same matter as another plan, for those that repeat it. */
function like(of: Plan): Settled {
  const { theme, shape, importance, eventOn } = of;
  return { theme, shape, importance, eventOn };
}

const single =
  (
    kind: 'damaged' | 'long_title' | 'no_facts' | 'personal_data' | 'twice_claimed',
    note: string,
    settled: Settled = {},
  ): Planter =>
  bed => {
    const at = { unit: bed.draw.pick(bed.open), day: someDay(bed.draw) };
    return { plans: [plant(bed, at, { ...settled, twist: { kind } })], note };
  };

const repeated: Planter = bed => {
  const unit = bed.draw.pick(bed.open);
  const day = someDay(bed.draw);
  const first = plant(bed, { unit, day }, { shape: bed.draw.pick(['experience', 'digest', 'brief']) });
  let again = day;
  for (let i = bed.draw.int(3, 7); i > 0; i--) again = nextWorkday(again);
  const second = plant(
    bed,
    { unit, day: again, part: 1 },
    { ...like(first), twist: { kind: 'copy', of: first } },
  );
  return { plans: [first, second], note: '同一单位把同一文本报送两次' };
};

const forwarded: Planter = bed => {
  const child = bed.draw.pick(bed.open.filter(unit => unit.kind === 'community'));
  const street = bed.units[child.parent!]!;
  const day = someDay(bed.draw);
  const first = plant(bed, { unit: child, day }, { shape: bed.draw.pick(['digest', 'brief']) });
  const noticed = bed.n % 2 === 0;
  const second = plant(
    bed,
    { unit: street, day: nextWorkday(day), part: 1 },
    { ...like(first), twist: { kind: 'forward', of: first, noticed } },
  );
  return {
    plans: [first, second],
    note: noticed ? '街道转发社区稿件，已标明转发' : '街道转发社区稿件，未标明转发',
  };
};

const sameEvent: Planter = bed => {
  const squad = bed.draw.pick(bed.open.filter(unit => unit.kind === 'squad'));
  const street = bed.draw.pick(bed.open.filter(unit => unit.kind === 'street'));
  const day = someDay(bed.draw);
  const settled = { shape: 'experience', importance: 'ordinary', eventOn: day } as const;
  const first = plant(bed, { unit: squad, day }, settled);
  const second = plant(
    bed,
    { unit: street, day: bed.draw.chance(0.5) ? day : nextWorkday(day), part: 1 },
    { ...like(first), twist: { kind: 'retell', of: first } },
  );
  return { plans: [first, second], note: '两个单位分别报送同一次行动' };
};

/** Late in a quarter, a lazy unit sends many short items at once. */
const flooding: Planter = bed => {
  const lazy = [...bed.open]
    .sort((a, b) => a.diligence - b.diligence)
    .slice(0, Math.ceil(bed.open.length / 4));
  const unit = bed.draw.pick(lazy);
  const quarter = bed.n % 4;
  const last = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'][quarter]!;
  const days = [previousWorkday(previousWorkday(last)), previousWorkday(last), last];
  const plans: Plan[] = [];
  const count = bed.draw.int(14, 20);
  for (let part = 0; part < count; part++) {
    const day = days[part % days.length]!;
    const eventOn = addDays(day, -bed.draw.int(0, 2));
    plans.push(plant(bed, { unit, day, part }, { shape: 'brief', importance: 'ordinary', eventOn }));
  }
  return { plans, note: `季末三个工作日内集中报送${count}条` };
};

const cutEvent: Planter = bed => {
  const unit = bed.draw.pick(bed.open);
  const day = someDay(bed.draw);
  const whole = plant(
    bed,
    { unit, day, part: 99 },
    { shape: 'experience', importance: 'ordinary', eventOn: day },
  );
  const plans = Array.from({ length: 4 }, (_, part) =>
    plant(
      bed,
      { unit, day: part < 2 ? day : nextWorkday(day), part },
      {
        ...like(whole),
        shape: 'brief',
        authorIds: whole.authorIds,
        twist: { kind: 'part', of: whole, part },
      },
    ),
  );
  return { plans, note: '一次行动拆成四条报送' };
};

const PLANTERS: Record<CaseKind, Planter> = {
  exact_duplicate: repeated,
  forwarded,
  same_event: sameEvent,
  double_claim: single('twice_claimed', '同一次刊播由两人先后申报', {
    shape: 'experience',
    importance: 'special_work',
  }),
  damaged_text: single('damaged', '文本损坏：汉字后夹带拼音、标点变成问号', { shape: 'digest' }),
  long_title: single('long_title', '标题过长', { shape: 'experience' }),
  missing_facts: single('no_facts', '没有数字、做法和成效', { shape: 'brief' }),
  personal_data: single('personal_data', '正文带有身份证号码和手机号码（号码为虚构，地区码不存在）', {
    shape: 'brief',
  }),
  flooding,
  cut_event: cutEvent,
};
