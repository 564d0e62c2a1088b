import type { Item, Layout, LineItem } from './items.ts';

/** Writes a layout as one flat OpenDocument file, the form in which LibreOffice takes it in to save it its own way. */
export function flatOdt({ items, header, footer }: Layout, pictures: Map<string, Uint8Array>): string {
  const drawing = { styles: new Map<string, string>(), pictures, changes: [] as string[], counter: 0 };
  const body = items.map(item => drawn(item, drawing)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'Noto Sans CJK SC'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name-asian="F" fo:font-size="16pt" style:font-size-asian="16pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="3.7cm" fo:margin-bottom="3.5cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"/></style:page-layout>
<style:style style:name="G" style:family="graphic"><style:graphic-properties style:wrap="none" draw:stroke="none" draw:fill="none"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="N" style:family="table-cell"><style:table-cell-properties fo:border="none"/></style:style>
<text:list-style style:name="LC"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style>
<text:list-style style:name="LD"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>
${[...drawing.styles].map(([properties, name]) => `<style:style style:name="${name}" ${properties}</style:style>`).join('\n')}
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">${header ? `<style:header><text:p>${escaped(header)}</text:p></style:header>` : ''}${footer ? `<style:footer><text:p>${escaped(footer)}</text:p></style:footer>` : ''}</style:master-page></office:master-styles>
<office:body><office:text>
${drawing.changes.length > 0 ? `<text:tracked-changes>${drawing.changes.join('')}</text:tracked-changes>` : ''}
${body}
</office:text></office:body></office:document>`;
}

interface Drawing {
  styles: Map<string, string>;
  pictures: Map<string, Uint8Array>;
  changes: string[];
  counter: number;
}

function drawn(item: Item, drawing: Drawing): string {
  if (item.kind === 'line') return lineOf(item, drawing);
  if (item.kind === 'rule') return lineOf({ kind: 'line', text: '' }, drawing);
  if (item.kind === 'picture') return `<text:p>${pictureOf(item.file, drawing)}</text:p>`;
  if (item.kind === 'box')
    return `<text:p><draw:frame draw:style-name="G" text:anchor-type="as-char" svg:width="12cm"><draw:text-box fo:min-height="1cm">${item.items.map(each => lineOf(each, drawing)).join('')}</draw:text-box></draw:frame></text:p>`;
  const width = Math.max(...item.rows.map(row => row.reduce((sum, cell) => sum + (cell.across ?? 1), 0)));
  const rows = item.rows.map(row => {
    const own = row.map(cell => {
      const across = cell.across ?? 1;
      const lines = cell.lines.map(text => lineOf({ kind: 'line', text, size: 12 }, drawing)).join('');
      return `<table:table-cell table:style-name="${item.borderless ? 'N' : 'C'}" office:value-type="string"${across > 1 ? ` table:number-columns-spanned="${across}"` : ''}>${lines}</table:table-cell>${'<table:covered-table-cell/>'.repeat(across - 1)}`;
    });
    return `<table:table-row>${own.join('')}</table:table-row>`;
  });
  return `<table:table><table:table-column table:number-columns-repeated="${width}"/>${rows.join('')}</table:table>`;
}

function lineOf(item: LineItem, drawing: Drawing): string {
  const style = styleOf(item, drawing);
  const content = `${item.indent === 'spaces' ? '　　' : ''}${marked(item, drawing)}`;
  if (item.numbered)
    return `<text:list text:style-name="${item.numbered === 'chinese' ? 'LC' : 'LD'}" text:continue-numbering="true"><text:list-item><text:p text:style-name="${style}">${content}</text:p></text:list-item></text:list>`;
  if (item.style === 'heading1' || item.style === 'heading2')
    return `<text:h text:style-name="${style}" text:outline-level="${item.style === 'heading1' ? 1 : 2}">${content}</text:h>`;
  return `<text:p text:style-name="${style}">${content}</text:p>`;
}

/** The words of a line with what hangs on them: a comment and a footnote in the middle, a deleted stretch at the end. */
function marked(item: LineItem, drawing: Drawing): string {
  let text = escaped(item.text);
  if (item.comment)
    text = `${text}<office:annotation><dc:creator>审稿</dc:creator><text:p>${escaped(item.comment)}</text:p></office:annotation>`;
  if (item.footnote)
    text = `${text}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>${escaped(item.footnote)}</text:p></text:note-body></text:note>`;
  if (item.deleted) {
    const id = `ct${++drawing.counter}`;
    drawing.changes.push(
      `<text:changed-region xml:id="${id}" text:id="${id}"><text:deletion><office:change-info><dc:creator>审稿</dc:creator><dc:date>2026-03-01T10:00:00</dc:date></office:change-info><text:p>${escaped(item.deleted)}</text:p></text:deletion></text:changed-region>`,
    );
    text = `${text}<text:change text:change-id="${id}"/>`;
  }
  return text;
}

const PARENTS = { title: 'Title', heading1: 'Heading_20_1', heading2: 'Heading_20_2' };

function styleOf(item: LineItem, drawing: Drawing): string {
  const parent = item.style ? PARENTS[item.style] : 'Standard';
  const align = { left: 'start', center: 'center', right: 'end' }[item.align ?? 'left'];
  const size = item.size ?? 16;
  const weight = item.bold ? ' fo:font-weight="bold" style:font-weight-asian="bold"' : '';
  const colour = item.colour ? ` fo:color="${item.colour}"` : '';
  const indent = item.indent === 'format' ? ` fo:text-indent="${size * 2}pt"` : '';
  const properties = `style:family="paragraph" style:parent-style-name="${parent}"><style:paragraph-properties fo:text-align="${align}"${indent}/><style:text-properties fo:font-size="${size}pt" style:font-size-asian="${size}pt"${weight}${colour}/>`;
  const known = drawing.styles.get(properties);
  if (known) return known;
  const name = `P${drawing.styles.size + 1}`;
  drawing.styles.set(properties, name);
  return name;
}

function pictureOf(file: string, { pictures }: Drawing): string {
  const bytes = Buffer.from(pictures.get(file) ?? []).toString('base64');
  return `<draw:frame draw:style-name="G" text:anchor-type="as-char" svg:width="8cm" svg:height="5cm"><draw:image><office:binary-data>${bytes}</office:binary-data></draw:image></draw:frame>`;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
