import type { Block, Me } from '@xinxuan/contract';
import { expect, it } from 'vitest';
import { blankDraft, type Draft } from './draft.ts';
import { mergedDraft } from './mergedDraft.ts';

const me = { person: { id: 'per_1', name: '陆晓棠' }, post: null } as unknown as Me;
const p = (text: string): Block => ({ kind: 'paragraph', level: 0, text });
const draft = (change: Partial<Draft>): Draft => ({ ...blankDraft(me), ...change });
const photo = (fileId: string, caption: string) => ({ fileId, caption, name: '', size: 1, url: '' });

const base = draft({ title: '夜市退场更安静', body: [p('巡查两次。'), p('劝导三次。')] });

it('keeps the words of both sides', () => {
  const mine = { ...base, body: [p('三月巡查两次。'), p('劝导三次。')] };
  const theirs = { ...base, title: '夜市退场更安静了', body: [p('巡查两次。'), p('劝导三次。群众满意。')] };
  expect(mergedDraft(base, mine, theirs)).toMatchObject({
    title: '夜市退场更安静了',
    body: [p('三月巡查两次。'), p('劝导三次。群众满意。')],
  });
});

it('takes a field that one side alone has changed, and ours where both did', () => {
  const mine = { ...base, genre: 'brief' as const, eventOn: '2026-03-12' };
  const theirs = { ...base, importance: 'brand' as const, eventOn: '2026-03-10' };
  expect(mergedDraft(base, mine, theirs)).toMatchObject({
    genre: 'brief',
    importance: 'brand',
    eventOn: '2026-03-12',
  });
});

it('adds and removes photos, people and themes as both sides did', () => {
  const ground = { ...base, themes: ['夜市'], photos: [photo('a', '旧说明'), photo('b', '')] };
  const mine = { ...ground, themes: ['夜市', '执法'], photos: [photo('a', '旧说明'), photo('c', '我的')] };
  const theirs = {
    ...ground,
    themes: ['摊点'],
    authors: [...ground.authors, { id: 'per_2', name: '祁远' }],
    photos: [photo('a', '新说明'), photo('b', '')],
  };
  const merged = mergedDraft(ground, mine, theirs);
  expect(merged.themes).toEqual(['执法', '摊点']);
  expect(merged.authors.map(each => each.name)).toEqual(['陆晓棠', '祁远']);
  expect(merged.photos.map(({ fileId, caption }) => [fileId, caption])).toEqual([
    ['a', '新说明'],
    ['c', '我的'],
  ]);
});

it('takes nothing out when nobody knows what both were made from', () => {
  const mine = { ...base, body: [p('巡查两次。我写的。')], photos: [photo('a', '我的')] };
  const theirs = { ...base, body: [p('另一处写的。巡查两次。')], photos: [photo('b', '另一处的')] };
  const merged = mergedDraft(null, mine, theirs);
  expect(merged.body).toEqual([p('另一处写的。巡查两次。我写的。')]);
  expect(merged.photos.map(each => each.fileId)).toEqual(['a', 'b']);
});
