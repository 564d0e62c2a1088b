import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The earliest moment a zip entry can carry. */
const EPOCH = new Date(1980, 0, 1);

/**
 * Rewrites an Office package made by us so that it says nothing of who made it or when, and so that the same content
 * gives the same bytes: fixed times, parts in one order, no author.
 */
export function settledPackage(bytes: Uint8Array, title: string): Uint8Array {
  const parts = unzipSync(bytes);
  parts['docProps/core.xml'] = strToU8(coreProperties(title));
  if (parts['docProps/app.xml'])
    parts['docProps/app.xml'] = strToU8(
      strFromU8(parts['docProps/app.xml']).replace(/<(Company|Manager)>[^<]*<\/\1>/gu, ''),
    );
  const styles = parts['word/styles.xml'];
  if (styles) parts['word/styles.xml'] = strToU8(offTheGrid(strFromU8(styles)));
  const first = (name: string) => (name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2);
  const names = Object.keys(parts).sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(names.map(name => [name, parts[name]!])), { level: 6, mtime: EPOCH });
}

/**
 * By default paragraphs snap to the page's grid, which stretches large titles, and Chinese text gains space beside
 * digits, which costs a character in each line. The writer library cannot say otherwise, so the defaults are amended.
 */
function offTheGrid(styles: string): string {
  const amended = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>';
  return styles.replace('<w:pPrDefault><w:pPr>', `<w:pPrDefault><w:pPr>${amended}`);
}

function coreProperties(title: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`;
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/gu, each => entities[each]!).replace(FORBIDDEN, '');
}

/** What XML 1.0 has no place for: control characters, noncharacters, halves of surrogate pairs. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u0080-\u009f]|[\ufffe\uffff]|\p{Surrogate}/gu;

/** Text that a document can hold: characters that XML forbids are dropped. */
export function printable(text: string): string {
  return text.replace(FORBIDDEN, '');
}
