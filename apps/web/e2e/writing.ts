import type { Page } from 'playwright-core';
import { comesTrue } from './gestures.ts';

const BODY = '[role="textbox"][aria-multiline="true"]';

/** The words of the text as they hold: what was taken out is drawn, but is not part of it. */
export function bodyOf(page: Page): Promise<string> {
  return page.evaluate<string>(`[...(document.querySelector('${BODY}')?.children ?? [])]
    .filter(block => block.getAttribute('contenteditable') !== 'false')
    .map(block => {
      const copy = block.cloneNode(true);
      for (const drawn of copy.querySelectorAll('[contenteditable="false"]')) drawn.remove();
      return copy.textContent ?? '';
    })
    .join('\\n')`);
}

/** Chooses words of the text, as a mouse would. */
export async function choose(page: Page, words: string): Promise<void> {
  await page.locator(BODY).waitFor();
  // The editor hears of it a turn later, and what comes in from others just then may put the cursor back.
  do await draw(page, words);
  while (!(await comesTrue(async () => (await chosen(page)) === words)));
}

/** What the editor itself holds to be chosen. */
const chosen = (page: Page) =>
  page.evaluate<string>(`(() => {
    const { doc, selection } = document.querySelector('${BODY}').editor.state;
    return doc.textBetween(selection.from, selection.to);
  })()`);

async function draw(page: Page, words: string): Promise<void> {
  await page.evaluate(`(() => {
    const body = document.querySelector('${BODY}');
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent.indexOf('${words}');
      if (at < 0 || node.parentElement.closest('[contenteditable="false"]')) continue;
      body.focus();
      getSelection().setBaseAndExtent(node, at, node, at + ${words.length});
      return;
    }
    throw new Error('${words} is not in the text');
  })()`);
}

/** Types before some words, key by key, while whatever comes in comes in. */
export async function typeAt(page: Page, before: string, text: string): Promise<void> {
  await choose(page, before);
  await page.keyboard.press('ArrowLeft');
  await comesTrue(async () => (await chosen(page)) === '');
  for (const character of text) {
    await page.keyboard.insertText(character);
    await page.waitForTimeout(120);
  }
}
