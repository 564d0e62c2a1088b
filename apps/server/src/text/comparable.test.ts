import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, placeIn } from './comparable.ts';

const said = (text: string): string => String.fromCharCode(...comparable(text).codes);

test('marks, spaces, width, capitals and traditional forms say nothing', () => {
  expect(said('Ａbc，１２ 3。\n城管！')).toBe('abc123城管');
  expect(said('隨著夜間巡查的開展，佔道經營明顯減少')).toBe(said('随着夜间巡查的开展占道经营明显减少'));
  expect(said('臺賬齊全，後勤保障，裏外乾淨')).toBe(said('台账齐全后勤保障里外干净'));
  expect(said('著名品牌')).toBe(said('着名品牌'));
  expect(said('，。！ \n')).toBe('');
});

test('every unit knows its place, also where one character is read as several or two as one', () => {
  const text = '面积㎡，𠮷野家。';
  const read = comparable(text);
  expect(said(text)).toBe('面积m2𠮷野家');
  expect(placeIn(read, { from: 2, to: 4 })).toEqual({ from: 2, to: 3 });
  expect(placeIn(read, { from: 4, to: 8 })).toEqual({ from: 4, to: 8 });
  expect(text.slice(4, 8)).toBe('𠮷野家');
});

test('a place covers what was read, in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const read = comparable(text);
      expect(read.at).toHaveLength(read.codes.length);
      for (let i = 1; i < read.at.length; i++) expect(read.at[i]!).toBeGreaterThanOrEqual(read.at[i - 1]!);
      const place = placeIn(read, { from: 0, to: read.codes.length });
      if (read.codes.length > 0) expect(said(text.slice(place.from, place.to))).toBe(said(text));
    }),
  );
});
