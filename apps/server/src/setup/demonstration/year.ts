import { textOf as plainText } from '../../manuscripts/paper.ts';
import { sharedPart, shinglesOf } from '../../text/shingles.ts';
import { makeCases, placeKey, truthOf } from './cases.ts';
import { Cast } from './cast.ts';
import { daysBetween, FIRST_DAY, LAST_DAY, momentOf } from './days.ts';
import { addMergers, addOpenWork, addTo, type Extras } from './extras.ts';
import { dossierOf } from './fate.ts';
import { makeFaults } from './faults.ts';
import { drawId } from './ids.ts';
import type { Day, Dossier, Repeat, Size, World } from './model.ts';
import { makeOutlets } from './outlets.ts';
import { makePeople } from './people.ts';
import { type Desk, type Plan, paceOf, plansOf } from './plan.ts';
import { drawOf } from './random.ts';
import { textOf } from './twists.ts';
import { makeGroups, makeUnits } from './units.ts';

/** Half past four on the last day: the records stop in the middle of the afternoon's work. */
const CUT = 16.5 * 3600;
export const LAST_CUT = LAST_DAY;
export const DEFAULT_UNTIL = '2026-11-20';

export type YearOptions = { seed: number; size: Size; until?: Day };

/** A demonstration year: the world at once, its manuscripts one by one, so that a city fits in memory. */
export type Year = {
  world: World;
  /** How many manuscripts `dossiers` will give. */
  count(): number;
  dossiers(): Generator<Dossier>;
};

/**
 * Makes a whole year of an invented bureau from a seed: the same options give the same records, byte for byte.
 * @throws RangeError when `until` lies outside 2026, the year whose holidays are known.
 */
export function demonstrationYear({ seed, size, until = DEFAULT_UNTIL }: YearOptions): Year {
  if (!(until >= FIRST_DAY && until <= LAST_DAY))
    throw new RangeError(`until must be a day of 2026: ${until}`);
  const now = momentOf(until, CUT);
  const groups = makeGroups(seed);
  const units = makeUnits(seed, size, groups);
  const { people, appointments } = makePeople(seed, size, units);
  const cast = new Cast({ units, appointments });
  const ground = { seed, size, units, until, now };
  const desk: Desk = { seed, cast, pace: paceOf(ground) };
  const cases = makeCases(ground, desk);
  const extras: Extras = new Map();
  for (const { plans } of cases.all) for (const plan of plans) addTo(extras, plan);
  addMergers(extras, ground, desk);
  addOpenWork(extras, ground, desk);
  const outlets = makeOutlets(seed);
  const world: World = {
    ...ground,
    bodyId: drawId('body', momentOf(FIRST_DAY, 0), drawOf(seed, 'body')),
    bodyName: units[0]!.name,
    groups,
    people,
    appointments,
    outlets,
    faults: makeFaults(ground, cast),
    truth: truthOf(cases, now),
  };
  const plans = (): Generator<Plan> => plansUpTo(world, desk, extras);
  const stage = { seed, now, cast, outlets };
  return { world, count: () => lengthOf(plans()), dossiers: () => dossiersOf(plans(), stage) };
}

type Stage = Parameters<typeof dossierOf>[0];

function* dossiersOf(plans: Iterable<Plan>, stage: Stage): Generator<Dossier> {
  for (const plan of plans) {
    const dossier = dossierOf(stage, plan, textOf(stage.seed, plan));
    dossier.repeats.push(...repeatsOf(stage.seed, plan));
    yield dossier;
  }
}

/** Day by day, unit by unit, in the order of the calendar. */
function* plansUpTo(world: World, desk: Desk, extras: Extras): Generator<Plan> {
  for (const day of daysBetween(FIRST_DAY, world.until)) {
    for (const unit of world.units) {
      const plans = [...plansOf(desk, unit, day), ...(extras.get(placeKey(unit, day)) ?? [])];
      for (const plan of plans) if (plan.createdAt <= world.now) yield plan;
    }
  }
}

function lengthOf(plans: Iterable<Plan>): number {
  let length = 0;
  for (const _ of plans) length += 1;
  return length;
}

/** The least shared part that the desk is told of. */
const LEAST_SHARED = 30;

/** The planted repeats with their exact shared parts in both directions, as the system keeps them. */
function repeatsOf(seed: number, plan: Plan): Repeat[] {
  const { twist } = plan;
  if (twist?.kind !== 'copy' && twist?.kind !== 'forward' && twist?.kind !== 'retell') return [];
  const own = shinglesOf(plainText(textOf(seed, plan).body));
  const other = shinglesOf(plainText(textOf(seed, twist.of).body));
  const there = Math.round(sharedPart(own, other) * 100);
  const back = Math.round(sharedPart(other, own) * 100);
  if (Math.max(there, back) < LEAST_SHARED) return [];
  return [
    { manuscriptId: plan.id, otherId: twist.of.id, sharedPercent: there },
    { manuscriptId: twist.of.id, otherId: plan.id, sharedPercent: back },
  ];
}
