import type { Json } from './document.ts';
import { CLOSING_FIELDS, CLOSING_KINDS, closingKindOf, NEW_CLOSINGS } from './part-fields.ts';
import { kindOf, NEW_STEPS, STEP_FIELDS, STEP_KINDS, type StepField } from './step-fields.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Steps of a clause, or of the closing of a ledger: which there are, what they hold, how a new one begins. */
export type StepFamily = {
  kinds: readonly (keyof typeof NEW_STEPS | keyof typeof NEW_CLOSINGS)[];
  kindOf: (step: unknown) => keyof typeof NEW_STEPS | keyof typeof NEW_CLOSINGS | null;
  fieldsOf: (kind: string) => readonly StepField[];
  fresh: (kind: string, words: Vocabulary) => Json;
};

export const CLAUSE_STEPS: StepFamily = {
  kinds: STEP_KINDS,
  kindOf,
  fieldsOf: kind => STEP_FIELDS[kind as keyof typeof STEP_FIELDS],
  fresh: (kind, words) => {
    if (kind !== 'select') return NEW_STEPS[kind as keyof typeof NEW_STEPS] as Json;
    const known = words.kinds.find(each => each.value === 'adopted') ?? words.kinds[0];
    return { select: { kind: known?.value ?? 'adopted' } };
  },
};

export const CLOSING_STEPS: StepFamily = {
  kinds: CLOSING_KINDS,
  kindOf: closingKindOf,
  fieldsOf: kind => CLOSING_FIELDS[kind as keyof typeof CLOSING_FIELDS],
  fresh: (kind, words) =>
    kind === 'part'
      ? { part: { ledger: words.ledgers[0]?.value ?? 'main' } }
      : (NEW_CLOSINGS[kind as keyof typeof NEW_CLOSINGS] as Json),
};
