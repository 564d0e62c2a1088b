import type { Align, Block, ReadDocument } from '../../apps/server/src/documents/document.ts';
import type { Facts, Form, Said } from './forms.ts';
import { ABOVE, BELOW, ENDINGS, TAIL } from './forms.ts';
import { LAST_ABOVE, LAST_BELOW, LAST_ENDINGS, LAST_TAIL } from './forms-last.ts';
import { LATER_ABOVE, LATER_BELOW, LATER_ENDINGS, LATER_TAIL } from './forms-later.ts';
import type { Story } from './stories.ts';

/** A document put together from a head, a byline, a text and a tail, and what it says. */
export interface Combined {
  document: ReadDocument;
  title: string;
  unit: string | null;
  people: string[];
  date: string | null;
  body: string[];
  /** Which forms it has, for whoever reads a failure. */
  forms: string[];
}

export interface Forms {
  above: readonly Form[];
  below: readonly Form[];
  tail: readonly Form[];
  endings: readonly Form[];
}
export const FORMS: Forms = { above: ABOVE, below: BELOW, tail: TAIL, endings: ENDINGS };
export const LATER_FORMS: Forms = {
  above: LATER_ABOVE,
  below: LATER_BELOW,
  tail: LATER_TAIL,
  endings: LATER_ENDINGS,
};
export const LAST_FORMS: Forms = {
  above: LAST_ABOVE,
  below: LAST_BELOW,
  tail: LAST_TAIL,
  endings: LAST_ENDINGS,
};

const DIGITS = '〇一二三四五六七八九';
const chinese = (value: number): string => {
  const [ten, one] = [Math.floor(value / 10), value % 10];
  return `${ten > 1 ? DIGITS[ten] : ''}${ten > 0 ? '十' : ''}${one > 0 ? DIGITS[one] : ''}`;
};

/** The ways in which offices write a day out. */
const DAYS: ((y: number, m: number, d: number) => string)[] = [
  (y, m, d) => `${y}年${m}月${d}日`,
  (y, m, d) => `${y}年${String(m).padStart(2, '0')}月${String(d).padStart(2, '0')}日`,
  (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
  (y, m, d) => `${y}.${m}.${d}`,
  (y, m, d) => `${y}/${m}/${d}`,
  (y, m, d) => `${[...String(y)].map(each => DIGITS[Number(each)]).join('')}年${chinese(m)}月${chinese(d)}日`,
  (y, m, d) =>
    `${[...String(y)].map(each => '零一二三四五六七八九'[Number(each)]).join('')}年${chinese(m)}月${chinese(d)}日`,
  (y, m, d) => `${y} 年 ${m} 月 ${d} 日`,
  (y, m, d) => `${y}年${m}月${d}号`,
  (y, m, d) => `${y}—${m}—${d}`,
];

/** Numbers between 0 and 1, the same for the same seed. */
export function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** In place of values, when a form is named. */
const NAMED: Facts = { unit: 'U', people: 'P', first: 'P', checker: 'C', day: 'D', phone: 'T' };

/** How the lines look: as Word sets them, as plain text has them, or all alike but for a centred title. */
type Look = 'set' | 'plain' | 'alike';

function lineOf(text: string, { look, align, size }: { look: Look; align: Align; size: number }): Block {
  const isPlain = look === 'plain';
  return {
    kind: 'paragraph',
    text,
    heading: 0,
    bold: false,
    align: isPlain ? 'left' : align,
    size: isPlain ? null : look === 'alike' ? 16 : size,
  };
}

export function combined(story: Story, next: () => number, forms: Forms = FORMS): Combined {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const look = pick<Look>(['set', 'set', 'plain', 'alike']);
  const [y, m, d] = story.date.split('-').map(Number) as [number, number, number];
  const joint = pick(['、', '　', ' ', '，']);
  const facts: Facts = {
    unit: story.unit,
    people: story.people.join(joint),
    first: story.people[0]!,
    checker: story.checker,
    day: pick(DAYS)(y, m, d),
    phone: pick(['13900001111', '0512-66001122', '6600112']),
  };
  const chosen = {
    above: pick(forms.above),
    below: pick(forms.below),
    tail: pick(forms.tail),
    end: pick(forms.endings),
  };
  // What stands in the last line says who, not again what the lines below it say.
  if (chosen.tail.says.length > 0 && chosen.end.says.length > 0) chosen.end = forms.endings[0]!;
  const said = new Set<Said>(Object.values(chosen).flatMap(each => each.says));
  const lines = (each: Form, align: Align, size: number) =>
    each.lines(facts).map(text => lineOf(text, { look, align, size }));
  const texts = story.body.flatMap(told => ('text' in told && told.level === 0 ? [told.text] : []));
  const end = chosen.end.lines(facts)[0] ?? '';
  const body = texts.map((text, at) =>
    lineOf(at === texts.length - 1 ? text + end : text, { look, align: 'left', size: 16 }),
  );
  const blocks = [
    ...lines(chosen.above, 'left', 16),
    lineOf(story.title.replaceAll('\n', ''), { look, align: 'center', size: 22 }),
    ...lines(chosen.below, 'center', 14),
    ...body,
    ...lines(chosen.tail, pick<Align>(['right', 'left']), 16),
  ];
  return {
    document: { format: look === 'plain' ? 'text' : 'docx', blocks, pictures: [], aside: [], notes: [] },
    title: story.title.replaceAll('\n', ''),
    unit: said.has('unit') ? story.unit : null,
    people: said.has('people') ? story.people : [],
    date: said.has('date') ? story.date : null,
    body: texts,
    forms: Object.entries(chosen).map(([place, each]) => `${place}: ${each.lines(NAMED).join(' | ')}`),
  };
}
