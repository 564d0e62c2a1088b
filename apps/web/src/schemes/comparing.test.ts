import type { ComparedArticle, SchemeChange } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { anchorOf, byArticle, parted, shownArticles } from './comparing.ts';

const label = (zh: string) => ({ zh, en: zh });
const change = (place: string, sentence: string): SchemeChange => ({
  kind: 'changed',
  place,
  name: label(place),
  sentence: label(sentence),
});

test('changes of one article stand together, in the order in which articles first change', () => {
  const groups = byArticle([change('clause:a', '1'), change('switches', '2'), change('clause:a', '3')]);
  expect(groups.map(({ place, changes }) => [place, changes.map(({ sentence }) => sentence.zh)])).toEqual([
    ['clause:a', ['1', '3']],
    ['switches', ['2']],
  ]);
});

test('only changed articles are shown when asked for', () => {
  const article = (place: string, changes: SchemeChange[]): ComparedArticle => ({
    place,
    name: label(place),
    before: null,
    after: null,
    changes,
  });
  const articles = [article('clause:a', [change('clause:a', '1')]), article('clause:b', [])];
  expect(shownArticles(articles, true).map(({ place }) => place)).toEqual(['clause:a']);
  expect(shownArticles(articles, false)).toHaveLength(2);
});

test('an article is found by its place', () => {
  expect(anchorOf('clause:adoption')).toBe('article-clause-adoption');
});

test.each([
  ['每件计15分。', '每件计16分。', ['每件计', '15', '分。']],
  ['Each gives 15 points.', 'Each gives 16 points.', ['Each gives ', '15', ' points.']],
  ['只计最高的1件', undefined, ['', '只计最高的1件', '']],
  ['没有不同', '没有不同', ['没有不同', '', '']],
  ['11', '111', ['', '11', '']],
])('%s beside %s', (text, other, expected) => {
  expect(parted(text, other)).toEqual(expected);
});
