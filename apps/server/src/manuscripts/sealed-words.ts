import type { Block } from '@xinxuan/contract';
import { flatOf, textChanges, type WrittenText } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';
import { barring } from '../text/covered-words.ts';
import { RULES } from '../text/quality/check.ts';
import type { Part } from '../text/quality/rule.ts';
import { TO_BE_CLEARED } from '../text/quality/secrecy.ts';

/** What stands where a sealed text stood, in its page and in every copy of it as a whole. */
export const SEALED_BODY: Block[] = [
  { kind: 'paragraph', level: 0, text: '（这一版文字已封存，不再显示。This version is sealed.）' },
];

const STRUCTURE = /[\ufdd0-\ufdef\n]+/u;
/** A word is masked by marks, by 某, or by crosses. */
const MASK = /[*＊×✕□■█○●◯]|某|[xX]{2,}/u;
const CONNECTED = /[\p{N}\p{Script=Latin}@._-]/u;
const NUMBER = /^[\p{N}\s-]*$/u;
/** A shorter number stands everywhere by chance. */
const SHORTEST_NUMBER = 6;

type Told = WrittenText & { captions: readonly string[] };

type Texts = {
  sealed: readonly Told[];
  inForce: Told;
  /** Words that the person who seals has named besides. */
  asked: readonly string[];
  /** Words that hint at secrets in this body. */
  secretWords: readonly string[];
  today: string;
};

/**
 * The words that a seal takes away: personal data and hints at secrets that the sealed texts hold, what was masked by
 * hand since, and what was named; all of them only as far as they do not stand in the text in force.
 */
export function withdrawnWords({ sealed, inForce, asked, secretWords, today }: Texts): string[] {
  const standing = wholeOf(inForce);
  const known = sealed.flatMap(text => passagesFound(text, { secretWords, today }));
  const masked = sealed
    .flatMap(text => maskedSince(wholeOf(text), standing))
    .filter(word => !NUMBER.test(word) || word.length >= SHORTEST_NUMBER);
  const words = [...known, ...masked, ...asked].map(word => word.trim());
  return [...new Set(words)]
    .filter(word => word.length >= 2 && !stands(word, standing))
    .sort((a, b) => b.length - a.length);
}

const TELLING = RULES.filter(rule => rule.id.startsWith('D') || TO_BE_CLEARED.has(rule.id));

/** Whether covering the word would touch a text. */
function stands(word: string, text: string): boolean {
  return barring([word])(text) !== text;
}

/** Why a word that somebody names may not be covered: it would cover too much, or what holds says it still. */
export function whyNotCovered(word: string, inForce: Told): Refusal | null {
  const said = word.trim();
  if ([...said].length < 2)
    return refuse('invalid', 'word_too_short', {
      zh: `“${said}”只有一个字，到处都会出现。请写完整的姓名、号码或词语，至少两个字。`,
      en: `“${said}” is a single character and stands everywhere. Give the whole name, number or word.`,
    });
  if (NUMBER.test(said) && said.replace(/\D/gu, '').length < SHORTEST_NUMBER)
    return refuse('invalid', 'number_too_short', {
      zh: `“${said}”是不足${SHORTEST_NUMBER}位的数字，别处也会碰巧出现。请连同前后的字一起写，例如“${said}号楼”。`,
      en: `“${said}” is a number of fewer than ${SHORTEST_NUMBER} digits and stands elsewhere by chance. Give it with the words around it.`,
    });
  if (stands(said, wholeOf(inForce)))
    return refuse('invalid', 'word_still_stands', {
      zh: `现稿中还有“${said}”，涂黑其他各处也遮不住它。请先在现稿中遮盖或改写，再封存旧版本。`,
      en: `The text in use still says “${said}”, so covering the copies hides nothing. Mask or reword it there first.`,
    });
  return null;
}

/** Title, text and captions as one. */
export function wholeOf({ captions, ...text }: Told): string {
  return [flatOf(text), ...captions].join('\n');
}

function passagesFound(text: Told, known: Pick<Texts, 'secretWords' | 'today'>): string[] {
  const parts = partsOf(text);
  const checked = {
    parts,
    genre: 'brief' as const,
    wantsFigures: false,
    unitNames: [],
    knownNames: [],
    ...known,
  };
  return TELLING.flatMap(rule =>
    rule.find(checked).map(({ part, from, to }) => parts[part]?.text.slice(from, to) ?? ''),
  );
}

function partsOf({ title, body, captions }: Told): Part[] {
  const cells = body.flatMap((block): Part[] =>
    block.kind === 'table'
      ? block.rows.flat().map(text => ({ kind: 'cell', text }))
      : [{ kind: 'paragraph', text: block.text }],
  );
  const below = captions.map((text): Part => ({ kind: 'caption', text }));
  return [{ kind: 'title', text: title }, ...cells, ...below];
}

/** Stretches in whose place a mask stands now, with the rest of the number or name that they were cut out of. */
function maskedSince(before: string, after: string): string[] {
  const changes = textChanges(before, after);
  const found: string[] = [];
  let at = 0;
  changes.forEach((change, index) => {
    if (change.kind === 'added') return;
    const next = changes[index + 1];
    if (change.kind === 'removed' && next?.kind === 'added' && MASK.test(next.text))
      found.push(...wholeWords(before, at, at + change.text.length));
    at += change.text.length;
  });
  return found;
}

function wholeWords(text: string, from: number, to: number): string[] {
  let start = from;
  let end = to;
  const connected = (index: number): boolean => CONNECTED.test(text[index] ?? '');
  while (connected(start) && connected(start - 1)) start--;
  while (connected(end - 1) && connected(end)) end++;
  // A single character of a name says nothing without the one before it.
  if (end - start === 1 && start > 0) start--;
  return text.slice(start, end).split(STRUCTURE);
}
