import type { Brought } from './parts.ts';
import type { FoundText } from './tables.ts';

/** Enough to see what it is and whether it was read rightly; the whole stands in the document. */
const SHOWN_CHARACTERS = 3000;

/** What the documents of a message, or its own words, were read as. */
export function foundTexts({ pieces, fromText }: Pick<Brought, 'pieces' | 'fromText'>): FoundText[] {
  const read = pieces.flatMap(piece => (piece.read ? [{ file: piece.name, read: piece.read }] : []));
  const all = fromText ? [...read, { file: null, read: fromText }] : read;
  return all.map(({ file, read: { title, body } }) => {
    const lines = body.value.flatMap(block =>
      block.kind === 'paragraph' ? [block.text] : block.rows.map(row => row.join('　')),
    );
    const text = lines.join('\n').replaceAll('\u0000', '');
    const shown = [...text].slice(0, SHOWN_CHARACTERS).join('');
    return { file, title: title.value, text: shown, cut: shown.length < text.length };
  });
}
