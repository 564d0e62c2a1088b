import { answered, figures } from './figures.ts';
import { choose, rules } from './rules.ts';
import { addWord, refusals, removeWord, words } from './words.ts';

export const checkRoutes = { rules, choose, figures, answered, words, addWord, removeWord, refusals };
