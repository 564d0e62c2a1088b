import { strToU8, zipSync } from 'fflate';

/** Builds small .docx packages by hand, so that tests can put into them what no program would write. */

export const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface HandMade {
  /** What stands inside w:body. */
  body?: string;
  /** Relationships of the main part: type, target, and whether outside. */
  relationships?: { type: string; target: string; external?: boolean }[];
  /** More parts, or other content for the usual ones, by name. */
  parts?: Record<string, string | Uint8Array>;
}

export function paragraph(text: string, properties = '', runProperties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${runProperties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** Ids run rId1, rId2, … in the order of `relationships`. */
export function docxParts({
  body = paragraph('一段正文。'),
  relationships = [],
  parts = {},
}: HandMade): Record<string, Uint8Array> {
  const related = relationships.map(
    ({ type, target, external }, at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  const usual: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="${TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document ${W} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}">${related.join('')}</Relationships>`,
    ...parts,
  };
  return Object.fromEntries(
    Object.entries(usual).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
  );
}

export function docx(made: HandMade): Uint8Array {
  // The same parts are the same file at any time: what is made of its bytes is made again of them.
  return zipSync(docxParts(made), { mtime: new Date(1990, 0, 1) });
}

/** The smallest PNG: one transparent pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
