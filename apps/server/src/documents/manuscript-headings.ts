import type { ParagraphBlock } from './document.ts';
import type { Line } from './manuscript-parts.ts';
import { levelOf } from './manuscript-words.ts';

/** Short and without a stop, as headings are. */
export function standsAlone({ text }: ParagraphBlock): boolean {
  return [...text].length <= 40 && !/。|[；：，]$/u.test(text);
}

/**
 * Headings without a number or a style: bold lines over plain text, two at least and all alike. Where other lines are
 * numbered a bold one is something else.
 */
export function headingsByLook(lines: readonly Line[]): ReadonlySet<Line> {
  const paragraphs = lines.filter((line): line is ParagraphBlock => line.kind === 'paragraph');
  if (paragraphs.some(line => line.heading > 0 || (standsAlone(line) && levelOf(line.text) > 0)))
    return new Set();
  const found = paragraphs.filter(
    (line, at) =>
      line.bold && standsAlone(line) && !/[！？…”）)]$/u.test(line.text) && isPlainText(paragraphs[at + 1]),
  );
  const alike = found.every(line => line.align === found[0]?.align && line.size === found[0]?.size);
  return new Set(found.length >= 2 && alike ? found : []);
}

function isPlainText(line: ParagraphBlock | undefined): boolean {
  return line !== undefined && !line.bold && /。/u.test(line.text);
}
