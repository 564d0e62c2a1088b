import { secretReading } from '../text/quality/secrecy-mark.ts';
import type { Actor } from './actor.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A text that was refused for its secrecy mark; `reading` is for a keyed hash and goes nowhere else. */
export type RefusedSecret = { actor: Actor; endpoint: string; reading: string; now: Date };

/** Words of the contract, ids and numbers; they stand between the texts of a request and say nothing. */
const WIRE_WORD = /^(?:[a-z_]+|[a-z]{2,4}_[0-9a-z]{26}|\d{4}-\d\d-\d\d)$/;
const DEEPEST = 60;

/**
 * The secrecy gate of everything that writes: what a request carries, wherever it carries it, bears no secrecy mark.
 * Answers the reading of a request that does, or null. Asked before anything of the request is stored or logged.
 */
export function secretIn(input: unknown): string | null {
  const pieces: string[] = [];
  gather(input, pieces, 0);
  return secretReading(pieces);
}

function gather(value: unknown, pieces: string[], depth: number): void {
  if (typeof value === 'string') {
    if (!WIRE_WORD.test(value)) pieces.push(value);
  } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
    for (const [key, child] of Object.entries(value)) {
      // Where names are the sender's own, as in a record of columns, they are text too.
      if (!Array.isArray(value) && /\P{ASCII}/u.test(key)) pieces.push(key);
      gather(child, pieces, depth + 1);
    }
  }
}

/** The refusal names no passage, so that the refused text stands in no answer and no log. */
export function bearsMark(): Refusal {
  const sentence = {
    zh: '文中有密级标志，没有保存。涉密内容不得进入本系统，请立即从这台电脑上清除，并联系保密员。',
    en: 'The text bears a secrecy mark, so nothing was saved. Classified matter may not enter this system: clear it from this computer and call the secrecy officer.',
  };
  return refuse('invalid', 'secrecy_mark', { ...sentence, fields: { body: sentence } });
}
