/**
 * What a reader has to say about something it was given: a stable code for programs, and for people one sentence or
 * two in each language that say what was found, why it matters and what to do.
 */
export interface Finding {
  code: string;
  zh: string;
  en: string;
  /** Where it was found, in words of the file itself: a cell such as C12, or the line concerned. */
  where?: string;
}

/** An expected refusal is a value; `throw` is for bugs. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Finding };

type Sentences = { zh: string; en: string };
type Facts = Record<string, string | number>;

function fill(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/gu, (_, name: string) => String(facts[name] ?? ''));
}

/** Makes the function that turns a code of one closed table into a finding; `{name}` in a sentence is filled from `facts`. */
export function findingsFrom<T extends Record<string, Sentences>>(table: T) {
  return (code: keyof T & string, facts: Facts = {}, where?: string): Finding => {
    const sentences = table[code]!;
    const finding = { code, zh: fill(sentences.zh, facts), en: fill(sentences.en, facts) };
    return where === undefined ? finding : { ...finding, where };
  };
}

export function megabytes(bytes: number): string {
  return `${Math.round((bytes / 1048576) * 10) / 10} MB`;
}
