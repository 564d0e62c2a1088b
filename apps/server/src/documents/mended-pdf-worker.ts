import { registerHooks } from 'node:module';

const WORKER = /\/pdfjs-dist\/legacy\/build\/pdf\.worker\.mjs$/u;

/** Places of the library where a broken Type 1 font holds it for ever, each with what makes it end. */
const MENDINGS: readonly (readonly [place: RegExp, mended: string])[] = [
  // After the last slash of a font cut off there, one step back is where it came from.
  [/(else if \(token === "\/"\) \{\s*)(this\.prevChar\(\);)/gu, '$1if (this.currentChar === -1) break; $2'],
  // A code has one byte; one of a billion makes a list that long, which is searched for every glyph.
  [
    /(const index = this\.readInt\(\);\s*this\.getToken\(\);\s*const glyph = this\.getToken\(\);\s*)(encoding\[index\] = glyph;)/gu,
    '$1if (index >= 0 && index < 256) $2',
  ],
];

/** The worker of the PDF library with its loops over broken fonts mended; null when one of the places is not found once. */
export function mended(source: string): string | null {
  if (MENDINGS.some(([place]) => [...source.matchAll(place)].length !== 1)) return null;
  return MENDINGS.reduce((text, [place, instead]) => text.replace(place, instead), source);
}

/**
 * Mends the library while it is loaded, in this process alone: its newest version (6.5.438) has the same places, and none
 * of its options leaves fonts unread. A version that reads otherwise is taken as it is; a test says so.
 */
export function mendPdfWorker(): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!WORKER.test(url) || loaded.source == null) return loaded;
      const source = mended(new TextDecoder().decode(loaded.source as Uint8Array));
      return source === null ? loaded : { ...loaded, source };
    },
  });
}
