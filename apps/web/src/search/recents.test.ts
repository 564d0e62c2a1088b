import { expect, test } from 'vitest';
import { withRecent } from './recents.ts';

test('the newest stands first, each once, eight at most', () => {
  expect(withRecent(['夜市', '河道'], '河道')).toEqual(['河道', '夜市']);
  expect(withRecent([...'一二三四五六七八'], '九')).toEqual([...'九一二三四五六七']);
});
