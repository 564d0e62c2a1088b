/**
 * `block`: nothing leaves the unit with it; `error`: certainly wrong; `warning`: somebody should look; `note`: style.
 */
export const SEVERITIES = ['block', 'error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type PartKind = 'title' | 'heading' | 'paragraph' | 'cell' | 'caption';
export type Part = { kind: PartKind; text: string };

/** A manuscript as the rules see it: its title and parts in reading order, and what is known around it. */
export type CheckedText = {
  parts: readonly Part[];
  genre: 'long' | 'brief' | 'research';
  /** Experience and results want figures; other types do not. */
  wantsFigures: boolean;
  /** Names and short names of the unit that reports; empty when nobody knows. */
  unitNames: readonly string[];
  /** YYYY-MM-DD in Asia/Shanghai. */
  today: string;
  /** Names and places whose traditional or rare characters are right. */
  knownNames: readonly string[];
  /** The body's own words that hint at secrets. */
  secretWords: readonly string[];
};

/** A place in the text, in UTF-16 positions of the part, with what would mend it when that is certain. */
export type Hit = {
  part: number;
  from: number;
  to: number;
  repair: string | null;
  /** What the sentence needs to name: the right word, the true weekday, the sum. */
  named?: { zh: string; en: string };
};

export type Rule = {
  /** Stable; findings are kept under it. */
  id: string;
  severity: Severity;
  /** The law asks for it: a desk may make it graver, never weaker. */
  floor?: true;
  /** Where it is written: a standard's clause, a list, the practice of desks. */
  source: string;
  /** What is wrong and what to do; `{text}` is the passage, `{named}` what the hit names. */
  zh: string;
  en: string;
  find(text: CheckedText): Hit[];
  /** The expression of a rule that is one; part of the rules' version. */
  reads?: string;
  /** One paragraph each, or a whole text: the rule must find something, and nothing after its repair. */
  wrong: readonly Example[];
  /** The rule must stay silent. */
  right: readonly Example[];
};

export type Example = string | Partial<CheckedText>;

type Pattern = Omit<Rule, 'find' | 'reads'> & {
  /** With the flags `gu`. */
  pattern: RegExp;
  /** Which parts it reads; all when absent. */
  kinds?: readonly PartKind[];
  /** The text that takes the passage's place; null when only a person can know. */
  repair?: (match: RegExpExecArray) => string | null;
  /** A second look at a match: false lets it pass. */
  unless?: (match: RegExpExecArray, part: Part) => boolean;
  named?: (match: RegExpExecArray) => { zh: string; en: string };
};

/** A rule that is one regular expression, read part by part. */
export function pattern({ pattern: expression, kinds, repair, unless, named, ...rule }: Pattern): Rule {
  return {
    ...rule,
    reads: String(expression),
    find: text =>
      inParts(text, kinds, part =>
        [...part.text.matchAll(expression)]
          .filter(match => !unless?.(match, part))
          .map(match => ({
            from: match.index,
            to: match.index + match[0].length,
            repair: repair?.(match) ?? null,
            ...(named && { named: named(match) }),
          })),
      ),
  };
}

/** What a look at one part found, with the part's number added. */
export function inParts<T extends { from: number; to: number }>(
  text: CheckedText,
  kinds: readonly PartKind[] | undefined,
  look: (part: Part) => T[],
): (T & { part: number })[] {
  return text.parts.flatMap((part, index) =>
    kinds && !kinds.includes(part.kind) ? [] : look(part).map(hit => ({ ...hit, part: index })),
  );
}

/** The running text, without what may stand as fragments: titles, cells and captions. */
export const RUNNING: readonly PartKind[] = ['paragraph'];

/** A text for examples: a string is one paragraph. */
export function exampleText(example: Example): CheckedText {
  const given =
    typeof example === 'string' ? { parts: [{ kind: 'paragraph' as const, text: example }] } : example;
  return {
    parts: [],
    genre: 'brief',
    wantsFigures: false,
    unitNames: [],
    today: '2026-11-22',
    knownNames: [],
    secretWords: [],
    ...given,
  };
}
