import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

/** PDFs of a few lines, so that most changes hit something: each with another kind of font. */
export const smallPdfs = (): Uint8Array[] => [
  linesPdf(),
  type1Pdf(),
  ...['letters.pdf', 'characters.pdf'].map(name => readFileSync(new URL(`samples/${name}`, import.meta.url))),
];

/** Two lines in a font that is named and not embedded. */
export function linesPdf(): Uint8Array {
  const text = deflateSync(
    Buffer.from('BT /F1 12 Tf 72 700 Td (Report on the night market) Tj 0 -20 Td (Second line of it) Tj ET'),
  );
  return packed([
    ...pageAround('/F1 5 0 R'),
    `<< /Length ${text.length} /Filter /FlateDecode >>\nstream\n${text.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** A table of ruled lines in an embedded Type 1 font; nothing is packed, so that changes hit the font program itself. */
function type1Pdf(): Uint8Array {
  const { program, clear } = type1Program();
  const text =
    'BT /F1 12 Tf 80 675 Td (ABA) Tj 120 0 Td (BAB) Tj ET 72 700 m 300 700 l S 72 660 m 300 660 l S 72 660 m 72 700 l S 300 660 m 300 700 l S';
  const streamed = (data: string, entries = '') =>
    `<< /Length ${data.length} ${entries}>>\nstream\n${data}\nendstream`;
  return packed([
    ...pageAround('/F1 5 0 R'),
    streamed(text),
    '<< /Type /Font /Subtype /Type1 /BaseFont /AAAAAA+Night /FirstChar 65 /LastChar 66 /Widths [600 600] /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /AAAAAA+Night /Flags 4 /FontBBox [0 0 600 700] /Ascent 700 /Descent 0 /ItalicAngle 0 /CapHeight 700 /StemV 80 /FontFile 7 0 R >>',
    streamed(program, `/Length1 ${clear} /Length2 ${program.length - clear} /Length3 0 `),
  ]);
}

/** The first three objects; the fourth is what stands on the page. */
const pageAround = (font: string): string[] => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << ${font} >> >> >>`,
];

function packed(objects: string[]): Uint8Array {
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(
    `%PDF-1.4\n${body}trailer << /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF`,
    'latin1',
  );
}

/** Bytes as characters; `clear` is the length of what is not enciphered. Adobe Type 1 Font Format, chapters 2, 6 and 7. */
function type1Program(): { program: string; clear: number } {
  const head = `%!PS-AdobeFont-1.0: Night
11 dict begin
/FontName /Night def
/PaintType 0 def
/FontType 1 def
/FontMatrix [0.001 0 0 0.001 0 0] readonly def
/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for
dup 65 /A put
dup 66 /B put
readonly def
/FontBBox {0 0 600 700} readonly def
currentdict end
currentfile eexec
`;
  // A square and a bar of lines, one of them by a subroutine: width, start, four edges.
  const square = [139, 248, 236, 13, 139, 139, 21, 189, 4, 239, 6, 139, 10, 39, 6, 9, 14];
  const bar = [139, 248, 236, 13, 239, 22, 159, 6, 239, 7, 119, 6, 9, 14];
  const glyph = (codes: number[]) => {
    const bytes = enciphered(String.fromCharCode(...codes), 4330);
    return `${bytes.length} RD ${bytes}`;
  };
  const secret = `dup /Private 8 dict dup begin
/RD {string currentfile exch readstring pop} executeonly def
/ND {noaccess def} executeonly def
/NP {noaccess put} executeonly def
/BlueValues [0 0 700 700] def
/lenIV 4 def
/Subrs 1 array
dup 0 ${glyph([239, 7, 11])} NP
ND
2 index /CharStrings 3 dict dup begin
/.notdef ${glyph([139, 248, 236, 13, 14])} ND
/A ${glyph(square)} ND
/B ${glyph(bar)} ND
end
end
readonly put
noaccess put
dup /FontName get exch definefont pop
mark currentfile closefile
`;
  return { program: head + enciphered(secret, 55_665), clear: head.length };
}

/** Adobe Type 1 Font Format 7.1, with four bytes in front that say nothing. */
function enciphered(plain: string, key: number): string {
  let r = key;
  return [...`\0\0\0\0${plain}`]
    .map(each => {
      const cipher = each.charCodeAt(0) ^ (r >>> 8);
      r = (Math.imul(cipher + r, 52_845) + 22_719) & 0xffff;
      return String.fromCharCode(cipher);
    })
    .join('');
}
