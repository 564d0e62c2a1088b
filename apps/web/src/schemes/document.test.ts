import { expect, test } from 'vitest';
import { typed } from './document.ts';

test('figures of a Chinese input method are numbers', () => {
  expect(typed('１２')).toBe(12);
  expect(typed(' ０．５ ')).toBe(0.5);
  expect(typed('0。5')).toBe(0.5);
  expect(typed('－３')).toBe(-3);
  expect(typed('−3')).toBe(-3);
  expect(typed('1，200')).toBe(1200);
  expect(typed('１２，０００．５')).toBe(12000.5);
});

test('what is no number stays as it was written', () => {
  expect(typed('九十')).toBe('九十');
  expect(typed('第１２条')).toBe('第１２条');
  expect(typed('1，5')).toBe('1，5');
});
