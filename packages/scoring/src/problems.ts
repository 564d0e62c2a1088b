/** A mistake in a scheme or in facts, told to the person who can mend it. */
export type Problem = {
  /** Where in the document: "clauses[2].steps[1].table.city". */
  path: string;
  /** Line in the YAML text, from 1. */
  line?: number;
  /** Column in that line, from 1. */
  column?: number;
  /** Id of the clause concerned. */
  clause?: string;
  /** Stable name of the mistake, for example 'unknown-word'. */
  code: string;
  zh: string;
  en: string;
};
