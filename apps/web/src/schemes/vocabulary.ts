import type { Language } from '../words/i18n.ts';
import { type Doc, isMap, labelOf, listOf, mapOf, textOf } from './document.ts';

export type Word = { value: string; label: string };
export type AttributeKind = 'word' | 'text' | 'number' | 'yes-no' | 'day';
export type AttributeWords = Word & { kind: AttributeKind; words: Word[] };

/** The words that a scheme has for itself: what its fields offer and how its steps read. */
export type Vocabulary = {
  language: Language;
  kinds: Word[];
  attributes: AttributeWords[];
  numbers: Word[];
  classes: Word[];
  ledgers: Word[];
  clauses: Word[];
  measures: Word[];
  rankings: Word[];
  awards: Word[];
  switches: (Word & { options: Word[]; chosen: string })[];
};

export function vocabularyOf(doc: Doc, language: Language): Vocabulary {
  const words = (part: unknown, read: (value: unknown) => unknown = value => value): Word[] =>
    Object.entries(mapOf(part)).map(([value, entry]) => ({
      value,
      label: labelOf(read(entry), language) || value,
    }));
  const labelled = (entry: unknown): unknown => mapOf(entry)['label'];
  return {
    language,
    kinds: words(doc['kinds']),
    attributes: Object.entries(mapOf(doc['attributes'])).map(([value, entry]) => {
      const given = mapOf(entry);
      return {
        value,
        label: labelOf(given['label'], language) || value,
        kind: kindOf(given),
        words: words(given['values'] ?? mapOf(mapOf(given['bands'])['from'])),
      };
    }),
    numbers: words(doc['numbers'], labelled),
    classes: words(doc['classes']),
    ledgers: words(doc['ledgers'], labelled),
    clauses: listOf(doc['clauses'])
      .filter(isMap)
      .map(clause => ({
        value: textOf(clause['id']),
        label: textOf(clause['rule']) || labelOf(clause['text'], language),
      })),
    measures: words(doc['measures']),
    rankings: named(doc['rankings'], language),
    awards: named(doc['awards'], language),
    switches: Object.entries(mapOf(doc['switches'])).map(([value, entry]) => {
      const given = mapOf(entry);
      return {
        value,
        label: labelOf(given['question'], language) || value,
        options: words(given['options']),
        chosen: textOf(given['value'] ?? given['default']),
      };
    }),
  };
}

/** Things with an id and a label; one alone may stand without a list. */
function named(part: unknown, language: Language): Word[] {
  return (isMap(part) ? [part] : listOf(part)).filter(isMap).map(each => ({
    value: textOf(each['id']),
    label: labelOf(each['label'], language) || textOf(each['id']),
  }));
}

function kindOf(given: Record<string, unknown>): AttributeKind {
  if (isMap(given['values']) || isMap(given['bands'])) return 'word';
  const type = given['type'];
  return type === 'number' || type === 'yes-no' || type === 'day' ? type : 'text';
}

export function wordFor(words: readonly Word[], value: string): string {
  return words.find(word => word.value === value)?.label ?? value;
}

/** What a table may be divided by, besides attributes. */
export function dimension(
  vocabulary: Vocabulary,
  name: string,
  others: Record<string, string>,
): AttributeWords {
  const known = vocabulary.attributes.find(attribute => attribute.value === name);
  if (known) {
    const yesNo = known.kind === 'yes-no' ? [word('true', others), word('false', others)] : known.words;
    return { ...known, words: yesNo };
  }
  const words = name === 'kind' ? vocabulary.kinds : name === 'unit.class' ? vocabulary.classes : [];
  return { value: name, label: others[name] ?? name, kind: words.length > 0 ? 'word' : 'text', words };
}

const word = (value: string, labels: Record<string, string>): Word => ({
  value,
  label: labels[value] ?? value,
});
