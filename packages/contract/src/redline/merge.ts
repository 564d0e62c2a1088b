import { type TextChange, textChanges } from './differences.ts';
import { isParagraphEnd } from './flat.ts';
import { countWords } from './word-count.ts';

/** What one side did to the base: which of its characters stay, and what came before each of them. */
type Side = { kept: boolean[]; before: string[] };

/**
 * Two texts that were made from one base, as one: every word that either side put in stands in it, and what either
 * side took out is gone, unless the other wrote inside it. Where both wrote at one place, theirs stands first.
 */
export function mergedTexts(base: string, mine: string, theirs: string): string {
  if (base === theirs || mine === theirs) return mine;
  if (base === mine) return theirs;
  const a = sideOf(textChanges(base, mine, 'characters'), base.length);
  const b = sideOf(textChanges(base, theirs, 'characters'), base.length);
  let result = '';
  for (let index = 0; index <= base.length; index++) {
    const gone = !a.kept[index - 1] && !b.kept[index - 1];
    result += both(b.before[index]!, a.before[index]!, gone ? base[index - 1] : undefined);
    if (index < base.length && a.kept[index] && b.kept[index]) result += base[index]!;
  }
  return result;
}

function sideOf(changes: readonly TextChange[], length: number): Side {
  const side: Side = {
    kept: new Array<boolean>(length).fill(true),
    before: new Array<string>(length + 1).fill(''),
  };
  let at = 0;
  for (const { kind, text } of changes) {
    if (kind === 'added') side.before[at] += text;
    else {
      if (kind === 'removed') side.kept.fill(false, at, at + text.length);
      at += text.length;
    }
  }
  return side;
}

/** `gone`: the character before this place, when both sides took it out. */
function both(theirs: string, mine: string, gone: string | undefined): string {
  if (theirs === mine) return theirs;
  // Both gave one paragraph another level: it ends once, at the level that was given last.
  if (gone && isParagraphEnd(gone) && isParagraphEnd(theirs[0] ?? '') && isParagraphEnd(mine[0] ?? ''))
    return mine[0] + theirs.slice(1) + mine.slice(1);
  return theirs + mine;
}

export type Stretch = { from: number; to: number };

/** Where a stretch of the text before stands in the text after; an empty stretch when all of it was taken out. */
export function carried(changes: readonly TextChange[], { from, to }: Stretch): Stretch {
  let before = 0;
  let after = 0;
  let start: number | null = null;
  let end = 0;
  for (const { kind, text } of changes) {
    if (kind === 'added') after += text.length;
    else if (kind === 'removed') before += text.length;
    else {
      const first = Math.max(from, before);
      const last = Math.min(to, before + text.length);
      if (first < last) {
        start ??= after + first - before;
        end = after + last - before;
      }
      before += text.length;
      after += text.length;
    }
  }
  return start === null
    ? { from: Math.min(from, after), to: Math.min(from, after) }
    : { from: start, to: end };
}

/** How much was written and taken out between two texts, counted as 字数 are everywhere. */
export function sizeOfChange(changes: readonly TextChange[]): { added: number; removed: number } {
  const count = (kind: TextChange['kind']): number =>
    changes.reduce(
      (sum, c) => sum + (c.kind === kind ? countWords(c.text.replace(/[\ufdd0-\ufdef]/gu, ' ')) : 0),
      0,
    );
  return { added: count('added'), removed: count('removed') };
}
