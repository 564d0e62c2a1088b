import { defineWords } from '../words/i18n.ts';
import { formEn } from './form-words-en.ts';
import { formZh } from './form-words-zh.ts';

/** What the form of a scheme says. */
export const formWords = defineWords('scheme-form', formZh, formEn);

export type FormWord = keyof (typeof formWords)['zh'];
export type SayForm = (typeof formWords)['say'];
