import { defineWords } from '../../words/i18n.ts';
import type { Path } from '../document.ts';
import { keysEn } from './keys-en.ts';
import { keysZh } from './keys-zh.ts';

/** What the keys of a scheme are called and what they mean; one list for the text's help and the form's labels. */
export const keyWords = defineWords('scheme-keys', keysZh, keysEn);

export type KeyWord = keyof typeof keysZh;
export type SayKey = (typeof keyWords)['say'];

const NAMED = ['attributes', 'numbers', 'switches', 'ledgers'];

/** The entry that tells of a key at a path; null for names that a scheme gives itself. */
export function keyWord(path: Path, key: string): KeyWord | null {
  const names = path.filter(step => typeof step === 'string');
  const own = NAMED.includes(names[0] ?? '') || /^(kinds|classes|measures)$/.test(names[0] ?? '');
  if ((own && names.length === 1) || ['values', 'options', 'groups', 'table'].includes(names.at(-1) ?? ''))
    return null;
  const parents = own && NAMED.includes(names[0] ?? '') ? [names[0], ...names.slice(2)] : names;
  const word = `${parents.at(-1) ?? ''}.${key}`;
  if (word in keysZh) return word as KeyWord;
  return key in keysZh ? (key as KeyWord) : null;
}

/** The short name of a key, as a field of the form is called. */
export function nameOf(said: string): string {
  return said.split(/：|: /)[0] ?? said;
}
