import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';
import { normalText } from '../../apps/server/src/search/normal.ts';
import { type Draw, drawOf } from '../../apps/server/src/setup/demonstration/random.ts';
import { textsOf } from './search-body.ts';
import type { Writer } from './search-texts.ts';

/** Questions of one kind; `part` is the part of all texts that has what is asked, as a sample says. */
export type Kind = { name: string; questions: { q: string; like: string; part: number }[] };

const SEED = 30671;
/** Texts that frequencies are estimated from. */
const SAMPLE = 4_000;

type Sample = { text: string }[];

/**
 * Words and phrases as they stand in the texts, sorted by how many texts have them; names, which follow Zipf's law, for
 * the rare ones; and phrases that nobody has written although every pair of their characters is common.
 */
export function questionKinds(writer: Writer, of: { texts: number; each: number }): Kind[] {
  const draw = drawOf(SEED, `questions/${of.texts}`);
  const sample: Sample = Array.from({ length: Math.min(SAMPLE, of.texts) }, () => {
    const { title, ...text } = writer.textOf(draw.int(0, of.texts - 1));
    return {
      text: `${normalText(title)}\n${textsOf({ title, ...text })
        .map(normalText)
        .join('\n')}`,
    };
  });
  const words = counted(sample, wordsIn(sample, draw));
  const phrases = counted(sample, phrasesIn(sample, draw));
  const between = (from: { text: string; part: number }[], low: number, high: number) =>
    draw.sample(
      from.filter(each => each.part >= low && each.part < high),
      of.each,
    );
  const asked = (name: string, found: { text: string; part: number }[], quote = false): Kind => ({
    name,
    questions: found.map(({ text, part }) => ({ q: quote ? `“${text}”` : text, like: text, part })),
  });
  const names = (low: number, high: number) =>
    Array.from({ length: of.each }, () => ({
      text: normalText(writer.nameOf(draw.int(low, high))).trim(),
      part: 0,
    }));
  return [
    asked('word, in a fifth and more', between(words, 0.2, 1)),
    asked('word, in 1 to 10 of a hundred', between(words, 0.01, 0.1)),
    asked('word, in less than 1 of a hundred', between(words, 0, 0.01)),
    asked('name, among the 1,000 most met', names(10, 1_000), true),
    asked('name, of the others', names(1_000, 299_000), true),
    asked('phrase of 4 to 9, in 1 of a hundred and more', between(phrases, 0.01, 1), true),
    asked('phrase of 4 to 9, rarer', between(phrases, 0, 0.01), true),
    asked(
      'phrase of common pairs, nearly nowhere',
      nowhere(sample, { draw, each: of.each, length: 2 }),
      true,
    ),
    asked(
      'phrase of common triples, nearly nowhere',
      nowhere(sample, { draw, each: of.each, length: 3 }),
      true,
    ),
    {
      name: 'two words, one of them common',
      questions: Array.from({ length: of.each }, () => {
        const [one] = between(words, 0.2, 1);
        const [other] = between(words, 0.001, 0.1);
        return { q: `${one!.text} ${other!.text}`, like: other!.text, part: other!.part };
      }),
    },
  ];
}

function counted(sample: Sample, texts: Iterable<string>): { text: string; part: number }[] {
  return [...new Set(texts)].map(text => ({
    text,
    part: sample.filter(each => each.text.includes(text)).length / sample.length,
  }));
}

function wordsIn(sample: Sample, draw: Draw): string[] {
  const load = createRequire(import.meta.url);
  const parts = load('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const { dict } = load('@node-rs/jieba/dict') as { dict: Uint8Array };
  const jieba: Jieba = parts.Jieba.withDict(dict);
  const words = draw.sample(sample, 120).flatMap(({ text }) => jieba.cut(text, true));
  return words.filter(word => /^\p{Script=Han}{2,4}$/u.test(word));
}

function phrasesIn(sample: Sample, draw: Draw): string[] {
  return draw.sample(sample, 400).flatMap(({ text }) => {
    const [run] = draw.sample(
      text.split(/[\s]/u).filter(each => /^\p{Script=Han}{9,}$/u.test(each)),
      1,
    );
    if (!run) return [];
    const from = draw.int(0, run.length - 9);
    return [run.slice(from, from + draw.int(4, 9))];
  });
}

/** Two common runs of so many characters grown together: each of them is met often, the whole hardly. */
function nowhere(
  sample: Sample,
  { draw, each, length }: { draw: Draw; each: number; length: 2 | 3 },
): { text: string; part: number }[] {
  const often = counted(sample.slice(0, 500), runsIn(sample.slice(0, 60), length))
    .filter(run => run.part > 0.03)
    .map(run => run.text);
  const made = new Set<string>();
  for (let tries = 0; made.size < each && tries < 20_000; tries++) {
    const one = draw.pick(often);
    const next = often.filter(other => one.slice(1) === other.slice(0, -1));
    if (next.length === 0) continue;
    const text = one + draw.pick(next).at(-1);
    if (!sample.some(kept => kept.text.includes(text))) made.add(text);
  }
  return [...made].map(text => ({ text, part: 0 }));
}

function runsIn(sample: Sample, length: 2 | 3): string[] {
  const runs = length === 2 ? /(?=(\p{Script=Han}{2}))/gu : /(?=(\p{Script=Han}{3}))/gu;
  return sample.flatMap(({ text }) => Array.from(text.matchAll(runs), match => match[1]!));
}
