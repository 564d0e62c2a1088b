import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { usualCalendar } from '../../calendar/body-calendar.ts';
import { instantAt } from '../../deadlines/days.ts';
import { isLate } from '../../manuscripts/lateness.ts';
import { textOf as plainText } from '../../manuscripts/paper.ts';
import { DEFAULT_ROUTES, rolesOf, routeFor } from '../../manuscripts/route.ts';
import { sharedPart, shinglesOf } from '../../text/shingles.ts';
import { Cast } from './cast.ts';
import { dayOfMoment, isWorkday } from './days.ts';
import { CASE_KINDS, type CaseKind, type Dossier, type World } from './model.ts';
import { DEFAULT_UNTIL, demonstrationYear } from './year.ts';

const USUAL = usualCalendar();
const OPTIONS = { seed: 7, size: 'district' } as const;
let world: World;
let dossiers: Dossier[];
let byId: Map<string, Dossier>;

beforeAll(() => {
  const year = demonstrationYear(OPTIONS);
  world = year.world;
  dossiers = [...year.dossiers()];
  byId = new Map(dossiers.map(dossier => [dossier.manuscript.id, dossier]));
  expect(year.count()).toBe(dossiers.length);
});

/** Breaks are collected, so that a failure names them all at once. */
function breaking(rule: (dossier: Dossier) => boolean): string[] {
  return dossiers
    .filter(rule)
    .map(({ manuscript }) => `${manuscript.id} ${manuscript.state} ${manuscript.title}`);
}

function digest(options: Parameters<typeof demonstrationYear>[0]): string {
  const year = demonstrationYear(options);
  const hash = createHash('sha256').update(JSON.stringify(year.world));
  for (const dossier of year.dossiers()) hash.update(JSON.stringify(dossier));
  return hash.digest('hex');
}

test('the same seed gives the same bytes, another seed others', () => {
  const short = { size: 'district', until: '2026-02-06' } as const;
  expect(digest({ seed: 7, ...short })).toBe(digest({ seed: 7, ...short }));
  expect(digest({ seed: 8, ...short })).not.toBe(digest({ seed: 7, ...short }));
});

test('a later last day adds records and leaves what was decided before as it was', () => {
  const early = [...demonstrationYear({ ...OPTIONS, until: '2026-03-20' }).dossiers()];
  const settled = early.filter(({ manuscript }) => manuscript.state === 'declined');
  expect(settled.length).toBeGreaterThan(100);
  for (const { manuscript, revisions } of settled) {
    expect(byId.get(manuscript.id)?.manuscript).toEqual(manuscript);
    expect(byId.get(manuscript.id)?.revisions).toEqual(revisions);
  }
});

test('a day outside 2026 is refused', () => {
  expect(() => demonstrationYear({ ...OPTIONS, until: '2027-01-01' })).toThrow(RangeError);
});

test('a district has about 40 units in 4 groups, 120 people in all ten roles, about 60 outlets and 6,000 items a year', () => {
  expect(world.units.length).toBe(41);
  expect(new Set(world.units.map(unit => unit.groupId)).size).toBe(5);
  expect(world.people).toHaveLength(120);
  expect(new Set(world.people.map(person => person.userName)).size).toBe(120);
  expect(new Set(world.appointments.map(post => post.role)).size).toBe(10);
  expect(new Set(world.outlets.map(outlet => outlet.level)).size).toBe(6);
  expect(world.outlets.length).toBeGreaterThan(50);
  const whole = demonstrationYear({ ...OPTIONS, until: '2026-12-31' }).count();
  expect(whole).toBeGreaterThan(5600);
  expect(whole).toBeLessThan(6700);
});

test('two units open and one closes in mid-year, three posts are handed over, several people hold two', () => {
  const within = (day: string | null): boolean => day !== null && day > '2026-03-01' && day < '2026-10-01';
  expect(world.units.filter(unit => within(unit.openedOn))).toHaveLength(2);
  expect(world.units.filter(unit => within(unit.closedOn))).toHaveLength(1);
  const closing = world.units.find(unit => unit.closedOn)!;
  const ended = world.appointments.filter(post => within(post.toOn) && post.unitId !== closing.id);
  expect(ended.map(post => post.role)).toEqual(['correspondent', 'correspondent', 'correspondent']);
  const posts = Map.groupBy(world.appointments, post => post.personId);
  const roles = [...posts.values()].map(held => new Set(held.map(post => post.role)).size);
  expect(roles.filter(count => count > 1).length).toBeGreaterThan(3);
});

test('user names can sign in', () => {
  expect(world.people.filter(person => !/^[a-z][a-z0-9._]{2,31}$/.test(person.userName))).toEqual([]);
});

test('nothing is written for a unit before it opens or after it closes, nor by somebody who is not in term', () => {
  const units = new Map(world.units.map(unit => [unit.id, unit]));
  const cast = new Cast(world);
  expect(
    breaking(({ manuscript }) => {
      const unit = units.get(manuscript.unitId)!;
      const day = dayOfMoment(manuscript.createdAt);
      const open =
        unit.openedOn <= day && (unit.closedOn === null || unit.closedOn > dayOfMoment(manuscript.updatedAt));
      const began =
        manuscript.eventOn !== null && unit.openedOn <= manuscript.eventOn && manuscript.eventOn <= day;
      const merged = manuscript.round === 0 && manuscript.state === 'accepted';
      const inTerm = merged || manuscript.authorIds.every(id => cast.correspondents(unit, day).includes(id));
      return !open || !began || !inTerm;
    }),
  ).toEqual([]);
});

test('times follow one another and nothing happens after the records end', () => {
  expect(
    breaking(({ manuscript, events, reviews, adoptions, facts }) => {
      const cut = [...events.map(event => event.at), ...facts.map(fact => fact.recordedAt)];
      const signed = reviews.every(step => step.decidedAt === null || step.decidedAt >= step.arrivedAt!);
      const decided = adoptions.every(each => each.decidedAt === null || each.decidedAt >= each.claimedAt);
      const stages = [
        manuscript.createdAt,
        manuscript.submittedAt,
        manuscript.atDeskAt,
        manuscript.decidedAt,
      ];
      const known = stages.filter(stage => stage !== null);
      const rising = known.every((stage, i) => i === 0 || stage >= known[i - 1]!);
      return (
        !signed || !decided || !rising || cut.some(at => at > world.now) || events[0]?.kind !== 'created'
      );
    }),
  ).toEqual([]);
  const journey = (dossier: Dossier): number[] =>
    dossier.events.filter(event => !event.kind.startsWith('adoption_')).map(event => event.at);
  expect(breaking(dossier => journey(dossier).some((at, i, all) => i > 0 && at < all[i - 1]!))).toEqual([]);
});

test('every sending went through the steps of its importance, and nobody signed what is his own', () => {
  expect(
    breaking(({ manuscript, reviews }) => {
      const roles = rolesOf(routeFor(DEFAULT_ROUTES, manuscript).steps);
      const rounds = [...Map.groupBy(reviews, step => step.round).values()];
      const routed = rounds.every(steps => steps.map(step => step.role).join() === roles.join());
      const own = reviews.some(step => manuscript.authorIds.includes(step.reviewerId));
      const twice = rounds.some(steps => new Set(steps.map(step => step.reviewerId)).size < steps.length);
      return rounds.length !== manuscript.round || !routed || own || twice;
    }),
  ).toEqual([]);
});

test('signers hold the role on the day they sign, at the unit or above it', () => {
  const cast = new Cast(world);
  const units = new Map(world.units.map(unit => [unit.id, unit]));
  expect(
    breaking(({ manuscript, reviews }) =>
      reviews.some(step => {
        if (step.decidedAt === null) return false;
        const day = dayOfMoment(step.decidedAt);
        const path = manuscript.unitPath.split('/').flatMap(id => units.get(id) ?? []);
        return !path.some(unit => cast.holders(step.role, unit, day).includes(step.reviewerId));
      }),
    ),
  ).toEqual([]);
});

test('lateness follows the rule of the newsroom, and opinion reports are due at 09:15', () => {
  const news = (dossier: Dossier): boolean =>
    dossier.manuscript.channel === 'news' && dossier.manuscript.submittedAt !== null;
  expect(
    breaking(dossier => {
      const { eventOn, importance, submittedAt, late } = dossier.manuscript;
      return (
        news(dossier) &&
        late !==
          isLate({ on: eventOn, importance, channel: 'news' }, instantAt(dayOfMoment(submittedAt!), 0), USUAL)
      );
    }),
  ).toEqual([]);
  const opinions = dossiers.filter(({ manuscript }) => manuscript.channel === 'opinion');
  const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
  expect(
    opinions.filter(({ manuscript }) => manuscript.late !== clock(manuscript.submittedAt!) > '09:15'),
  ).toEqual([]);
  expect(opinions.every(({ manuscript }) => isWorkday(dayOfMoment(manuscript.createdAt)))).toBe(true);
  const late = opinions.filter(({ manuscript }) => manuscript.late).length / opinions.length;
  expect(late).toBeGreaterThan(0.02);
  expect(late).toBeLessThan(0.08);
});

test('the facts say what the manuscripts say', () => {
  const live = (dossier: Dossier, kind: string) =>
    dossier.facts.filter(fact => fact.kind === kind && !fact.voided);
  const sent = (dossier: Dossier): boolean =>
    ['at_desk', 'accepted', 'merged', 'declined'].includes(dossier.manuscript.state);
  expect(
    breaking(dossier => {
      const merged = dossier.manuscript.round === 0;
      const verified = dossier.adoptions.filter(each => each.state === 'verified').map(each => each.id);
      const adopted = live(dossier, 'adopted').map(fact => fact.adoptionId);
      const credited = live(dossier, 'submitted').length === (sent(dossier) && !merged ? 1 : 0);
      const poor = dossier.manuscript.decline?.reason === 'poor';
      const marked = live(dossier, 'submitted').every(fact => fact.attrs['poor'] === poor);
      return verified.join() !== adopted.join() || !credited || !marked;
    }),
  ).toEqual([]);
});

test('every state has something open, in the unit of the sign-ins for every signing role', () => {
  const states = Object.groupBy(dossiers, ({ manuscript }) => manuscript.state);
  for (const state of [
    'draft',
    'in_review',
    'returned',
    'at_desk',
    'accepted',
    'declined',
    'merged',
  ] as const) {
    expect(states[state]?.length ?? 0, state).toBeGreaterThan(0);
  }
  const pending = dossiers.flatMap(({ reviews }) => reviews.filter(step => step.state === 'pending'));
  expect(new Set(pending.map(step => step.role))).toEqual(
    new Set(['unit_head', 'leader_in_charge', 'principal_leader']),
  );
  expect(
    dossiers.flatMap(({ adoptions }) => adoptions).filter(each => each.state === 'claimed').length,
  ).toBeGreaterThan(2);
});

test('every kind of planted case is there, with manuscripts that exist', () => {
  expect(DEFAULT_UNTIL).toBe(world.until);
  expect(new Set(world.truth.map(each => each.kind))).toEqual(new Set(CASE_KINDS));
  for (const each of world.truth) {
    expect(each.manuscriptIds.filter(id => !byId.has(id))).toEqual([]);
    expect(each.unitIds.length).toBeGreaterThan(0);
  }
});

function planted(kind: CaseKind): Dossier[][] {
  return world.truth
    .filter(each => each.kind === kind)
    .map(each => each.manuscriptIds.map(id => byId.get(id)!));
}

const textOf = (dossier: Dossier, which: 'first' | 'last'): string => {
  const sent = dossier.revisions.filter(each => each.kind === 'sent');
  return plainText((which === 'first' ? sent[0] : sent.at(-1))?.body ?? []);
};
const textIn = (dossier: Dossier): string => textOf(dossier, 'first');

/** What the records say of how much of the later text stands in the earlier one. */
function sharedWith(later: Dossier, earlier: Dossier): number {
  const mine = later.repeats.find(each => each.manuscriptId === later.manuscript.id);
  expect(mine?.otherId).toBe(earlier.manuscript.id);
  return mine?.sharedPercent ?? 0;
}

test('planted cases are what they are said to be', () => {
  for (const [first, second] of planted('exact_duplicate')) {
    if (first!.manuscript.state !== 'returned') expect(textOf(second!, 'last')).toBe(textOf(first!, 'last'));
    expect(second!.manuscript.unitId).toBe(first!.manuscript.unitId);
    expect(sharedWith(second!, first!)).toBe(100);
  }
  for (const [first, second] of planted('same_event')) {
    expect(second!.manuscript.unitId).not.toBe(first!.manuscript.unitId);
    expect(sharedWith(second!, first!)).toBeGreaterThan(30);
  }
  for (const [one] of planted('double_claim')) {
    const outlets = one!.adoptions.map(each => `${each.outletId}/${each.publishedOn}`);
    const complete = one!.manuscript.state === 'accepted' && outlets.length > 1;
    if (complete) expect(new Set(outlets).size).toBeLessThan(outlets.length);
  }
  expect(
    planted('double_claim').some(([one]) =>
      one!.adoptions.some(each => each.reason?.includes('已由本单位申报')),
    ),
  ).toBe(true);
  for (const [first, second] of planted('forwarded')) {
    expect(second!.manuscript.unitPath.length).toBeLessThan(first!.manuscript.unitPath.length);
    expect(textIn(second!)).toContain('报送，');
    expect(sharedWith(second!, first!)).toBeGreaterThan(70);
  }
  for (const [one] of planted('damaged_text')) expect(textIn(one!)).toMatch(/\([a-z]+\)|\?F/);
  for (const [one] of planted('long_title')) expect(one!.manuscript.title.length).toBeGreaterThan(45);
  for (const [one] of planted('missing_facts')) expect(textIn(one!)).not.toMatch(/\d/);
  for (const [one] of planted('personal_data')) expect(textIn(one!)).toMatch(/身份证号9901\d{13}[\dX]/);
  for (const many of planted('flooding')) expect(many.length).toBeGreaterThanOrEqual(14);
  for (const parts of planted('cut_event')) {
    expect(new Set(parts.map(part => part.manuscript.eventOn)).size).toBe(1);
    expect(parts).toHaveLength(4);
  }
});

test('texts that are not planted are no near-duplicates of one another', () => {
  const involved = new Set(world.truth.flatMap(each => each.manuscriptIds));
  const news = dossiers.filter(
    ({ manuscript }) => manuscript.channel === 'news' && !involved.has(manuscript.id) && manuscript.round > 0,
  );
  const sample = news.filter((_, i) => i % 8 === 0).map(dossier => shinglesOf(textIn(dossier)));
  expect(sample.length).toBeGreaterThan(300);
  let near = 0;
  let sum = 0;
  let pairs = 0;
  for (const [i, one] of sample.entries()) {
    for (const other of sample.slice(i + 1)) {
      const shared = sharedPart(one, other) * one.size;
      const likeness = shared / (one.size + other.size - shared);
      sum += likeness;
      pairs += 1;
      if (likeness > 0.5) near += 1;
    }
  }
  expect(sum / pairs).toBeLessThan(0.05);
  expect(near).toBe(0);
});
