const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\uff01-\uff60\u2018-\u201d\u2026\u2014\u00b7]/gu;

/** What is counted of a body: its paragraphs and the cells of its tables. Title and captions of photos are not. */
type Counted =
  | { kind: 'paragraph'; level?: number; text: string }
  | { kind: 'table'; rows: readonly (readonly string[])[] };

/**
 * The number of words (字数) of a body. The one count of every page, list and check: while it is written, in its versions,
 * and where a rule asks for a length.
 */
export function countBody(body: readonly Counted[]): number {
  const texts = body.flatMap(block => (block.kind === 'paragraph' ? [block.text] : block.rows.flat()));
  return texts.reduce((sum, text) => sum + countWords(text), 0);
}

/**
 * The number of words (字数) of a text as word processors count a Chinese text: each Chinese character and each of its
 * punctuation marks is one, each unbroken run of other characters is one.
 */
export function countWords(text: string): number {
  const single = text.match(CJK)?.length ?? 0;
  const runs = text.replace(CJK, ' ').match(/\S+/gu)?.length ?? 0;
  return single + runs;
}
