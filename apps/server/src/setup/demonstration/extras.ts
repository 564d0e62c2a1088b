import { placeKey } from './cases.ts';
import {
  dayOfMoment,
  daysBetween,
  FIRST_DAY,
  isWorkday,
  LAST_DAY,
  momentOf,
  nextWorkday,
  previousWorkday,
} from './days.ts';
import { drawId } from './ids.ts';
import type { Day, Size, Unit, World } from './model.ts';
import type { Desk, Hold, Plan, Settled } from './plan.ts';
import { isReporting, planNews } from './plan.ts';
import { drawOf } from './random.ts';
import { THEMES } from './texts/themes.ts';

/** Plans that stand beside what units write of themselves, by unit and day. */
export type Extras = Map<string, Plan[]>;
type Ground = Pick<World, 'seed' | 'size' | 'units'>;

export function addTo(extras: Extras, plan: Plan): void {
  const place = placeKey(plan.unit, dayOfMoment(plan.createdAt));
  extras.set(place, [...(extras.get(place) ?? []), plan]);
}

const MERGERS: Record<Size, number> = { district: 26, county: 160, city: 1000 };
/** Working days between the sending of the sources and the desk's merging them. */
const MERGED_AFTER = 5;

/** Now and then the desk makes one item out of two or three on the same matter. */
export function addMergers(extras: Extras, ground: Ground, desk: Desk): void {
  const workdays = daysBetween(FIRST_DAY, LAST_DAY).filter(isWorkday);
  for (let n = 0; n < MERGERS[ground.size]; n++) {
    const draw = drawOf(ground.seed, `merger/${n}`);
    const day = workdays[draw.int(2, workdays.length - 12)]!;
    const steady = ground.units.filter(
      unit => unit.kind === 'squad' && unit.closedOn === null && isReporting(unit, day),
    );
    const first = draw.pick(steady);
    const near = steady.filter(unit => unit !== first && desk.cast.desk(unit) === desk.cast.desk(first));
    const units = [first, ...draw.sample(near, draw.int(1, 2))];
    for (const plan of merger(desk, { n, day, units })) addTo(extras, plan);
  }
}

function merger(desk: Desk, { n, day, units }: { n: number; day: Day; units: readonly Unit[] }): Plan[] {
  const draw = drawOf(desk.seed, `merging/${n}`);
  const theme = draw.pick(THEMES.filter(each => (each.from.squad ?? 0) > 0 && !each.months));
  let later = day;
  for (let i = 0; i < MERGED_AFTER; i++) later = nextWorkday(later);
  const at = momentOf(later, draw.int(10 * 3600, 11 * 3600));
  const id = drawId('manuscript', at, draw);
  const sources = units.map((unit, part) =>
    planNews(
      desk,
      { unit, day, key: `${unit.index}.${day}.merged${n}.${part}` },
      {
        theme,
        shape: 'digest',
        importance: 'ordinary',
        eventOn: day,
        twist: { kind: 'merged', into: id, at },
      },
    ),
  );
  const unit = desk.cast.desk(units[0]!);
  const authorIds = [...new Set(sources.flatMap(source => source.authorIds))];
  const twist = { kind: 'merger', of: sources } as const;
  const whole = planNews(
    desk,
    { unit, day: later, key: `${unit.index}.${later}.merger${n}` },
    { theme, shape: 'digest', importance: 'ordinary', eventOn: day, authorIds, twist },
  );
  return [...sources, { ...whole, id, createdAt: at, submittedAt: at }];
}

/** The unit in which the persons of the sign-ins work: a squad whose head does not write and that has two who do. */
export function stageUnit(desk: Pick<Desk, 'cast'>, units: readonly Unit[], day: Day): Unit {
  const squads = units.filter(
    unit => unit.kind === 'squad' && unit.closedOn === null && isReporting(unit, FIRST_DAY),
  );
  const fits = (unit: Unit): boolean => {
    const heads = desk.cast.holders('unit_head', unit, day);
    const writers = desk.cast.correspondents(unit, day);
    return writers.length >= 2 && !writers.some(writer => heads.includes(writer));
  };
  return squads.find(fits) ?? squads[0]!;
}

/** Working days before the cut on which each open piece was begun; kept short so that nothing looks forgotten. */
const OPEN_WORK: readonly { hold: Hold; ago: number; settled?: Settled }[] = [
  { hold: 'draft', ago: 0, settled: { shape: 'experience' } },
  { hold: 'draft', ago: 1, settled: { shape: 'brief' } },
  { hold: 'returned', ago: 2, settled: { importance: 'ordinary', shape: 'digest' } },
  { hold: 'review', ago: 1, settled: { importance: 'ordinary', shape: 'experience' } },
  { hold: 'review', ago: 1, settled: { importance: 'ordinary', shape: 'brief' } },
  { hold: 'review', ago: 1, settled: { importance: 'special_work', shape: 'experience' } },
  { hold: 'review', ago: 2, settled: { importance: 'brand', shape: 'digest' } },
  { hold: 'second_review', ago: 3, settled: { importance: 'important_meeting', shape: 'meeting' } },
  { hold: 'second_review', ago: 4, settled: { importance: 'decision', shape: 'meeting' } },
  { hold: 'desk', ago: 2, settled: { importance: 'ordinary', shape: 'experience' } },
  { hold: 'desk', ago: 3, settled: { importance: 'special_work', shape: 'digest' } },
  { hold: 'accepted', ago: 4, settled: { importance: 'ordinary', shape: 'experience' } },
  { hold: 'claimed', ago: 9, settled: { importance: 'ordinary', shape: 'experience' } },
  { hold: 'claimed', ago: 11, settled: { importance: 'ordinary', shape: 'digest' } },
  { hold: 'claimed', ago: 12, settled: { importance: 'special_work', shape: 'experience' } },
];

/** Open work in the unit of the sign-ins, so that every role finds something to do on the last day. */
export function addOpenWork(extras: Extras, ground: Ground & Pick<World, 'until'>, desk: Desk): void {
  const unit = stageUnit(desk, ground.units, ground.until);
  const last = isWorkday(ground.until) ? ground.until : previousWorkday(ground.until);
  const [writer] = desk.cast.correspondents(unit, last);
  OPEN_WORK.forEach(({ hold, ago, settled }, part) => {
    let day = last;
    for (let i = 0; i < ago; i++) day = previousWorkday(day);
    if (!writer || day < FIRST_DAY) return;
    const key = `${unit.index}.${day}.open${part}`;
    addTo(
      extras,
      planNews(desk, { unit, day, key }, { ...settled, eventOn: day, authorIds: [writer], hold }),
    );
  });
}
