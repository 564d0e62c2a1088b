import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, placeIn } from './comparable.ts';
import { areAlike, matchingPassages } from './passages.ts';

const HAN = Array.from({ length: 2000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7));
const chinese = (min: number, max: number) =>
  fc.array(fc.constantFrom(...HAN), { minLength: min, maxLength: max }).map(each => each.join(''));
const match = (a: string, b: string) => matchingPassages(comparable(a), comparable(b));

const PART = '连日来，市容科针对夜市油烟扰民问题，组织队员分三组开展错时巡查，逐户发放告知书。';
const OTHER = '春季以来，园林所在沿河步道补栽灌木四千余株，并为老树逐株建立养护档案，方便市民认养。';

test('an excerpt is told with its place in both texts, in the spelling of each', () => {
  const a = `导语：${OTHER}${PART}`;
  const b = `${PART.replaceAll('，', ', ').replace('针对', '針對')}结尾另有说明。`;
  const [read, other] = [comparable(a), comparable(b)];
  const { passages } = matchingPassages(read, other);
  expect(passages).toHaveLength(1);
  const place = placeIn(read, passages[0]!.a);
  expect(a.slice(place.from, place.to)).toBe(PART.slice(0, -1));
  const there = placeIn(other, passages[0]!.b);
  expect(b.slice(there.from, there.to)).toBe(
    '连日来, 市容科針對夜市油烟扰民问题, 组织队员分三组开展错时巡查, 逐户发放告知书',
  );
});

test('words that were changed, put in or left out do not end a passage', () => {
  const changed = PART.replace('组织队员', '安排工作人员').replace('逐户', '').replace('错时', '错时延时');
  const { passages, partOfA } = match(PART, changed);
  expect(passages).toHaveLength(1);
  expect(partOfA).toBeGreaterThan(0.7);
  expect(partOfA).toBeLessThan(1);
});

test('passages in another order are all found, and in the order of the first text', () => {
  const { passages, partOfA, partOfB } = match(PART + OTHER, OTHER + PART);
  expect(passages).toHaveLength(2);
  expect(passages[0]!.a.from).toBe(0);
  expect(passages[1]!.b.from).toBe(0);
  expect([partOfA, partOfB]).toEqual([1, 1]);
});

test('texts on one subject in one style are not alike; a copy is', () => {
  const story = '连日来，法制科针对夜市噪声扰民问题，联合社区开展入户走访，逐户听取意见建议。';
  expect(areAlike(match(PART, story))).toBe(false);
  expect(areAlike(match(PART, OTHER))).toBe(false);
  expect(areAlike(match(PART, `${PART}投诉明显减少。`))).toBe(true);
  expect(areAlike(match('', ''))).toBe(false);
});

test('passages are equal where they say so, never overlap and never count more than there is', () => {
  fc.assert(
    fc.property(
      fc.array(chinese(5, 60), { minLength: 1, maxLength: 8 }),
      chinese(0, 80),
      fc.nat(),
      (parts, stray, turn) => {
        const a = comparable(parts.join(''));
        const turned = [...parts.slice(turn % parts.length), stray, ...parts.slice(0, turn % parts.length)];
        const b = comparable(turned.join(''));
        const found = matchingPassages(a, b);
        expect(found.same).toBe(found.passages.reduce((sum, each) => sum + each.same, 0));
        expect(Math.max(found.partOfA, found.partOfB)).toBeLessThanOrEqual(1);
        for (const side of ['a', 'b'] as const) {
          const spans = found.passages.map(each => each[side]).sort((x, y) => x.from - y.from);
          for (const [i, span] of spans.entries())
            expect(span.from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? 0);
        }
        for (const passage of found.passages) {
          expect(passage.same).toBeLessThanOrEqual(passage.a.to - passage.a.from);
          expect(a.codes[passage.a.from]).toBe(b.codes[passage.b.from]);
          expect(a.codes[passage.a.to - 1]).toBe(b.codes[passage.b.to - 1]);
        }
      },
    ),
  );
});

test('a text that is one character for ever does not hold up the others', () => {
  const started = performance.now();
  match('的'.repeat(50_000), '的'.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(25_000);
});
