import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { look } from './stage.ts';

/** The control with this label; the star of a required field is no part of its name. */
function labelled(place: Page | Locator, field: string): Locator {
  return place.getByLabel(new RegExp(`^${field}\\*?$`));
}

/** The drop-down list that stands open; one that is closing no longer takes a press. */
const LIST = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';

/** Chooses an entry of a drop-down list by the words on it. */
export async function choose(page: Page, field: string | Locator, entry: string): Promise<void> {
  const control = typeof field === 'string' ? labelled(page, field) : field;
  const shown = page.locator(LIST).getByTitle(entry, { exact: true });
  await take(control, shown, { words: entry, open: () => control.click() });
}

/** Finds an entry by typing, as one does in a long list. */
export async function find(
  place: Page | Locator,
  field: string,
  entry: { typed: string; shown: string },
): Promise<void> {
  const control = labelled(place, field);
  const shown = control.page().locator(LIST).getByText(entry.shown);
  await take(control, shown, {
    words: entry.shown,
    typed: entry.typed,
    open: () => retype(control, entry.typed),
  });
}

/** Adds a person to a field that takes several, and closes its list. */
export async function findAlso(control: Locator, shown: string): Promise<void> {
  const entry = control.page().locator(LIST).locator('.ant-select-item-option', { hasText: shown });
  await take(control, entry, { words: shown, several: true, open: () => control.click() });
  await control.press('Escape');
}

/** Words that stand there already would be no news to the list. */
async function retype(control: Locator, typed: string): Promise<void> {
  await control.fill('');
  await control.fill(typed);
}

/** How often somebody tries again, and for how long he looks each time, in milliseconds. */
const TRIES = 5;
const LOOKED = 8_000;

type Taking = {
  words: string;
  /** What has to stand in the field for the entry to be found. */
  typed?: string;
  /** The list stays open for more. */
  several?: boolean;
  open: () => Promise<void>;
};

/**
 * Opens the list, waits until its entry lies still, presses it and sees whether the field has taken it. A list that is
 * drawn anew under the pointer swallows the press: whoever sees it still open presses again.
 */
async function take(
  control: Locator,
  entry: Locator,
  { words, typed, several, open }: Taking,
): Promise<void> {
  const field = control.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]');
  const isOpen = async () => (await control.getAttribute('aria-expanded')) === 'true';
  const isReady = async () =>
    (await isOpen()) && (typed === undefined || (await control.inputValue()) === typed);
  const isTaken = async () =>
    (several || !(await isOpen())) && (await field.getByText(words).filter({ visible: true }).count()) > 0;
  const target = entry.filter({ visible: true }).last();
  await control.waitFor();
  for (let tries = 0; tries < TRIES; tries++) {
    if (!(await isReady())) await open();
    if (!(await liesStill(target))) continue;
    await target.click({ timeout: LOOKED }).catch(() => undefined);
    if (await comesTrue(isTaken)) return;
  }
  throw new Error(`“${words}” could not be chosen`);
}

/** Whether it is there and has stopped moving: the same place in several looks one after the other. */
function liesStill(entry: Locator): Promise<boolean> {
  let still = 0;
  let before = '';
  return comesTrue(async () => {
    const box =
      (await entry.count()) > 0 ? await entry.boundingBox({ timeout: 500 }).catch(() => null) : null;
    const place = JSON.stringify(box);
    still = box && place === before ? still + 1 : 0;
    before = place;
    return still >= 3;
  });
}

/** Whether it becomes so while one looks at it for a while. */
export async function comesTrue(look: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + LOOKED; Date.now() < until; await pause(50)) if (await look()) return true;
  return look();
}

/**
 * Waits until the page has said this in passing. Such a message stands for seconds only, and a busy machine may look
 * when it is gone; so the page keeps what was said, and each is heard once.
 */
export async function told(page: Page, words: string): Promise<void> {
  const hear = `(() => {
    const at = (globalThis.saidInPassing ?? []).findIndex(text => text.includes(${JSON.stringify(words)}));
    return at >= 0 && globalThis.saidInPassing.splice(at, 1).length > 0;
  })()`;
  await expect.poll(() => page.evaluate<boolean>(hear), { message: words }).toBe(true);
}

/** Ticks a choice, and once more if the page was drawn anew under the press. */
export async function tick(choice: Locator): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    await choice.click();
    if (await comesTrue(() => choice.isChecked())) return;
  }
  throw new Error(`${choice} could not be ticked`);
}

/**
 * Opens a list from the navigation and waits until it stands there: the page before it may show a link of the same words
 * until then, which leads elsewhere. The name in the navigation may bear a count.
 */
export async function goTo(page: Page, noun: string): Promise<void> {
  const name = new RegExp(`^${noun}(\\W|$)`);
  await page.getByRole('navigation').getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name: noun, exact: true }).waitFor();
}

/** Writes a day into a date field. */
export async function setDay(page: Page, field: string, day: string): Promise<void> {
  const input = labelled(page, field);
  await input.fill(day);
  await input.press('Enter');
}

const TYPES: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  png: 'image/png',
};

/** Drags a file from the desktop onto a field of the page. */
export async function drop(
  page: Page,
  field: string,
  file: { name: string; content: Buffer },
): Promise<void> {
  const { name, content } = file;
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const data = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(content.toString('base64'))}), c => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }));
      return data;
    })()`,
  );
  const place = page.getByRole('group', { name: field });
  await place.dispatchEvent('dragover', { dataTransfer: data });
  await place.dispatchEvent('drop', { dataTransfer: data });
}

export function fileAt(path: string): { name: string; content: Buffer } {
  return { name: basename(path), content: readFileSync(path) };
}

/** Chooses a file through the picker of the operating system. */
export async function pickFile(
  page: Page,
  field: string,
  file: { name: string; content: Buffer },
): Promise<void> {
  const { name, content } = file;
  const mimeType = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  await page.getByLabel(field).last().setInputFiles({ name, mimeType, buffer: content });
}

/** A picture with these words on it, as a scanner or a camera would give it. */
export async function picture(browser: Browser, words: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 420 } });
  await page.setContent(
    `<body style="margin:0;padding:32px;background:#f4f1e8;font:20px serif"><h1>${words}</h1><p>${'执法队员走进夜市。'.repeat(24)}</p></body>`,
  );
  const png = await page.screenshot();
  await page.close();
  return png;
}

/** As a writer who asks where an item is: from today to its life line, with the clicks that it took and what is told. */
export async function whereIs(page: Page, title: string, width: number) {
  const usual = page.viewportSize()!;
  const height = 844;
  await page.setViewportSize({ width, height });
  await page.goto('/');
  await page.getByRole('heading', { name: '我报送的稿件在哪里' }).waitFor();
  await page.evaluate(`globalThis.clicks = 0;
    addEventListener('click', () => { globalThis.clicks += 1; }, true);`);
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('button', { name: '流转记录' }).click();
  const life = page.getByRole('region', { name: '流转记录' });
  await life.getByText(/^现在在/).waitFor();
  await look(page, `where-${width}`);
  const found = {
    clicks: await page.evaluate<number>('globalThis.clicks'),
    seen: ((await life.getByText(/^现在在/).boundingBox())?.y ?? height) < height,
    chapters: await life.getByRole('heading', { level: 3 }).allTextContents(),
    told: (await life.textContent()) ?? '',
  };
  await page.setViewportSize(usual);
  return found;
}
