import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import { below, child, parseXml, textOf, type XmlElement } from '../../server/src/documents/xml.ts';

/** A paragraph as Word will show it; sizes in half-points, lines in twentieths of a point. */
export type Line = {
  text: string;
  font: string | undefined;
  size: string | undefined;
  line: string | undefined;
  lineRule: string | undefined;
  centred: boolean;
};
export type OfficialDocument = {
  lines: Line[];
  tables: string[][][];
  /** Which pages have a footer of their own, and how their numbers stand. */
  footers: { pages: string[]; aligned: string[]; oddAndEven: boolean };
};

/** Presses a button that downloads, and answers what was saved. */
export async function downloaded(
  page: Page,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Unpacks a Word file and reads what the official layout prescribes. */
export function unpack(bytes: Uint8Array): OfficialDocument {
  const parts = unzipSync(bytes);
  const document = parseXml(parts['word/document.xml']!);
  const footers = Object.entries(parts)
    .filter(([name]) => /^word\/footer\d+\.xml$/.test(name))
    .map(([, part]) => parseXml(part));
  return {
    lines: [...below(document, 'w:p')].map(lineOf),
    tables: [...below(document, 'w:tbl')].map(table =>
      [...below(table, 'w:tr')].map(row => [...below(row, 'w:tc')].map(wordsOf)),
    ),
    footers: {
      pages: [...below(document, 'w:footerReference')].map(each => each.attributes['w:type'] ?? '').sort(),
      aligned: footers.map(footer => alignment([...below(footer, 'w:p')][0]) ?? '').sort(),
      oddAndEven: strFromU8(parts['word/settings.xml']!).includes('<w:evenAndOddHeaders'),
    },
  };
}

function lineOf(paragraph: XmlElement): Line {
  const run = [...below(paragraph, 'w:r')].find(each => wordsOf(each) !== '');
  const look = run && child(run, 'w:rPr');
  const spacing = inside(child(paragraph, 'w:pPr'), 'w:spacing')?.attributes;
  return {
    text: wordsOf(paragraph),
    font: inside(look, 'w:rFonts')?.attributes['w:eastAsia'],
    size: inside(look, 'w:sz')?.attributes['w:val'],
    line: spacing?.['w:line'],
    lineRule: spacing?.['w:lineRule'],
    centred: alignment(paragraph) === 'center',
  };
}

const wordsOf = (element: XmlElement): string => [...below(element, 'w:t')].map(textOf).join('');
const inside = (element: XmlElement | undefined, name: string) =>
  element ? child(element, name) : undefined;
const alignment = (paragraph: XmlElement | undefined) =>
  inside(inside(paragraph, 'w:pPr'), 'w:jc')?.attributes['w:val'];
