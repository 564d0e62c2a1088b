import { defineWords } from '../../words/i18n.ts';
import { trialEn } from './words.en.ts';
import { trialZh } from './words.zh.ts';

export const trialWords = defineWords('trials', trialZh, trialEn);
