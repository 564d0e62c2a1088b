import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { Doc, Path } from '../document.ts';
import type { SayForm } from '../formWords.ts';
import type { Vocabulary, Word } from '../vocabulary.ts';
import { keyWord, nameOf, type SayKey } from './keyWords.ts';
import { expressionWords, ownKeys, ownWords } from './known-words.ts';
import { placeAt } from './place.ts';
import type { SchemeShape } from './shape.ts';

/** What help in the text knows: the shape of a scheme, and the scheme as it could last be read. */
export type Known = { shape: SchemeShape; document: Doc | null; words: Vocabulary; t: SayForm; k: SayKey };

const EXPRESSIONS = [
  'where',
  'when',
  'formula',
  'who',
  'apart',
  'divided-by',
  'value',
  'add',
  'times',
  'set',
];

/** Offers keys and words that may stand at the cursor; nothing in comments and texts. */
export function completes(known: () => Known): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const place = placeAt(context.state.doc.toString(), context.pos);
    if (!place) return null;
    const asked = known();
    if (!context.explicit && place.written === '' && place.in === 'key') return null;
    const quote = /^["']/.exec(place.written)?.[0] ?? '';
    const written = place.written.slice(quote.length);
    const from = place.from + quote.length;
    if (place.in === 'key') {
      const keys = [...keysFor(place.path, asked), ...valuesFor(place.path, asked)];
      return found(from, keys, /^[\w*.\-\u4e00-\u9fff]*$/);
    }
    const values = valuesFor(place.path, asked);
    if (values.length > 0 && !isExpression(place.path))
      return found(from, values, /^[\w*.\-\u4e00-\u9fff]*$/);
    if (!isExpression(place.path)) return null;
    const { from: begin, options } = expressionWords(written, asked.words);
    if (!context.explicit && begin === written.length && !/['"(]$/.test(written)) return null;
    return found(
      from + begin,
      options.map(({ value, label, type }) => ({
        label: type === 'function' ? `${value}()` : value,
        apply: type === 'function' ? `${value}(` : value,
        detail: label,
        type,
      })),
      /^[\w.]*$/,
    );
  };
}

function found(from: number, options: readonly Completion[], validFor: RegExp): CompletionResult | null {
  return options.length === 0 ? null : { from, options, validFor };
}

function isExpression(path: Path): boolean {
  return EXPRESSIONS.includes(String(path.findLast(step => typeof step === 'string') ?? ''));
}

function keysFor(path: Path, { shape, document, words, t, k }: Known): Completion[] {
  const known = shape.keysAt(path, document).map((key, i) => {
    const word = keyWord(path, key);
    const said = word === null ? '' : k(word);
    return { label: key, apply: `${key}: `, detail: nameOf(said), info: said, type: 'property', boost: -i };
  });
  const own = document === null ? [] : ownKeys(path, { document, words, t });
  return [...own.flatMap((word, i) => both(word, { ending: ': ', type: 'enum', boost: 50 - i })), ...known];
}

function valuesFor(path: Path, { shape, document, words, t }: Known): Completion[] {
  const fixed = shape
    .wordsAt(path, document)
    .map((value, i) => ({ label: value, detail: wordOf(value, t), type: 'constant', boost: -i }));
  const own = document === null ? [] : ownWords(path, { document, words, t });
  return [...fixed, ...own.flatMap((word, i) => both(word, { ending: '', type: 'enum', boost: -i }))];
}

/** A word is found by its id and by its label; the id is written. */
function both({ value, label }: Word, how: { ending: string; type: string; boost: number }): Completion[] {
  const { ending, ...rest } = how;
  const written = value === '*' ? '"*"' : value;
  const entry = { label: value, detail: label, apply: written + ending, ...rest };
  return label === value ? [entry] : [entry, { ...entry, label, detail: value, boost: -99 }];
}

/** What a fixed word of the language is called in the form. */
function wordOf(value: string, t: SayForm): string {
  for (const group of ['choice', 'period', 'each', 'amount'] as const) {
    const said = (t as (word: string) => string)(`${group}.${value}`);
    if (said !== `${group}.${value}`) return said;
  }
  return '';
}

/** What the key or word at a position means, with the part of the text that it is; null where there is nothing to say. */
export function explains(
  text: string,
  position: number,
  { document, words, t, k, shape }: Known,
): { from: number; to: number; said: string } | null {
  const part = /[\w*.-]/;
  let [from, to] = [position, position];
  while (from > 0 && part.test(text[from - 1] ?? '')) from--;
  while (to < text.length && part.test(text[to] ?? '')) to++;
  const written = text.slice(from, to);
  if (written === '') return null;
  const place = placeAt(text, to);
  if (!place) return null;
  const key = place.in === 'key' && /^["']?\s*:/.test(text.slice(to)) ? keyWord(place.path, written) : null;
  if (key) return { from, to, said: `${written} — ${k(key)}` };
  const list =
    document === null
      ? []
      : [...ownWords(place.path, { document, words, t }), ...ownKeys(place.path, { document, words, t })];
  const label =
    list.find(word => word.value === written)?.label ??
    (shape.wordsAt(place.path, document).includes(written) ? wordOf(written, t) : '') ??
    '';
  const named =
    label ||
    (isExpression(place.path)
      ? expressionWords(written, words).options.find(word => word.value === written)?.label
      : '');
  return named && named !== written ? { from, to, said: `${written} — ${named}` } : null;
}
