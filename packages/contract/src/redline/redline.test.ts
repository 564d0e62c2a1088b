import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '../manuscript.ts';
import { textChanges } from './differences.ts';
import { flatOf, textOfFlat, type WrittenText } from './flat.ts';
import { carried, mergedTexts, sizeOfChange } from './merge.ts';
import {
  changesIn,
  decided,
  type Redline,
  redlineOf,
  retraced,
  textAfter,
  textBefore,
  type Writer,
} from './redline.ts';

const words = fc.string({ unit: fc.constantFrom(...'市容科整治占道经营。，2025GDP\n；'), maxLength: 24 });
const paragraph: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('paragraph' as const),
  level: fc.constantFrom(0 as const, 1 as const, 2 as const),
  text: words,
});
const table: fc.Arbitrary<Block> = fc.integer({ min: 1, max: 3 }).chain(width =>
  fc.record({
    kind: fc.constant('table' as const),
    rows: fc.array(fc.array(words, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 3 }),
  }),
);
const written: fc.Arbitrary<WrittenText> = fc.record({
  title: words.map(text => text.replaceAll('\n', '')),
  body: fc.array(fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: table }), {
    maxLength: 5,
  }),
});

/** A text and what became of it through edits as people make them: typed, cut, split, joined, rows and blocks moved. */
type Edit = (text: WrittenText) => WrittenText;
const blockEdit = (change: (body: Block[], at: number) => Block[]): fc.Arbitrary<Edit> =>
  fc.nat(9).map(at => text => ({
    ...text,
    body: text.body.length === 0 ? text.body : change(text.body, at % text.body.length),
  }));
const typed = fc.tuple(fc.nat(9), fc.nat(40), fc.nat(6), words).map(
  ([block, at, cut, added]): Edit =>
    text => ({
      ...text,
      body: text.body.map((each, index) =>
        each.kind === 'paragraph' && index === block % text.body.length
          ? { ...each, text: each.text.slice(0, at) + added + each.text.slice(at + cut) }
          : each,
      ),
    }),
);
const split = blockEdit((body, at) =>
  body.flatMap((block, index): Block[] => {
    if (index !== at || block.kind === 'table') return [block];
    const half = Math.floor(block.text.length / 2);
    return [
      { ...block, text: block.text.slice(0, half) },
      { ...block, level: 0, text: block.text.slice(half) },
    ];
  }),
);
const join = blockEdit((body, at) => {
  const [a, b] = [body[at], body[at + 1]];
  if (a?.kind !== 'paragraph' || b?.kind !== 'paragraph') return body;
  return [...body.slice(0, at), { ...a, text: a.text + b.text }, ...body.slice(at + 2)];
});
const moved = blockEdit((body, at) => [...body.slice(at), ...body.slice(0, at)]);
const dropped = blockEdit((body, at) => body.filter((_, index) => index !== at));
const rows = fc.tuple(fc.nat(9), words).map(
  ([at, text]): Edit =>
    given => ({
      ...given,
      body: given.body.map(block => {
        if (block.kind === 'paragraph') return block;
        const place = at % (block.rows.length + 1);
        const fresh = block.rows[0]!.map(() => text);
        return at % 2 === 0
          ? { ...block, rows: [...block.rows.slice(0, place), fresh, ...block.rows.slice(place)] }
          : { ...block, rows: block.rows.map((row, i) => (i === place ? row.map(c => c + text) : row)) };
      }),
    }),
);
const retitled = words.map(
  (title): Edit =>
    text => ({ ...text, title: title.replaceAll('\n', '') }),
);
const edit = fc.oneof(typed, typed, split, join, moved, dropped, rows, retitled);
const WRITERS = ['甲', '乙', '丙'];
const history = fc.tuple(
  written,
  fc.array(fc.record({ who: fc.nat(2), minute: fc.nat(30), edit }), { minLength: 1, maxLength: 8 }),
);

const writer = (who: number, minute: number): Writer => ({
  id: `per_${who}`,
  name: WRITERS[who]!,
  at: new Date(Date.UTC(2026, 4, 20, 8, minute)).toISOString(),
});

function play([start, steps]: typeof history extends fc.Arbitrary<infer H> ? H : never) {
  let text = start;
  let redline = redlineOf(flatOf(start));
  let minute = 0;
  for (const step of steps) {
    text = step.edit(text);
    minute += step.minute;
    redline = retraced(redline, flatOf(text), writer(step.who, minute));
  }
  return { start: flatOf(start), end: flatOf(text), redline };
}

test('a text is the same after it was laid out flat', () => {
  fc.assert(
    fc.property(written, text => {
      expect(textOfFlat(flatOf(text))).toEqual(text);
    }),
  );
});

test('every string is a text, and no word of it is lost', () => {
  const anything = fc.string({
    unit: fc.constantFrom(...'市容科\ufdd1\ufdd2\ufdd3\ufdd4\ufdd6\ufde0\ufde1'),
  });
  fc.assert(
    fc.property(anything, flat => {
      const { title, body } = textOfFlat(`\ufdd6${flat.replaceAll('\ufdd6', '')}`);
      const found =
        title +
        body.map(block => (block.kind === 'table' ? block.rows.flat().join('') : block.text)).join('');
      expect(found.replaceAll('\n', '')).toBe(flat.replace(/[\ufdd0-\ufdef]/gu, ''));
    }),
  );
});

const broken = fc
  .string({ unit: fc.constantFrom(...'市容科。\ufdd1\ufdd2\ufdd3\ufdd4\ufde0\ufde1'), maxLength: 20 })
  .map(rest => `题\ufdd6${rest}`);

test('changes lead from the one text to the other, even where structure is broken', () => {
  const some = fc.oneof(written.map(flatOf), broken);
  fc.assert(
    fc.property(some, some, (a, b) => {
      const changes = textChanges(a, b);
      const side = (gone: string) => changes.map(c => (c.kind === gone ? '' : c.text)).join('');
      expect(side('added')).toBe(a);
      expect(side('removed')).toBe(b);
    }),
    { numRuns: 500 },
  );
});

test('all changes taken give the new text, all changes rejected the old one, whoever made them', () => {
  fc.assert(
    fc.property(history, given => {
      const { start, end, redline } = play(given);
      expect(textAfter(redline)).toBe(end);
      expect(textBefore(redline)).toBe(start);
      expect(decided(redline, null, 'accept')).toEqual(redlineOf(end));
      expect(decided(redline, null, 'reject')).toEqual(redlineOf(start));
    }),
    { numRuns: 500 },
  );
});

test('changes decided one by one, in any order, end where all at once do', () => {
  fc.assert(
    fc.property(
      history,
      fc.constantFrom('accept' as const, 'reject' as const),
      fc.nat(),
      (given, decision, n) => {
        let { redline } = play(given);
        const whole = decided(redline, null, decision);
        const order = redline.marks.map(mark => mark.n);
        order.push(...order.splice(0, n % (order.length || 1)));
        for (const each of order) redline = decided(redline, [each], decision);
        expect(redline).toEqual(whole);
      },
    ),
    { numRuns: 300 },
  );
});

test('every mark names a change that is there, and bears the name of whoever made it', () => {
  fc.assert(
    fc.property(history, given => {
      const { redline } = play(given);
      const made = new Set(given[1].map(step => WRITERS[step.who]));
      expect(
        changesIn(redline)
          .map(change => change.n)
          .sort(),
      ).toEqual(redline.marks.map(m => m.n).sort());
      expect(redline.marks.every(mark => made.has(mark.by.name))).toBe(true);
    }),
  );
});

const body = (...texts: string[]): Block[] => texts.map(text => ({ kind: 'paragraph', level: 0, text }));
const flat = (...texts: string[]) => flatOf({ title: '夜查', body: body(...texts) });
const runs = (redline: Redline) =>
  redline.runs.flatMap(({ text, ins, del }) =>
    (ins ?? del) ? [`${ins ? '+' : ''}${del ? '-' : ''}${text}`] : [],
  );

test('a reviewer rewords, a desk editor takes a part of that out again: both are seen', () => {
  const first = retraced(
    redlineOf(flat('市容科整治占道经营。')),
    flat('市容科集中整治占道经营。'),
    writer(0, 0),
  );
  expect(runs(first)).toEqual(['+集中']);
  const second = retraced(first, flat('市容科整治占道。'), writer(1, 5));
  expect(runs(second)).toEqual(['+-集中', '-经营']);
  expect(changesIn(second).map(c => [c.by.name, c.added, c.removed])).toEqual([
    ['甲', '集中', ''],
    ['乙', '', '集中'],
    ['乙', '', '经营'],
  ]);
});

test('what one takes out of one’s own is gone, and what one puts back was never changed', () => {
  const first = retraced(redlineOf(flat('整治占道。')), flat('集中整治占道。'), writer(0, 0));
  expect(retraced(first, flat('整治占道。'), writer(0, 1)).marks).toEqual([]);
  const cut = retraced(redlineOf(flat('整治占道。')), flat('占道。'), writer(0, 0));
  expect(retraced(cut, flat('整治占道。'), writer(0, 1)).marks).toEqual([]);
});

test('a paragraph that is split shows its new end, and nothing of its words', () => {
  const split = retraced(
    redlineOf(flat('整治占道。成效明显。')),
    flat('整治占道。', '成效明显。'),
    writer(0, 0),
  );
  expect(changesIn(split)).toMatchObject([{ added: '\ufde0', removed: '' }]);
  const joint = retraced(
    redlineOf(flat('整治占道。', '成效明显。')),
    flat('整治占道。成效明显。'),
    writer(0, 0),
  );
  expect(changesIn(joint)).toMatchObject([{ added: '', removed: '\ufde0' }]);
});

test('a sentence replaced by another one is one removal and one insertion, not a scatter of characters', () => {
  const redline = retraced(
    redlineOf(flat('五月的整治是有成效的。')),
    flat('市民的反映是好的。'),
    writer(0, 0),
  );
  expect(redline.runs.filter(run => run.ins ?? run.del).length).toBeLessThanOrEqual(4);
});

test('the same edit made in small steps is one change within ten minutes, and another one later', () => {
  let redline = redlineOf(flat('整治占道。'));
  for (const [minute, text] of [
    [0, '整治占道，'],
    [1, '整治占道，成效'],
    [2, '整治占道，成效好。'],
  ] as const)
    redline = retraced(redline, flat(text), writer(0, minute));
  expect(redline.marks).toHaveLength(1);
  expect(retraced(redline, flat('整治占道，成效很好。'), writer(0, 30)).marks).toHaveLength(2);
});

const marker = fc.string({ unit: fc.constantFrom(...'①②③④⑤⑥⑦⑧⑨'), minLength: 1, maxLength: 4 });
const placed = fc.array(fc.tuple(fc.nat(200), marker), { maxLength: 4 });

test('two people on one text: every word of both is there, and nothing that neither took out is missing', () => {
  // Each mark is told apart by the sign of its writer.
  const insert = (base: string, marks: [number, string][], sign: string) => {
    let result = base;
    for (const [at, mark] of marks) {
      const place = Math.max(result.indexOf('\ufdd6') + 1, at % (result.length + 1));
      result = `${result.slice(0, place)}${sign}${mark}${sign}${result.slice(place)}`;
    }
    return result;
  };
  fc.assert(
    fc.property(written, placed, placed, (text, a, b) => {
      const base = flatOf(text);
      const mine = insert(base, a, '甴');
      const theirs = insert(base, b, '曱');
      const merged = mergedTexts(base, mine, theirs);
      const count = (whole: string, mark: string) => whole.split(mark).length - 1;
      for (const [, mark] of a) expect(count(merged, `甴${mark}甴`)).toBe(count(mine, `甴${mark}甴`));
      for (const [, mark] of b) expect(count(merged, `曱${mark}曱`)).toBe(count(theirs, `曱${mark}曱`));
      const put = [mine, theirs].flatMap(side => side.match(/[①-⑨甴曱]/gu) ?? []);
      expect([...merged].sort()).toEqual([...base, ...put].sort());
    }),
    { numRuns: 300 },
  );
});

test('a merge with a side that did nothing is the other side', () => {
  fc.assert(
    fc.property(written, written, (a, b) => {
      expect(mergedTexts(flatOf(a), flatOf(b), flatOf(a))).toBe(flatOf(b));
      expect(mergedTexts(flatOf(a), flatOf(a), flatOf(b))).toBe(flatOf(b));
      expect(mergedTexts(flatOf(a), flatOf(b), flatOf(b))).toBe(flatOf(b));
    }),
  );
});

test.each([
  ['in one paragraph', ['整治占道。'], ['集中整治占道。'], ['整治占道经营。'], ['集中整治占道经营。']],
  [
    'one takes out what the other writes in',
    ['整治占道经营。', '好。'],
    ['好。'],
    ['整治占道经营很难。', '好。'],
    ['很难好。'],
  ],
  ['both end one heading otherwise', ['一', '二'], ['一二'], ['一三', '二'], ['一三二']],
])('merged: %s', (_, base, mine, theirs, expected) => {
  expect(textOfFlat(mergedTexts(flat(...base), flat(...mine), flat(...theirs))).body).toEqual(
    body(...expected),
  );
});

test('a stretch goes along with its words, through edits before, inside and behind it', () => {
  const from = flat('市容科整治占道经营。').indexOf('占道');
  const at = (after: string) => {
    const place = carried(textChanges(flat('市容科整治占道经营。'), flat(after)), { from, to: from + 2 });
    return flat(after).slice(place.from, place.to);
  };
  expect(at('五月，市容科整治占道经营。')).toBe('占道');
  expect(at('市容科整治占了道经营。')).toBe('占了道');
  expect(at('市容科整治占道经营行为。')).toBe('占道');
  expect(at('市容科整治经营。')).toBe('');
});

test('the size of a change is counted in words as word processors do, without structure', () => {
  const changes = textChanges(flat('整治占道。'), flat('集中整治', '占。'));
  expect(sizeOfChange(changes)).toEqual({ added: 2, removed: 1 });
  const dated = textChanges(flat(''), flat('2026年3月，共12起。'));
  expect(sizeOfChange(dated)).toEqual({ added: 9, removed: 0 });
});
