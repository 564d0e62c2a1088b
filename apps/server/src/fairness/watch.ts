import type { FindingKind } from '@xinxuan/contract';
import { addDays } from '../deadlines/days.ts';
import { periodName } from '../standings/period.ts';
import { sharedPart } from '../text/shingles.ts';

export type Seen = {
  kind: FindingKind;
  unitIds: string[];
  manuscriptIds: string[];
  /** What tells it from other sightings of its kind: an item more or less in a flood is the same flood. */
  about: string;
  /** Orders findings of a kind: the larger the odder. */
  strength: number;
  zh: string;
  en: string;
};

/** One item that counts, with the runs of its text. */
export type CountedItem = {
  id: string;
  unitId: string;
  title: string;
  /** Day on which it was sent, and day of what it tells. */
  sentOn: string;
  eventOn: string;
  shingles: Set<string>;
};

/**
 * What everybody writes: runs of characters that stand in items of three units or more. Without them, what two items still
 * share is their matter and not the language of the trade.
 */
export function commonplaces(
  items: readonly Pick<CountedItem, 'unitId' | 'shingles'>[],
): ReadonlySet<string> {
  const units = new Map<string, string[]>();
  for (const { unitId, shingles } of items) {
    for (const shingle of shingles) {
      const known = units.get(shingle);
      if (!known) units.set(shingle, [unitId]);
      else if (known.length < COMMON_TO && !known.includes(unitId)) known.push(unitId);
    }
  }
  return new Set([...units].filter(([, by]) => by.length >= COMMON_TO).map(([shingle]) => shingle));
}
const COMMON_TO = 3;

export function withoutCommonplaces(item: CountedItem, common: ReadonlySet<string>): CountedItem {
  return { ...item, shingles: new Set([...item.shingles].filter(shingle => !common.has(shingle))) };
}

const CUT = { items: 3, sentWithin: 3, eventWithin: 2, shared: 0.2, copy: 0.9, ofOthers: 0.6 };

/**
 * One event cut into many items: at least three of a unit within three days about days that lie within two, each sharing a
 * fifth of its own wording (see `withoutCommonplaces`) with another of them. Copies are no pieces: they are found on arrival.
 */
export function cutEvents(items: readonly CountedItem[]): Seen[] {
  const sorted = [...items].sort((a, b) => a.sentOn.localeCompare(b.sentOn) || a.id.localeCompare(b.id));
  const group = new Map<string, CountedItem[]>();
  for (const [index, item] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || other.sentOn > addDays(item.sentOn, CUT.sentWithin)) break;
      if (item.unitId === other.unitId && arePieces(item, other)) join(group, item, other);
    }
  }
  return [...new Set(group.values())]
    .map(tightly)
    .filter(pieces => pieces.length >= CUT.items)
    .map(cutSeen);
}

/** Pieces of one event share with most of the others; a chain of chance likenesses does not. */
function tightly(pieces: readonly CountedItem[]): CountedItem[] {
  return pieces.filter(piece => {
    const like = pieces.filter(other => other !== piece && arePieces(piece, other)).length;
    return like >= (pieces.length - 1) * CUT.ofOthers;
  });
}

function arePieces(a: CountedItem, b: CountedItem): boolean {
  const [early, late] = a.eventOn < b.eventOn ? [a.eventOn, b.eventOn] : [b.eventOn, a.eventOn];
  if (late > addDays(early, CUT.eventWithin)) return false;
  const shared = Math.max(part(a, b), part(b, a));
  return shared >= CUT.shared && shared < CUT.copy;
}

function part(a: CountedItem, b: CountedItem): number {
  return sharedPart(a.shingles, b.shingles);
}

function join(group: Map<string, CountedItem[]>, a: CountedItem, b: CountedItem): void {
  const [left, right] = [group.get(a.id) ?? [a], group.get(b.id) ?? [b]];
  if (left === right) return;
  const both = [...left, ...right];
  for (const each of both) group.set(each.id, both);
}

function cutSeen(pieces: readonly CountedItem[]): Seen {
  const [first] = pieces;
  const count = pieces.length;
  return {
    kind: 'cut_event',
    unitIds: first ? [first.unitId] : [],
    manuscriptIds: pieces.map(piece => piece.id),
    about: first?.id ?? '',
    strength: count,
    zh: `${count}篇稿件写的是前后两天内的事，文字互有两成以上相同，可能是一次活动拆成${count}条报送。`,
    en: `${count} items tell of days within two of each other and share a fifth of their wording: one event may have been cut into ${count}.`,
  };
}

/** How many items a unit sent that count, by day; days without are absent. */
export type Pace = { unitId: string; items: readonly { id: string; sentOn: string }[] };

const FLOOD = { lastDays: 5, items: 8, chance: 1e-4 };

/**
 * A flood before the closing: so many items in the last five working days of the quarter as the unit's own pace before
 * makes less likely than one in ten thousand (Poisson), and eight at least.
 * @param workdays the working days of the quarter, in order
 */
export function floods(paces: readonly Pace[], workdays: readonly string[]): Seen[] {
  const from = workdays.at(-FLOOD.lastDays);
  const before = workdays.length - FLOOD.lastDays;
  if (from === undefined || before < FLOOD.lastDays) return [];
  return paces.flatMap(({ unitId, items }) => {
    const late = items.filter(item => item.sentOn >= from);
    const usual = ((items.length - late.length) / before) * FLOOD.lastDays;
    // A unit that sent nothing all quarter still had the right to a few.
    const expected = Math.max(usual, 1);
    const chance = atLeast(late.length, expected);
    if (late.length < FLOOD.items || chance > FLOOD.chance) return [];
    const said = usual.toFixed(1);
    return [
      {
        kind: 'flood' as const,
        unitIds: [unitId],
        manuscriptIds: late.map(item => item.id),
        about: unitId,
        strength: late.length / expected,
        zh: `季末最后${FLOOD.lastDays}个工作日报送${late.length}条，按本季此前的节奏约为${said}条。`,
        en: `${late.length} items in the last ${FLOOD.lastDays} working days of the quarter; at its own pace before, about ${said}.`,
      },
    ];
  });
}

/** The chance that a Poisson count with this mean is `count` or more. */
function atLeast(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
}

/** A unit's counted items, and those of them whose wording an earlier item of another unit already had. */
export type Repeater = { unitId: string; items: number; repeated: readonly string[] };

const REPOSTS = { items: 6, part: 0.6 };

/** A unit that only reposts: six items at least in which three fifths repeat another unit's. */
export function reposters(units: readonly Repeater[]): Seen[] {
  return units
    .filter(
      each => each.repeated.length >= REPOSTS.items && each.repeated.length / each.items >= REPOSTS.part,
    )
    .map(({ unitId, items, repeated }) => ({
      kind: 'reposts' as const,
      unitIds: [unitId],
      manuscriptIds: [...repeated],
      about: unitId,
      strength: repeated.length / items,
      zh: `计入的${items}条里有${repeated.length}条与其他单位更早的来稿大部分相同，自己采写的不多。`,
      en: `Of ${items} counted items ${repeated.length} mostly repeat what another unit had sent before.`,
    }));
}

/** Adoptions of one unit's items that another unit's editors decided. */
export type Exchange = { by: string; of: string; manuscriptIds: readonly string[] };

const MUTUAL = { items: 5, part: 0.5 };

/** Two units that adopt each other: five each way, and at least half of what each adopts. */
export function mutualAdoptions(exchanges: readonly Exchange[]): Seen[] {
  const others = exchanges.filter(each => each.by !== each.of);
  const total = new Map<string, number>();
  for (const { by, manuscriptIds } of others) total.set(by, (total.get(by) ?? 0) + manuscriptIds.length);
  return others.flatMap(there => {
    const back = others.find(each => each.by === there.of && each.of === there.by);
    if (!back || there.by > there.of) return [];
    const least = Math.min(shareOf(there, total), shareOf(back, total));
    const few = Math.min(there.manuscriptIds.length, back.manuscriptIds.length);
    if (few < MUTUAL.items || least < MUTUAL.part) return [];
    return [
      {
        kind: 'mutual' as const,
        unitIds: [there.by, there.of],
        manuscriptIds: [...there.manuscriptIds, ...back.manuscriptIds],
        about: `${there.by} ${there.of}`,
        strength: least,
        zh: `两个单位互相采用对方稿件（${there.manuscriptIds.length}条、${back.manuscriptIds.length}条），都占各自采用数的一半以上。`,
        en: `Two units adopt each other's items (${there.manuscriptIds.length} and ${back.manuscriptIds.length}), at least half of what each adopts.`,
      },
    ];
  });
}

function shareOf({ by, manuscriptIds }: Exchange, total: ReadonlyMap<string, number>): number {
  return manuscriptIds.length / (total.get(by) ?? 1);
}

/** One target of one group in one finished period: who had it, who missed it. */
export type Quota = {
  name: string;
  group: string;
  period: string;
  unitIds: readonly string[];
  missed: readonly string[];
};

const UNMET = { units: 4, part: 0.9 };

/**
 * A quota that nobody can meet: nine of ten of a group of four units or more miss it. The rule is odd, not the units; a
 * rule that is missed month after month is one finding.
 */
export function unmetQuotas(quotas: readonly Quota[]): Seen[] {
  const unmet = quotas.filter(
    each => each.unitIds.length >= UNMET.units && each.missed.length / each.unitIds.length >= UNMET.part,
  );
  const rules = Map.groupBy(unmet, each => `${each.name}\n${each.group}`);
  return [...rules.values()].flatMap(of => {
    const [first] = of;
    if (!first) return [];
    const { name, group } = first;
    const periods = of.map(each => each.period).sort();
    return [
      {
        kind: 'unmet_quota' as const,
        unitIds: [...new Set(of.flatMap(each => each.missed))],
        manuscriptIds: [],
        about: `${name}/${group}`,
        strength: periods.length,
        zh: `“${name}”：${group}在${periods.map(period => periodName(period).zh).join('、')}都有九成以上的单位没有完成，任务可能定得过高。`,
        en: `“${name}”: nine of ten units of ${group} or more missed it in ${periods.map(period => periodName(period).en).join(', ')}; the quota may be too high.`,
      },
    ];
  });
}
