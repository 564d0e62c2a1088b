import type { Block } from '@xinxuan/contract';
import { flatOf, textChanges, type WrittenText } from '@xinxuan/contract';
import { RULES } from '../text/quality/check.ts';
import type { Part } from '../text/quality/rule.ts';
import { TO_BE_CLEARED } from '../text/quality/secrecy.ts';

/** What stands where a sealed text stood, in its page and in every copy of it as a whole. */
export const SEALED_BODY: Block[] = [
  { kind: 'paragraph', level: 0, text: '（这一版文字已封存，不再显示。This version is sealed.）' },
];

const STRUCTURE = /[\ufdd0-\ufdef]+/u;
/** A word is masked by marks, by 某, or by crosses. */
const MASK = /[*＊×✕□■█○●◯]|某|[xX]{2,}/u;
const CONNECTED = /[\p{N}\p{Script=Latin}@._-]/u;
const NUMBER = /^[\p{N}\s-]*$/u;
/** A shorter number stands everywhere by chance. */
const SHORTEST_NUMBER = 6;

type Texts = {
  sealed: readonly WrittenText[];
  inForce: WrittenText & { captions: readonly string[] };
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
  const standing = [flatOf(inForce), ...inForce.captions].join('\n');
  const known = sealed.flatMap(text => passagesFound(text, { secretWords, today }));
  const masked = sealed
    .flatMap(text => maskedSince(flatOf(text), flatOf(inForce)))
    .filter(word => !NUMBER.test(word) || word.length >= SHORTEST_NUMBER);
  const words = [...known, ...masked, ...asked].map(word => word.trim());
  return [...new Set(words)]
    .filter(word => word.length >= 2 && !standing.includes(word))
    .sort((a, b) => b.length - a.length);
}

const TELLING = RULES.filter(rule => rule.id.startsWith('D') || TO_BE_CLEARED.has(rule.id));

function passagesFound(text: WrittenText, known: Pick<Texts, 'secretWords' | 'today'>): string[] {
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

function partsOf({ title, body }: WrittenText): Part[] {
  const cells = body.flatMap((block): Part[] =>
    block.kind === 'table'
      ? block.rows.flat().map(text => ({ kind: 'cell', text }))
      : [{ kind: 'paragraph', text: block.text }],
  );
  return [{ kind: 'title', text: title }, ...cells];
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
