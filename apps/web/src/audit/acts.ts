import { defineWords } from '../words/i18n.ts';
import { en } from './acts.en.ts';
import { zh } from './acts.zh.ts';

/** What each act of the contract is called in the trail; a test holds it complete. */
export const actWords = defineWords('acts', zh, en);

type ActWord = keyof typeof actWords.zh & string;

/** An act in words; one that has none yet keeps its name rather than hiding. */
export function actName(act: string): string {
  return act in actWords.zh ? actWords.say(act as ActWord) : act;
}

/** The trail is filtered by the noun an act begins with. */
export const ACT_NOUNS = [
  'session',
  'network',
  'manuscripts',
  'mail',
  'imports',
  'writing',
  'search',
  'reviews',
  'adoptions',
  'faults',
  'commissions',
  'leads',
  'plans',
  'releases',
  'instructions',
  'outlets',
  'schemes',
  'standings',
  'objections',
  'awards',
  'fees',
  'trials',
  'fairness',
  'checks',
  'secrecy',
  'calendar',
  'duties',
  'notices',
  'circulars',
  'files',
] as const;
