import { DOCUMENT_LIMITS, openPackage, type ZipLimits } from './zip.ts';

/** Packages are looked through on the event loop, so this much of one is unpacked and no more. */
const LIMITS: ZipLimits = { ...DOCUMENT_LIMITS, part: 24 * 1048576, total: 64 * 1048576 };
const MOST_CHARACTERS = 8_000_000;

/**
 * Everything that is written anywhere in an Office package: body, cells, headers, comments, hidden and deleted text,
 * properties. Shown to checks, never to readers. Throws `Refused` for what is no sound package.
 */
export async function packageTexts(bytes: Uint8Array): Promise<string[]> {
  const pack = await openPackage(bytes, LIMITS);
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

/** Runs of one paragraph or cell are one text, however they are cut; deleted and hidden runs are read as well. */
function plain(xml: string): string {
  return xml
    .replaceAll(/<\/(?:\w+:)?(?:p|si|h|row|tc|table-cell|comment)>|<(?:\w+:)?(?:br|tab|cr)\b[^>]*>/gu, '\n')
    .replaceAll(/<[^>]*?\b(?:descr|title|alt|name|tooltip)="([^"]*\P{ASCII}[^"]*)"[^>]*>/gu, '\n$1\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&#(x[0-9a-f]+|\d+);/giu, (_, code: string) => characterOf(code))
    .replaceAll(/\n{2,}/gu, '\n')
    .trim();
}

function characterOf(code: string): string {
  const point =
    code.startsWith('x') || code.startsWith('X') ? Number.parseInt(code.slice(1), 16) : Number(code);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
