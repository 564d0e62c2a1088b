import { pieces } from './desk-marks.ts';
import { escaped } from './flat-odt.ts';
import type { Item, Layout, LineItem } from './items.ts';

interface Drawing {
  styles: Map<string, string>;
  pictures: Map<string, Uint8Array>;
}

const NAMESPACES = [
  ['office', 'office:1.0'],
  ['style', 'style:1.0'],
  ['text', 'text:1.0'],
  ['table', 'table:1.0'],
  ['draw', 'drawing:1.0'],
  ['fo', 'xsl-fo-compatible:1.0'],
  ['svg', 'svg-compatible:1.0'],
].map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}"`);

/**
 * Writes a layout as one flat OpenDocument file with what the older writer has no words for: manual line breaks, tabs, runs
 * of spaces, stretches in bold, fonts, counted pages.
 */
export function deskOdt({ items, header, footer }: Layout, pictures: Map<string, Uint8Array>): string {
  const drawing: Drawing = { styles: new Map(), pictures };
  const body = items.map(item => drawn(item, drawing)).join('\n');
  const styles = [...drawing.styles].map(
    ([look, name]) => `<style:style style:name="${name}" ${look}</style:style>`,
  );
  const head = header ? `<style:header><text:p>${words(header)}</text:p></style:header>` : '';
  const foot = footer
    ? `<style:footer><text:p>${words(footer)
        .replace('{page}', '<text:page-number text:select-page="current">1</text:page-number>')
        .replace('{pages}', '<text:page-count>1</text:page-count>')}</text:p></style:footer>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${NAMESPACES.join(' ')} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="0.85cm"/><style:text-properties fo:font-size="16pt" style:font-size-asian="16pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.54cm" fo:margin-bottom="2.54cm" fo:margin-left="3.17cm" fo:margin-right="3.17cm"/></style:page-layout>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="G" style:family="graphic"><style:graphic-properties style:wrap="none" draw:stroke="none" draw:fill="none"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
${styles.join('\n')}
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">${head}${foot}</style:master-page></office:master-styles>
<office:body><office:text>
${body}
</office:text></office:body></office:document>`;
}

function drawn(item: Item, drawing: Drawing): string {
  switch (item.kind) {
    case 'line':
      return lineOf(item, drawing);
    case 'rule':
      return `<text:p text:style-name="${named(RULE, drawing)}"/>`;
    case 'box':
      return item.items.map(each => lineOf(each, drawing)).join('');
    case 'picture':
      return `<text:p text:style-name="${styleOf({ kind: 'line', text: '', align: 'center' }, drawing)}">${pictureOf(item.file, drawing)}</text:p>`;
    default:
      return tableOf(item, drawing);
  }
}

const RULE =
  'style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:border-bottom="1.5pt solid #ff0000"/>';

function tableOf({ rows }: Item & { kind: 'table' }, drawing: Drawing): string {
  const width = Math.max(...rows.map(row => row.reduce((sum, cell) => sum + (cell.across ?? 1), 0)));
  const lines = rows.map(row => {
    const cells = row.map(({ lines: texts, across = 1 }) => {
      const content = texts.map(text => lineOf({ kind: 'line', text, size: 12 }, drawing)).join('');
      const span = across > 1 ? ` table:number-columns-spanned="${across}"` : '';
      return `<table:table-cell table:style-name="C" office:value-type="string"${span}>${content}</table:table-cell>${'<table:covered-table-cell/>'.repeat(across - 1)}`;
    });
    return `<table:table-row>${cells.join('')}</table:table-row>`;
  });
  return `<table:table><table:table-column table:number-columns-repeated="${width}"/>${lines.join('')}</table:table>`;
}

function lineOf(item: LineItem, drawing: Drawing): string {
  const content = pieces(`${item.indent === 'spaces' ? '　　' : ''}${item.text}`).map(piece => {
    if ('mark' in piece) return piece.mark === 'break' ? '<text:line-break/>' : '<text:tab/>';
    return piece.bold ? `<text:span text:style-name="B">${words(piece.text)}</text:span>` : words(piece.text);
  });
  return `<text:p text:style-name="${styleOf(item, drawing)}">${content.join('')}</text:p>`;
}

/** Runs of spaces are lost in a file of this kind unless they are counted. */
const words = (text: string) =>
  escaped(text).replace(/ {2,}|^ | $/gu, run => `<text:s text:c="${run.length}"/>`);

function styleOf(
  { align = 'left', size = 16, bold, colour, indent, font }: LineItem,
  drawing: Drawing,
): string {
  const weight = bold ? ' fo:font-weight="bold" style:font-weight-asian="bold"' : '';
  const shade = colour ? ` fo:color="${colour}"` : '';
  const face = font ? ` fo:font-family="${font}" style:font-family-asian="${font}"` : '';
  const first = indent === 'format' ? ` fo:text-indent="${size * 2}pt"` : '';
  const to = { left: 'start', center: 'center', right: 'end' }[align];
  return named(
    `style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="${to}"${first}/><style:text-properties fo:font-size="${size}pt" style:font-size-asian="${size}pt"${weight}${shade}${face}/>`,
    drawing,
  );
}

function named(look: string, { styles }: Drawing): string {
  const known = styles.get(look) ?? `P${styles.size + 1}`;
  styles.set(look, known);
  return known;
}

function pictureOf(file: string, { pictures }: Drawing): string {
  const bytes = Buffer.from(pictures.get(file) ?? []).toString('base64');
  return `<draw:frame draw:style-name="G" text:anchor-type="as-char" svg:width="9cm" svg:height="6cm"><draw:image><office:binary-data>${bytes}</office:binary-data></draw:image></draw:frame>`;
}
