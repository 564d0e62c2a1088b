import type { Marked, SnippetPlace } from '@xinxuan/contract';
import { type Normal, normalOf } from './normal.ts';
import type { Question, Sought } from './question.ts';

/** A text of a found manuscript, as it was written. */
export type Passage = { place: SnippetPlace; name: string | null; text: string };
export type Snippet = { place: SnippetPlace; name: string | null; marked: Marked };

/** Characters around the first place, and places at most. */
const BEFORE = 18;
const LENGTH = 110;
const MOST = 3;
const END = /[\n。！？!?]/u;

/** The whole text with what was looked for marked in it: for titles. */
export function markedOf(text: string, question: Question): Marked {
  return cutOut(text, placesIn(normalOf(text), question.words), { from: 0, to: text.length });
}

/** The places that say most of what was looked for: each word once, before any word twice. */
export function snippetsOf(passages: Passage[], question: Question): Snippet[] {
  const open = new Set(question.words.filter(each => each.where === 'text').map(each => each.text));
  const snippets: Snippet[] = [];
  for (const { place, name, text } of passages) {
    if (snippets.length === MOST || open.size === 0) break;
    const places = placesIn(normalOf(text), question.words);
    while (snippets.length < MOST) {
      const first = places.find(each => open.has(each.text));
      if (!first) break;
      const window = around(text, first.from);
      for (const each of places) if (each.from >= window.from && each.to <= window.to) open.delete(each.text);
      open.delete(first.text);
      snippets.push({ place, name, marked: cutOut(text, places, window) });
    }
  }
  return snippets.length > 0 ? snippets : beginningOf(passages);
}

/** Where only the title says it, how the text begins. */
function beginningOf([first]: Passage[]): Snippet[] {
  const text = first?.text.trimStart() ?? '';
  if (!first || text === '') return [];
  return [{ place: first.place, name: first.name, marked: cutOut(text, [], around(text, 0)) }];
}

type Place = { text: string; from: number; to: number };
type Window = { from: number; to: number };

/** Where the words stand in the original, in order. */
function placesIn({ text, at, until }: Normal, words: readonly Sought[]): Place[] {
  const places: Place[] = [];
  for (const { text: word } of words) {
    // The spaces at both ends are marks of the normal text, not of the original.
    const [lead, tail] = [word.startsWith(' ') ? 1 : 0, word.endsWith(' ') ? 1 : 0];
    for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + word.length - tail)) {
      const [first, last] = [i + lead, i + word.length - tail - 1];
      places.push({ text: word, from: at[first] ?? 0, to: until[last] ?? 0 });
    }
  }
  return places.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** From the beginning of the sentence where it is near; never through a pair of surrogates. */
function around(text: string, from: number): Window {
  let start = Math.max(0, from - BEFORE);
  for (let i = from - 1; i >= start; i--) {
    if (!END.test(text.charAt(i))) continue;
    start = i + 1;
    break;
  }
  const line = text.indexOf('\n', from);
  const stop = Math.min(text.length, start + LENGTH, line < 0 ? Infinity : line);
  return { from: start - (isTail(text, start) ? 1 : 0), to: stop + (isTail(text, stop) ? 1 : 0) };
}

function isTail(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

function cutOut(text: string, places: readonly Place[], { from, to }: Window): Marked {
  const marked: Marked = [];
  let at = from;
  const push = (until: number, hit: boolean): void => {
    const piece = text.slice(at, until);
    if (piece === '') return;
    const last = marked.at(-1);
    if (last?.hit === hit) last.text += piece;
    else marked.push({ text: piece, hit });
    at = until;
  };
  for (const place of places) {
    if (place.to <= at || place.from >= to) continue;
    push(Math.max(at, place.from), false);
    push(Math.min(place.to, to), true);
  }
  push(to, false);
  if (from > 0 && !/[\n。！？!?]/u.test(text.charAt(from - 1))) marked.unshift({ text: '…', hit: false });
  if (to < text.length && text.charAt(to) !== '\n') marked.push({ text: '…', hit: false });
  return marked;
}
