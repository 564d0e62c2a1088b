import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';
import { normalText } from './normal.ts';
import { isWord } from './terms.ts';

/** One condition of a search: these characters, as they stand in a normal text. */
export type Sought = {
  /** With a space at an end where a word of letters or digits ends: it is found whole. */
  text: string;
  /** One character alone is looked for in titles only. */
  where: 'text' | 'title';
};

/** What a person asks for: all of these, none of those. */
export type Question = {
  words: Sought[];
  without: Sought[];
  /** What was written together and is looked for in parts; where it stands together it is better. */
  wholes: string[];
};

/** Chinese up to this length is looked for as written; what is longer is taken for several words. */
const PHRASE = 4;
const MOST_WORDS = 12;
const PIECES = /([-－−]?)(?:"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|(\S+))/gu;

/**
 * Reads what was typed: words with spaces between them are all to be found, “exactly this” stands in quotation marks,
 * a minus before a word leaves out what has it.
 */
export function questionOf(typed: string): Question {
  const question: Question = { words: [], without: [], wholes: [] };
  for (const match of typed.matchAll(PIECES)) {
    const quoted = match.slice(2, 6).find(each => each !== undefined);
    const loose = match[6] ?? '';
    const normal = normalText(quoted ?? loose);
    const parts = quoted === undefined ? partsOf(normal) : [normal];
    const found = parts.map(soughtOf).filter(each => each !== null);
    if (match[1]) question.without.push(...found);
    else {
      question.words.push(...found);
      if (found.length > 1) question.wholes.push(normal.trim());
    }
  }
  return {
    words: distinct(question.words).slice(0, MOST_WORDS),
    without: distinct(question.without).slice(0, MOST_WORDS),
    wholes: question.wholes,
  };
}

function soughtOf(normal: string): Sought | null {
  const core = normal.trim();
  if (core === '') return null;
  const pieces = core.split(' ');
  const text = `${isWord(pieces[0] ?? '') ? ' ' : ''}${core}${isWord(pieces.at(-1) ?? '') ? ' ' : ''}`;
  return { text, where: text.length === 1 ? 'title' : 'text' };
}

/** Chinese on both sides of a mark are two things; what stands beside a number or a foreign word belongs to it. */
function partsOf(normal: string): string[] {
  const runs: string[] = [];
  let before = '';
  for (const piece of normal.trim().split(' ')) {
    const joined = before !== '' && (isWord(piece) || isWord(before));
    if (joined) runs.push(`${runs.pop()} ${piece}`);
    else runs.push(piece);
    before = piece;
  }
  return runs.flatMap(run => (run.includes(' ') || isWord(run) || run.length <= PHRASE ? [run] : cut(run)));
}

let jieba: Jieba | undefined;

/** Words of a long run; single characters stay with the word before them. */
function cut(run: string): string[] {
  jieba ??= loaded();
  const words: string[] = [];
  for (const word of jieba.cut(run, true)) {
    if (words.length > 0 && (word.length === 1 || words.at(-1)?.length === 1)) words.push(words.pop() + word);
    else words.push(word);
  }
  return words;
}

/** The dictionary takes a moment and some memory, so it is read when the first long question comes. */
function loaded(): Jieba {
  const load = createRequire(import.meta.url);
  const parts = load('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const { dict } = load('@node-rs/jieba/dict') as { dict: Uint8Array };
  return parts.Jieba.withDict(dict);
}

function distinct(sought: Sought[]): Sought[] {
  return [...new Map(sought.map(each => [each.text, each])).values()];
}
