import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { look } from './stage.ts';

/** The control with this label; the star of a required field is no part of its name. */
function labelled(place: Page | Locator, field: string): Locator {
  return place.getByLabel(new RegExp(`^${field}\\*?$`));
}

/** Chooses an entry of a drop-down list by the words on it. */
export async function choose(page: Page, field: string | Locator, entry: string): Promise<void> {
  const control = typeof field === 'string' ? labelled(page, field) : field;
  await control.click();
  await page.getByTitle(entry, { exact: true }).filter({ visible: true }).last().click();
}

/** Finds an entry by typing, as one does in a long list. */
export async function find(
  place: Page | Locator,
  field: string,
  entry: { typed: string; shown: string },
): Promise<void> {
  const control = labelled(place, field);
  await control.fill(entry.typed);
  await control.page().getByText(entry.shown).filter({ visible: true }).last().click();
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
