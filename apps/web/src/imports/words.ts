import { defineWords } from '../words/i18n.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';

export const importWords = defineWords('imports', zh, en);
