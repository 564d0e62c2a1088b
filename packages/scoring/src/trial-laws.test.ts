/** The laws of a trial run, for any facts and schemes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownerOf, QUARTER, ROSTER, schemeOf, tried, YEAR } from '../test/trial-scheme.ts';
import { parseDecimal } from './decimal.ts';
import { type Fact, score, standings } from './index.ts';

const LEVELS = ['province', 'city', 'county'] as const;
const fact = fc
  .record({
    kind: fc.constantFrom('adopted', 'adopted', 'submitted', 'fault'),
    day: fc.integer({ min: 0, max: 364 }),
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    person: fc.option(fc.constantFrom('p', 'q'), { nil: undefined }),
    level: fc.constantFrom(...LEVELS),
    front: fc.boolean(),
  })
  .map(({ kind, day, unit, person, level, front }) => ({
    kind,
    on: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    unit,
    ...(person && { persons: [{ id: person }] }),
    attrs: { level, front },
  }));
const facts = fc
  .array(fact, { maxLength: 40 })
  .map(list => list.map((item, i): Fact => ({ id: `f${i}`, ...item })));
const values = fc.record({
  province: fc.integer({ min: 0, max: 9 }),
  city: fc.integer({ min: 0, max: 9 }),
  county: fc.integer({ min: 0, max: 9 }),
});
const given = fc.record({
  values,
  front: fc.integer({ min: 0, max: 6 }),
  least: fc.integer({ min: 0, max: 4 }),
});
const period = fc.constantFrom(YEAR, QUARTER, { from: '2026-05-01', to: '2026-05-31' });

const number = (text: string | undefined) => Number(parseDecimal(text ?? '0'));

describe('for any facts', () => {
  test('the same scheme gives zero shift', () => {
    fc.assert(
      fc.property(facts, given, period, (list, scheme, stretch) => {
        const result = tried(schemeOf(scheme), schemeOf(scheme), list, { period: stretch });
        expect(result.same).toBe(true);
        expect([result.tiesGone, result.tiesNew]).toEqual([[], []]);
        for (const each of result.owners) expect([each.change, each.shift]).toEqual(['0', 0]);
        for (const { before, after } of result.clauses) expect(after).toEqual(before);
        for (const { changed } of result.lines.values()) expect(changed).toEqual([]);
      }),
    );
  });

  test('raising one level moves the points of those with such adoptions, and of nobody else', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...LEVELS), fc.integer({ min: 1, max: 5 }), (list, level, by) => {
        const base = { province: 8, city: 4, county: 2 };
        const raised = { ...base, [level]: base[level] + by };
        const result = tried(schemeOf({ values: base }), schemeOf({ values: raised }), list, {
          period: YEAR,
        });
        for (const { owner, change } of result.owners) {
          const such = list.filter(
            each =>
              each.kind === 'adopted' &&
              each.attrs?.['level'] === level &&
              (owner.kind === 'unit' ? each.unit === owner.id : each.persons?.[0]?.id === owner.id),
          );
          expect(Number(change)).toBe(such.length * by);
        }
      }),
    );
  });

  test('clauses and lines add up to the change, and both sides to what scoring alone says', () => {
    fc.assert(
      fc.property(facts, given, given, period, (list, was, is, stretch) => {
        const [current, proposed] = [schemeOf(was), schemeOf(is)];
        const result = tried(current, proposed, list, { period: stretch });
        for (const [side, scheme] of [
          ['before', current],
          ['after', proposed],
        ] as const) {
          const ledger = score({ scheme, facts: list, roster: ROSTER, period: stretch, asOf: '2026-12-31' });
          const places = standings({ scheme, ledger, roster: ROSTER }).flatMap(table => table.places);
          for (const each of result.owners) {
            const place = places.find(({ id }) => id === each.owner.id);
            expect(each[side]).toEqual({
              points: place?.points,
              place: place?.place,
              tied: place?.tied,
              among: place?.group,
            });
          }
        }
        for (const each of result.owners) {
          const lines = result.lines.get(`${each.owner.kind} ${each.owner.id}`)?.changed ?? [];
          const sumOf = (all: readonly { change: string }[]) =>
            all.reduce((sum, { change }) => sum + number(change), 0);
          expect(sumOf(each.clauses)).toBe(number(each.change ?? '0'));
          expect(sumOf(lines)).toBe(number(each.change ?? '0'));
        }
        for (const { points, kind } of result.totals) {
          const mine = result.owners.filter(({ owner }) => owner.kind === kind);
          expect(number(points.after)).toBe(mine.reduce((sum, each) => sum + number(each.after?.points), 0));
        }
      }),
    );
  });

  test('exchanging the sides turns every shift round', () => {
    fc.assert(
      fc.property(facts, given, given, (list, was, is) => {
        const there = tried(schemeOf(was), schemeOf(is), list, { period: YEAR });
        const back = tried(schemeOf(is), schemeOf(was), list, { period: YEAR });
        for (const each of there.owners) {
          const other = ownerOf(back, each.owner.id);
          expect(number(other?.change ?? '0') + number(each.change ?? '0')).toBe(0);
          expect((other?.shift ?? 0) + (each.shift ?? 0)).toBe(0);
        }
        expect(back.tiesNew).toEqual(there.tiesGone);
      }),
    );
  });
});
