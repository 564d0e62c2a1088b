import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { told } from './gestures.ts';
import { lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';

const CLIPBOARD = join(import.meta.dirname, '../src/ui/paper/clipboard');
const golden = readdirSync(CLIPBOARD).filter(name => name.endsWith('.json'));

type Paper = { kind: 'paragraph'; level: number; text: string } | { kind: 'table'; rows: string[][] };

let stage: Stage;
let writer: Visitor;

beforeAll(async () => {
  stage = await openStage('2026-03-13T02:00:00Z');
  writer = await stage.enter('writer');
  await writer.page.getByRole('link', { name: '写稿' }).click();
  await writer.page.getByRole('button', { name: '不用文件，直接写' }).click();
  await writer.page.getByRole('textbox', { name: '正文' }).waitFor();
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

/** Empties the text and pastes a page, as the keys do; answers how long the browser took, in milliseconds. */
async function paste(page: Page, html: string): Promise<number> {
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  return page.evaluate<number>(`${PASTED}(${JSON.stringify(html)})`);
}

/** Runs in the page: this side of the tests knows no browser types. */
const PASTED = `(markup => {
  const data = new DataTransfer();
  data.setData('text/html', markup);
  data.setData('text/plain', '');
  const start = performance.now();
  document.activeElement?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
  return performance.now() - start;
})`;

/** What stands on paper, read from the page. */
const paper = (page: Page): Promise<Paper[]> => page.evaluate<Paper[]>(`${STANDING}()`);

const STANDING = `(() => {
  const words = node =>
    [...node.childNodes].map(each => (each.nodeName === 'BR' ? '' : (each.textContent ?? ''))).join('');
  const body = document.querySelector('[role=textbox].ProseMirror, .ProseMirror');
  return [...body.querySelectorAll('p, table')]
    .filter(node => !node.parentElement?.closest('table'))
    .map(node => {
      if (node.tagName === 'P')
        return { kind: 'paragraph', level: Number(node.dataset.level ?? 0), text: words(node) };
      const rows = [...node.querySelectorAll('tr')].map(row =>
        [...row.children].map(cell => [...cell.querySelectorAll('p')].map(words).join('\\n')),
      );
      return { kind: 'table', rows };
    });
})`;

test.each(golden)(
  'what is pasted from %s stands on paper clean, and what stayed behind is told',
  async name => {
    const { page } = writer;
    const expected = JSON.parse(readFileSync(join(CLIPBOARD, name), 'utf8'));
    await paste(page, readFileSync(join(CLIPBOARD, name.replace('.json', '.html')), 'utf8'));
    const texts = expected.blocks.map((block: Paper & { caption?: string }) => {
      const { caption: _, ...rest } = block;
      return rest;
    });
    const found = await paper(page);
    expect(found.filter(block => block.kind === 'table' || block.text !== '')).toEqual(texts);
    expect(
      await page.locator('.ProseMirror').locator('[style*="font"], font, b, a, img, script').count(),
    ).toBe(0);
    if (expected.pictures > 0) await told(page, `粘贴的内容里有 ${expected.pictures} 张图片`);
  },
);

test('a hostile page leaves its words and does nothing', async () => {
  const { page } = writer;
  const asked: string[] = [];
  page.on('request', request => asked.push(request.url()));
  await paste(page, readFileSync(join(CLIPBOARD, 'hostile.html'), 'utf8'));
  await page.waitForTimeout(300);
  expect(await page.evaluate('window.__bad')).toBeUndefined();
  expect(asked.filter(url => url.includes('bad.example') || url.startsWith('data:'))).toEqual([]);
  const text = (await paper(page)).map(block => (block.kind === 'paragraph' ? block.text : '')).join('');
  expect(text).toContain('正文一句。');
  expect(text).not.toMatch(/__bad|秘密|图中字|javascript/);
  // The browser says of each handler in the parsed page that it will not run it: that is the second wall, not a fault.
  expect(writer.faults.filter(fault => !fault.includes('Content Security Policy'))).toEqual([]);
});

test('five megabytes are pasted without the page standing still', async () => {
  const line =
    '<p class=MsoNormal style="text-indent:32.0pt"><span style="font-family:仿宋_GB2312">中队每晚八时上岗，十时收队。</span></p>';
  const picture = `<img width="300" src="data:image/png;base64,${'A'.repeat(4_000_000)}">`;
  const html = `<html><body>${line.repeat(1_500)}${picture}${'<!-- '.padEnd(800_000, 'x')} --></body></html>`;
  expect(html.length).toBeGreaterThan(4_900_000);
  // Usually less than a second; what grows with the square of the page would take minutes.
  expect(await paste(writer.page, html)).toBeLessThan(25_000);
  expect((await paper(writer.page)).filter(block => block.kind === 'paragraph').length).toBeGreaterThan(
    1_400,
  );
});
