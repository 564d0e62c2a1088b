import { openPackage } from './zip.ts';

const MOST_CHARACTERS = 8_000_000;

/**
 * Everything that is written anywhere in an Office package: body, cells, headers, comments, hidden and deleted text,
 * properties. Shown to checks, never to readers. Throws `Refused` for what is no sound package.
 */
export async function packageTexts(bytes: Uint8Array): Promise<string[]> {
  const pack = await openPackage(bytes);
  const texts: string[] = [];
  let left = MOST_CHARACTERS;
  for (const name of pack.names) {
    if (!/\.(?:xml|rels)$/u.test(name) || left <= 0) continue;
    const text = plain((await pack.read(name))?.toString('utf8') ?? '');
    left -= text.length;
    if (text) texts.push(text);
  }
  return texts;
}

/**
 * Runs of one paragraph or cell are one text, however they are cut; deleted and hidden runs are read as well. A tag ends
 * where the next one begins, and what is said in a tag is taken out of that tag alone: every pattern passes over a text
 * once, whatever is open in it and never closed.
 */
function plain(xml: string): string {
  return xml
    .replaceAll(/<\/(?:\w+:)?(?:p|si|h|row|tc|table-cell|comment)>|<(?:\w+:)?(?:br|tab|cr)\b[^<>]*>/gu, '\n')
    .replaceAll(/<[^<>]*>/gu, saidInTag)
    .replaceAll(/&#(x[0-9a-f]+|\d+);/giu, (_, code: string) => characterOf(code))
    .replaceAll(/\n{2,}/gu, '\n')
    .trim();
}

/** What a tag says to people: the description of a picture, a title. */
function saidInTag(tag: string): string {
  const said = [...tag.matchAll(/\b(?:descr|title|alt|name|tooltip)="([^"]*)"/gu)].map(
    match => match[1] ?? '',
  );
  return said
    .filter(each => /\P{ASCII}/u.test(each))
    .map(each => `\n${each}\n`)
    .join('');
}

function characterOf(code: string): string {
  const point =
    code.startsWith('x') || code.startsWith('X') ? Number.parseInt(code.slice(1), 16) : Number(code);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
