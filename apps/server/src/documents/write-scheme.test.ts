import { readFileSync } from 'node:fs';
import { parseScheme, printedScheme } from '@xinxuan/scoring';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocx } from './read-docx.ts';
import { writeScheme } from './write-scheme.ts';

const FOLDER = new URL('../../../../packages/scoring/schemes/', import.meta.url);

function printed(name: string) {
  const parsed = parseScheme(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return printedScheme(parsed.scheme);
}

async function xmlOf(name: string): Promise<string> {
  return strFromU8(unzipSync(await writeScheme(printed(name), 'zh'))['word/document.xml']!);
}

/** The text of each paragraph, cells of tables included. */
function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(match => match[1]).join(''),
  );
}

test('every article and every sentence of the printed scheme stands in the Word document, in order', async () => {
  const lines = paragraphs(await xmlOf('street-office')).map(line => line.replaceAll('&amp;', '&'));
  const wanted = printed('street-office').chapters.flatMap(({ name, title, articles }) => [
    `${name.zh}　${title.zh}`,
    ...articles.flatMap(({ items, lead }) => [
      lead.zh,
      ...items.map(item => `${item.name.zh}${item.text.zh}`),
    ]),
  ]);
  let at = 0;
  for (const sentence of wanted) {
    const found = lines.findIndex((line, i) => i >= at && line.endsWith(sentence));
    expect(found, sentence).toBeGreaterThanOrEqual(0);
    at = found;
  }
});

test('the printed rule is quoted in 楷体 behind the number of the article in 黑体', async () => {
  const xml = await xmlOf('street-office');
  const paragraph = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].find(([each]) =>
    each.includes('迟报和质量不高的不计'),
  );
  expect(paragraph?.[0]).toMatch(/eastAsia="黑体".*第六条.*eastAsia="楷体_GB2312".*原文/su);
});

test('heads of a table span what they stand over', async () => {
  const xml = await xmlOf('street-office');
  const [table] = xml.match(/<w:tbl>.*?<\/w:tbl>/su) ?? [];
  expect(table).toContain('<w:gridSpan w:val="2"/>');
  expect(table).toContain('<w:vMerge w:val="restart"/>');
  expect([...(table ?? '').matchAll(/<w:tblHeader\/>/gu)]).toHaveLength(2);
});

test('the same scheme gives the same bytes', async () => {
  const [one, two] = await Promise.all([
    writeScheme(printed('town-money-bands'), 'zh'),
    writeScheme(printed('town-money-bands'), 'zh'),
  ]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
});

test('it is a document that our own reader takes, in English too', async () => {
  const outcome = await readDocx(Buffer.from(await writeScheme(printed('university-money'), 'en')));
  expect(JSON.stringify(outcome)).toContain(
    'each gives what the table below has for its form and outlet level',
  );
});
