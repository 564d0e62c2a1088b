import { flatOf, redlineOf, retraced } from '@xinxuan/contract';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeRedline } from './write-redline.ts';

const paragraph = (text: string) => ({ kind: 'paragraph' as const, level: 0 as const, text });
const table = (...rows: string[][]) => ({ kind: 'table' as const, rows });
const before = {
  title: '夜查',
  body: [paragraph('市容科整治占道经营。'), paragraph('成效明显。'), table(['街道', '起数'], ['东河', '3'])],
};
const after = {
  title: '夜查行动',
  body: [paragraph('市容科集中整治占道。成效明显。'), table(['街道', '起数'], ['东河', '13'], ['西河', '2'])],
};

async function documentOf(): Promise<string> {
  const writer = { id: 'per_1', name: '项明芳', at: '2026-05-20T08:00:00.000Z' };
  const bytes = await writeRedline(retraced(redlineOf(flatOf(before)), flatOf(after), writer));
  return new TextDecoder().decode(unzipSync(bytes)['word/document.xml']);
}
const textIn = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<w:${tag} [^>]*[^/]>.*?</w:${tag}>`, 'gs'))].map(([part]) =>
    [...part.matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)</g)].map(([, words]) => words).join(''),
  );

test('insertions and deletions are Word’s own, with name and time', async () => {
  const xml = await documentOf();
  expect(textIn(xml, 'ins').filter(Boolean)).toEqual(['行动', '集中', '1', '西河', '2']);
  expect(textIn(xml, 'del').filter(Boolean)).toEqual(['经营']);
  expect(xml).toContain('w:author="项明芳"');
  expect(xml).toContain('w:date="2026-05-20T08:00:00.000Z"');
});

test('the end of a joined paragraph and a new row are marked; every change has its own number', async () => {
  const xml = await documentOf();
  expect(xml).toMatch(/<w:pPr>(?:(?!<\/w:pPr>).)*<w:rPr>(?:(?!<\/w:rPr>).)*<w:del /s);
  expect(xml).toMatch(/<w:trPr>(?:(?!<\/w:trPr>).)*<w:ins /s);
  const ids = [...xml.matchAll(/<w:(?:ins|del) [^>]*w:id="(\d+)"/g)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(5);
  expect(new Set(ids).size).toBe(ids.length);
});
