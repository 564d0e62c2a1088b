/** Texts are compared by runs of this many characters. */
const GRAM = 4;

/** What a text says, without what its layout, punctuation, width of characters or capitals add. */
export function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The set of all runs of four characters; a shorter text is one run. */
export function shinglesOf(text: string): Set<string> {
  const characters = [...normalized(text)];
  if (characters.length === 0) return new Set();
  if (characters.length <= GRAM) return new Set([characters.join('')]);
  const shingles = new Set<string>();
  for (let at = 0; at + GRAM <= characters.length; at++) {
    shingles.add(characters[at]! + characters[at + 1]! + characters[at + 2]! + characters[at + 3]!);
  }
  return shingles;
}

/** The part of `own` that stands in `other` as well, 0 to 1. */
export function sharedPart(own: Set<string>, other: Set<string>): number {
  if (own.size === 0) return 0;
  let shared = 0;
  for (const shingle of own) if (other.has(shingle)) shared += 1;
  return shared / own.size;
}
