import { expect, test } from 'vitest';
import { isImage, linkOf, pieceOf, toEvidence } from './evidence.ts';

test.each([
  ['第2版.JPG', true],
  ['扫描.png', true],
  ['节目.mp4', false],
  ['报纸.pdf', false],
  ['png', false],
])('%s is shown in the page: %s', (name, shown) => {
  expect(isImage(name)).toBe(shown);
});

test.each([
  ['节目.mp4', 'video'],
  ['稿费单.jpg', 'fee_slip'],
  ['第2版.jpg', 'scan'],
])('%s is taken for a %s', (name, kind) => {
  expect(pieceOf({ id: 'file_1', name }).kind).toBe(kind);
});

test.each([' https://news.example.cn/2026/3/12.html ', 'http://www.example.com/a?b=1#c'])(
  '%s is a link',
  address => {
    expect(linkOf(address)).toMatchObject({ kind: 'link', url: address.trim() });
  },
);

test.each([
  'www.example.cn',
  'javascript:alert(1)',
  'https://',
  'https://localhost',
  'ftp://example.cn/a',
  '',
])('%s is none', address => {
  expect(linkOf(address)).toBeNull();
});

test('names stay here, only kinds and places are sent', () => {
  expect(toEvidence(pieceOf({ id: 'file_1', name: '第2版.jpg' }))).toEqual({
    kind: 'scan',
    fileId: 'file_1',
  });
  expect(toEvidence({ kind: 'link', url: 'https://a.cn/', name: 'x' })).toEqual({
    kind: 'link',
    url: 'https://a.cn/',
  });
});
