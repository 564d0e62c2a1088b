import { en } from './en.ts';
import { defineWords } from './i18n.ts';
import { zh } from './zh.ts';

export const commonWords = defineWords('common', zh, en);

/** For the few places outside components; components take `useWords(commonWords)`. */
export const t = commonWords.say;
