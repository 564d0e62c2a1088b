import { describe, expect, it } from 'vitest';
import { defineWords, speak } from './i18n.ts';
import { commonWords } from './shared.ts';

const sources = import.meta.glob<Record<string, unknown>>(
  ['../**/words*.ts', '../**/*Words.ts', './shared.ts'],
  {
    eager: true,
  },
);

type Pair = { noun: string; zh: Record<string, string>; en: Record<string, string> };

function isWords(value: unknown): value is Pair {
  return typeof value === 'object' && value !== null && 'noun' in value && 'zh' in value && 'en' in value;
}

const all = Object.values(sources).flatMap(module => Object.values(module).filter(isWords));
const slots = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(m => m[1]).sort();

describe('the words of the features', () => {
  it('are found', () => {
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all.map(w => w.noun)).size).toBe(all.length);
  });

  it.each(all.map(w => [w.noun, w] as const))('%s: English has every slot that Chinese has', (_, words) => {
    const differing = Object.keys(words.zh).filter(key => {
      const needed = slots(words.zh[key] ?? '');
      return needed.some(slot => !slots(words.en[key] ?? '').includes(slot));
    });
    expect(differing.filter(key => !key.startsWith('list.sentence_'))).toEqual([]);
  });

  it.each(all.map(w => [w.noun, w] as const))('%s: no sentence is empty, none shouts', (_, words) => {
    const said = [...Object.values(words.zh), ...Object.values(words.en)];
    expect(said.filter(s => s.trim() === '' || /[!！]/.test(s))).toEqual([]);
  });
});

describe('speaking', () => {
  const words = defineWords(
    'test',
    { items: '{{count}} 件', plain: '好' },
    { items: '{{count}} items', items_one: '{{count}} item', plain: 'good' },
  );
  it('counts as the language does', () => {
    speak('zh');
    expect(words.say('items', { count: 1 })).toBe('1 件');
    speak('en');
    expect(words.say('items', { count: 1 })).toBe('1 item');
    expect(words.say('items', { count: '1' })).toBe('1 item');
    expect(words.say('items', { count: 2 })).toBe('2 items');
    expect(words.say('plain')).toBe('good');
    speak('zh');
  });
  it('has one name for each role', () => {
    expect(commonWords.say('role.correspondent')).toBe('信息员');
  });
});
