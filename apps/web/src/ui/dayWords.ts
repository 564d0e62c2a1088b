import { defineWords } from '../words/i18n.ts';

export const dayWords = defineWords(
  'days',
  {
    moment_unreadable: '看不懂“{{text}}”，请写成“2026-11-25 17:30”；只写日期按 17:30 计。',
    moment_past: '这个时间已经过去，请改成以后的时间。',
    day_unreadable: '看不懂“{{text}}”，请写成“2026-11-25”。',
    day_late: '最晚只能选 {{until}}，没有采用 {{day}}。',
  },
  {
    moment_unreadable: '“{{text}}” cannot be read. Write it like 2026-11-25 17:30; a day alone means 17:30.',
    moment_past: 'This time has passed. Choose a later one.',
    day_unreadable: '“{{text}}” cannot be read. Write it like 2026-11-25.',
    day_late: '{{until}} is the latest day; {{day}} was not taken.',
  },
);
