/** Spoilt schemes: what a slip of the hand, a cut file or a careless edit makes of a good one. Seeded, so repeatable. */
import { parse, stringify } from 'yaml';

/** A small generator of numbers (mulberry32): the same seed gives the same cases on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const whole = (random: Random, below: number) => Math.floor(random() * below);
const pick = <T>(random: Random, list: readonly T[]): T => list[whole(random, list.length)] as T;

const SIGNS = [...'{}[]:,#&*!|>\'"%@`-? \n\t，：“”（）0123456789abcxyz市分.=<>'];

/** Characters put in, taken out or doubled; a piece cut away; a line moved; the end missing. */
export function spoilText(text: string, random: Random): string {
  const at = whole(random, text.length);
  const some = 1 + whole(random, 30);
  switch (whole(random, 7)) {
    case 0:
      return text.slice(0, at) + pick(random, SIGNS) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + some);
    case 2:
      return text.slice(0, at);
    case 3:
      return text.slice(0, at) + text.slice(at, at + some) + text.slice(at);
    case 4:
      return text.slice(0, at) + pick(random, SIGNS) + text.slice(at + 1);
    case 5: {
      const lines = text.split('\n');
      const [line = ''] = lines.splice(whole(random, lines.length), 1);
      lines.splice(whole(random, lines.length), 0, line);
      return lines.join('\n');
    }
    default:
      return text.slice(0, at) + String.fromCodePoint(whole(random, 0xd7ff) + 1) + text.slice(at);
  }
}

const WORDS = [
  'adopted',
  'submitted',
  'level',
  'year',
  'quarter',
  'highest',
  'main',
  'total',
  '__proto__',
  'constructor',
  'toString',
  '',
  '*',
  '省级',
  'now > 1',
  "total('main') >= 2",
  "before('main')",
  "place('year')",
  "first('lead') ? 1 : 2",
  'unit.staff * 2',
  'now / 0',
  "also('adopted')",
  'period.ended',
  '1/3',
  'x'.repeat(3000),
];
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  2.5,
  1e21,
  1e-9,
  -0,
  999_999_999_999_999,
  [],
  {},
  [[]],
  { choose: 'nothing' },
  { number: 5, percent: 'now' },
  { by: 'level', table: { '*': 1 } },
  { formula: 'now + 1' },
  new Date(0),
];

type Spot = { holder: Record<string, unknown> | unknown[]; key: string | number };

function spotsOf(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, key) => [{ holder: value, key }, ...spotsOf(item)]);
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap(key => [{ holder, key }, ...spotsOf(holder[key])]);
}

const read = ({ holder, key }: Spot) => (holder as Record<string | number, unknown>)[key];
const write = ({ holder, key }: Spot, value: unknown) => {
  (holder as Record<string | number, unknown>)[key] = value;
};

/** One to three places of the document replaced, removed, doubled, renamed or swapped with another. */
export function spoilStructure(text: string, random: Random): string {
  const document: unknown = parse(text);
  for (let n = 1 + whole(random, 3); n > 0; n--) {
    const spots = spotsOf(document);
    if (spots.length === 0) break;
    const spot = pick(random, spots);
    switch (whole(random, 7)) {
      case 0:
        write(spot, pick(random, VALUES));
        break;
      case 1:
        write(spot, pick(random, WORDS));
        break;
      case 2:
        if (Array.isArray(spot.holder)) spot.holder.splice(Number(spot.key), 1);
        else delete spot.holder[String(spot.key)];
        break;
      case 3: {
        const other = pick(random, spots);
        const [a, b] = [structuredClone(read(spot)), structuredClone(read(other))];
        write(other, a);
        write(spot, b);
        break;
      }
      case 4:
        if (Array.isArray(spot.holder)) spot.holder.push(structuredClone(read(spot)));
        else spot.holder[pick(random, WORDS)] = structuredClone(read(spot));
        break;
      case 5:
        write(spot, structuredClone(read(pick(random, spots))));
        break;
      default:
        if (!Array.isArray(spot.holder)) {
          const value = read(spot);
          delete spot.holder[String(spot.key)];
          spot.holder[`${spot.key}s`] = value;
        }
    }
  }
  return stringify(document);
}
