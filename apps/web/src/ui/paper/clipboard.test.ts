// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pasted } from './paste.ts';

/**
 * Pages as programs put them on the clipboard, in their forms and with words of our own, and what becomes of them. The
 * same pages are pasted into a real browser by e2e/paste.e2e.ts.
 */
const FOLDER = join(import.meta.dirname, 'clipboard');
const golden = readdirSync(FOLDER).filter(name => name.endsWith('.json'));

test.each(golden)('%s', name => {
  const html = readFileSync(join(FOLDER, name.replace('.json', '.html')), 'utf8');
  expect(pasted(html)).toEqual(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
});

/** Time for pages that grow: twice the page may cost some more than twice the time, never four times. */
test.each([
  ['islands that never end', (n: number) => '<xml '.repeat(n)],
  ['marks that never end', (n: number) => '<![if '.repeat(n)],
  ['processing instructions', (n: number) => '<?xml '.repeat(n)],
  ['foreign names', (n: number) => '<o:'.repeat(n)],
  ['addresses of data', (n: number) => '"data:'.repeat(n)],
  ['spaces and line ends', (n: number) => `<p>${' \n\t'.repeat(n)}</p>`],
])('%s cost no more than their length', (_, page) => {
  const html = page(200_000);
  const start = performance.now();
  pasted(html);
  expect(performance.now() - start).toBeLessThan(25_000);
});

test('a page beyond all measure is not taken apart', () => {
  expect(pasted('字'.repeat(20_000_001))).toEqual({ blocks: [], pictures: 0, notes: 0, cut: true });
});

test('more than a manuscript holds is cut, and that is told', () => {
  const lines = pasted('<p>行</p>'.repeat(2_050));
  expect([lines.blocks.length, lines.cut]).toEqual([2_000, true]);
  const wide = pasted(`<table>${`<tr>${'<td>格</td>'.repeat(40)}</tr>`.repeat(3)}</table>`);
  expect(wide.cut).toBe(true);
  expect(wide.blocks[0]).toMatchObject({
    rows: [Array(30).fill('格'), Array(30).fill('格'), Array(30).fill('格')],
  });
});
