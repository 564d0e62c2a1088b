import { trimmed } from './document.ts';
import type { Glyph } from './pdf-page.ts';

/** A line of text on a page; y grows upwards, all lengths in points. */
export interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Characters that stand on one level are a line, from left to right. */
export function linesOf(glyphs: Glyph[]): Line[] {
  const sorted = glyphs.filter(each => each.character !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  const groups: Glyph[][] = [];
  for (const glyph of sorted) {
    const group = groups.at(-1);
    if (group && Math.abs(group[0]!.y - glyph.y) < glyph.size * 0.4) group.push(glyph);
    else groups.push([glyph]);
  }
  return groups.map(lineOf).filter(line => line.text !== '');
}

function lineOf(group: Glyph[]): Line {
  const glyphs = group.sort((a, b) => a.x - b.x);
  const inked = glyphs.filter(each => each.character.trim() !== '');
  const first = inked[0] ?? glyphs[0]!;
  const last = inked.at(-1) ?? first;
  let text = '';
  let previous: Glyph | undefined;
  for (const glyph of inked) {
    if (previous) text += spaceBetween(previous, glyph);
    text += glyph.character;
    previous = glyph;
  }
  return {
    text: trimmed(text),
    left: first.x,
    right: last.x + last.width,
    y: first.y,
    size: mostCommon(inked.map(each => each.size)) ?? first.size,
  };
}

/** Programs widen the gap between Chinese and Latin by a fraction of a character; only more than that was typed. */
function spaceBetween(left: Glyph, right: Glyph): string {
  // The ink of a bracket or a quotation mark fills half of its place.
  if (/[”’）》〉】〕，。、；：！？]/u.test(right.character) || /[“‘（《〈【〔]/u.test(left.character))
    return '';
  const gap = (right.x - left.x - left.width) / right.size;
  if (gap > 0.75) return '\u3000';
  const latin = /[\u0021-\u024f]/u;
  const mixed = latin.test(left.character) !== latin.test(right.character);
  return gap > (mixed ? 0.35 : 0.18) ? ' ' : '';
}

/** Words of Latin letters that met at the end of a line stay apart. */
export function joined(text: string, { text: next }: Line): string {
  return /[a-z]$/iu.test(text) && /^[a-z]/iu.test(next) ? `${text} ${next}` : text + next;
}

function mostCommon(values: number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
