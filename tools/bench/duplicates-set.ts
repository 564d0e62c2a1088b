import { Converter } from 'opencc-js/cn2t';
import { textOf } from '../../apps/server/src/manuscripts/paper.ts';
import { compose, SHAPES, type Shape } from '../../apps/server/src/setup/demonstration/compose.ts';
import { type Draw, drawOf } from '../../apps/server/src/setup/demonstration/random.ts';
import type { Setting } from '../../apps/server/src/setup/demonstration/slots.ts';
import { THEMES } from '../../apps/server/src/setup/demonstration/texts/themes.ts';
import { makeGroups, makeUnits } from '../../apps/server/src/setup/demonstration/units.ts';

/** A text that comes in, what was done to make it, and the numbers of the kept texts that it was made from. */
export type Probe = { kind: ProbeKind; text: string; from: number[] };
export type DuplicateSet = { kept: string[]; probes: Probe[] };

const SEED = 50403;
const units = makeUnits(SEED, 'city', makeGroups(SEED));
const toTraditional = Converter({ from: 'cn', to: 't' });
const WRITTEN = SHAPES.filter(shape => shape !== 'opinion');

/**
 * Texts of a whole city by the composer of the demonstration year, every tenth about the same event as the one before it,
 * and `each` texts of every kind made from them. The same numbers give the same set.
 */
export function duplicateSet({ kept, each }: { kept: number; each: number }): DuplicateSet {
  const texts = Array.from({ length: kept }, (_, number) => keptText(number));
  const probes = KINDS.flatMap(kind =>
    Array.from({ length: each }, (_, i) => {
      const draw = drawOf(SEED, `probe/${kind}/${i}`);
      const from = draw.int(0, kept - 1);
      return MAKERS[kind]({ texts, from, draw });
    }).map(probe => ({ kind, ...probe })),
  );
  return { kept: texts, probes };
}

/** The text of one number, without making the others. */
export function keptText(number: number): string {
  const own = drawOf(SEED, `kept/${number}`);
  const event = number % 10 === 9 ? number - 1 : number;
  return written(settingOf(drawOf(SEED, `event/${event}`)), own);
}

type Source = { texts: readonly string[]; from: number; draw: Draw };
type Maker = (source: Source) => Omit<Probe, 'kind'>;

const MAKERS = {
  copied: one(text => text),
  're-spaced, other marks': one(text =>
    text.replaceAll('，', ', ').replaceAll('。', '.\n').replaceAll('\n', ' '),
  ),
  'in traditional characters': one(text => toTraditional(text)),
  '5 % of characters changed': one((text, draw) => changed(text, 0.05, draw)),
  '10 % of characters changed': one((text, draw) => changed(text, 0.1, draw)),
  '15 % of characters changed': one((text, draw) => changed(text, 0.15, draw)),
  'words replaced by synonyms': one(reworded),
  'trimmed to a half': one(text => text.slice(0, Math.ceil(text.length / 2))),
  'sentences re-ordered': one((text, draw) => draw.sample(sentencesOf(text), Infinity).join('')),
  're-dated, other figures': one((text, draw) => text.replace(/\d+/g, () => String(draw.int(2, 60)))),
  'forwarded, new head and tail': one((text, draw) => `${other(draw, 120)}${text}${other(draw, 120)}`),
  'excerpt of 200 in another text': one((text, draw) => hosted(text, 200, draw)),
  'excerpt of 300 in another text, 5 % changed': one((text, draw) =>
    hosted(changed(text, 0.05, draw), 300, draw),
  ),
  'halves of two merged': ({ texts, from, draw }) => {
    const second = (from + draw.int(1, texts.length - 1)) % texts.length;
    const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));
    return { text: `${half(texts[from]!)}\n${half(texts[second]!)}`, from: [from, second] };
  },
  'honest, on the same event': ({ from, draw }) => ({
    text: written(settingOf(drawOf(SEED, `event/${from % 10 === 9 ? from - 1 : from}`)), draw),
    from: [],
  }),
  'honest, on an event of its own': ({ draw }) => ({ text: other(draw, Infinity), from: [] }),
} satisfies Record<string, Maker>;

export type ProbeKind = keyof typeof MAKERS;
export const KINDS = Object.keys(MAKERS) as ProbeKind[];

function one(change: (text: string, draw: Draw) => string): Maker {
  return ({ texts, from, draw }) => ({ text: change(texts[from]!, draw), from: [from] });
}

function settingOf(draw: Draw): Setting {
  const unit = draw.pick(units);
  const eventOn = `2026-${twoDigits(draw.int(1, 12))}-${twoDigits(draw.int(1, 28))}`;
  return { unitName: unit.shortName, places: unit.places, eventOn, theme: draw.pick(THEMES) };
}

function written(setting: Setting, draw: Draw): string {
  const shape: Shape = draw.pick(WRITTEN);
  return textOf(compose(shape, setting, draw).body);
}

function other(draw: Draw, length: number): string {
  return written(settingOf(draw), draw).slice(0, length);
}

/** An excerpt inside a text on something else; it is whole where the source has no more. */
function hosted(text: string, length: number, draw: Draw): string {
  const start = draw.int(0, Math.max(0, text.length - length));
  const host = other(draw, Infinity);
  const cut = Math.floor(host.length / 2);
  return host.slice(0, cut) + text.slice(start, start + length) + host.slice(cut);
}

/** Replaces, leaves out or puts in characters here and there until the part of the text is changed. */
export function changed(text: string, part: number, draw: Draw): string {
  const characters = [...text];
  const places = draw.sample(
    characters.map((_, at) => at),
    Math.round(characters.length * part),
  );
  for (const at of places) {
    const stray = String.fromCodePoint(0x4e00 + draw.int(0, 5000));
    const act = draw.int(0, 9);
    characters[at] = act < 8 ? stray : act === 8 ? '' : characters[at]! + stray;
  }
  return characters.join('');
}

/** Pairs that farms of rewritten content put for one another; written for this set. */
const SYNONYMS: readonly (readonly [string, string])[] = [
  ['开展', '组织实施'],
  ['推进', '推动'],
  ['加强', '强化'],
  ['发现', '查找到'],
  ['问题', '情形'],
  ['解决', '化解'],
  ['群众', '市民'],
  ['居民', '住户'],
  ['商户', '店家'],
  ['巡查', '巡检'],
  ['整治', '治理'],
  ['及时', '第一时间'],
  ['现场', '当场'],
  ['目前', '眼下'],
  ['下一步', '接下来'],
  ['表示', '说道'],
  ['完成', '做完'],
  ['通过', '借助'],
  ['建立', '构建'],
  ['完善', '健全'],
  ['落实', '落地'],
  ['重点', '关键'],
  ['工作', '任务'],
  ['队员', '工作人员'],
  ['联合', '会同'],
  ['部门', '单位'],
  ['共', '总计'],
  ['同比', '较上年'],
  ['下降', '减少'],
  ['上升', '增长'],
  ['收到', '接到'],
  ['投诉', '反映'],
  ['提升', '提高'],
  ['确保', '保证'],
  ['持续', '不断'],
  ['全面', '全方位'],
  ['先后', '陆续'],
  ['设置', '布设'],
  ['安排', '部署'],
  ['协调', '沟通'],
  ['检查', '查验'],
  ['责任', '职责'],
];

/** Every second known word, at random, becomes its neighbour. */
function reworded(text: string, draw: Draw): string {
  const table = new Map<string, string>();
  for (const [a, b] of SYNONYMS) {
    table.set(a, b);
    table.set(b, a);
  }
  const words = [...table.keys()].sort((a, b) => b.length - a.length);
  return text.replace(new RegExp(words.join('|'), 'g'), word => (draw.chance(0.5) ? table.get(word)! : word));
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。！？\n]+[。！？\n]*/gu) ?? [text];
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
