import { strToU8, zipSync } from 'fflate';
import { escaped } from './flat-odt.ts';
import type { Item, Layout, LineItem } from './items.ts';

/**
 * Word packages put together by hand in the manner of programs that do not run here. They count as a class of their
 * own: what is known of those programs' habits is in them, what is not known is not.
 */
export type Manner = 'wps' | 'google' | 'pages';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"';

export function ooxml(layout: Layout, manner: Manner, pictures: Map<string, Uint8Array>): Uint8Array {
  const images: string[] = [];
  const body = layout.items.map(item => drawn(item, { manner, images })).join('');
  const grid = manner === 'wps' ? '<w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/>' : '';
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${W} mc:Ignorable="w14"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/>${grid}</w:sectPr></w:body></w:document>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rId1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    ),
    'word/document.xml': strToU8(document),
    'word/styles.xml': strToU8(STYLES[manner]),
    'word/_rels/document.xml.rels': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rId1', 'styles', 'styles.xml')}${images.map((file, at) => relation(`rId${at + 10}`, 'image', `media/${file}`)).join('')}</Relationships>`,
    ),
  };
  for (const file of images) files[`word/media/${file}`] = pictures.get(file)!;
  return zipSync(files, { mtime: new Date(2026, 0, 1) });
}

const styles = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles ${W}>${content}</w:styles>`;
/** WPS names styles by number; Google keeps one Normal and formats every run; Pages calls its text Body. */
const STYLES: Record<Manner, string> = {
  wps: styles(
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr><w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
  ),
  google: styles(
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="zh_CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="52"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>',
  ),
  pages: styles(
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Helvetica Neue" w:eastAsia="Arial Unicode MS" w:hAnsi="Helvetica Neue"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Default Paragraph"><w:name w:val="Normal"/><w:rPr><w:sz w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="正文"><w:name w:val="正文"/><w:basedOn w:val="Default Paragraph"/><w:rPr><w:sz w:val="22"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="标题"><w:name w:val="标题"/><w:rPr><w:b w:val="1"/><w:sz w:val="60"/></w:rPr></w:style>',
  ),
};

interface Hand {
  manner: Manner;
  images: string[];
}

function drawn(item: Item, hand: Hand): string {
  if (item.kind === 'line') return lineOf(item, hand);
  if (item.kind === 'rule')
    return '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="12" w:color="FF0000"/></w:pBdr></w:pPr></w:p>';
  if (item.kind === 'picture')
    return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${pictureOf(item.file, hand)}</w:p>`;
  if (item.kind === 'box') {
    const content = `<w:txbxContent>${item.items.map(each => lineOf(each, hand)).join('')}</w:txbxContent>`;
    return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="9" name="文本框 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
  }
  const rows = item.rows.map(
    row =>
      `<w:tr>${row
        .map(cell => {
          const across = cell.across ? `<w:gridSpan w:val="${cell.across}"/>` : '';
          return `<w:tc><w:tcPr>${across}</w:tcPr>${cell.lines.map(text => lineOf({ kind: 'line', text, size: 12 }, hand)).join('')}</w:tc>`;
        })
        .join('')}</w:tr>`,
  );
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>${rows.join('')}</w:tbl>`;
}

/** WPS cuts a line into runs where digits begin and says w:hint; Google formats each run in full. */
function lineOf(item: LineItem, { manner }: Hand): string {
  const size = Math.round((item.size ?? 16) * 2);
  const style = {
    wps: '',
    google: '<w:pStyle w:val="Normal"/>',
    pages: `<w:pStyle w:val="${item.style === 'title' ? '标题' : '正文'}"/>`,
  }[manner];
  const align = {
    left: manner === 'google' ? '<w:jc w:val="left"/>' : '',
    center: '<w:jc w:val="center"/>',
    right: '<w:jc w:val="right"/>',
  }[item.align ?? 'left'];
  const indent =
    item.indent !== 'format'
      ? ''
      : manner === 'wps'
        ? `<w:ind w:firstLine="${size * 20}" w:firstLineChars="200"/>`
        : `<w:ind w:left="0" w:firstLine="${size * 20}"/>`;
  const text = `${item.indent === 'spaces' ? '　　' : ''}${item.text}`;
  const pieces = manner === 'wps' ? text.split(/(?<=\D)(?=\d)|(?<=\d)(?=\D)/u) : [text];
  const runs = pieces.map(piece => {
    const hint = /^\d/u.test(piece) ? '' : ' w:hint="eastAsia"';
    const bold = item.bold
      ? manner === 'pages'
        ? '<w:b w:val="1"/><w:bCs w:val="1"/>'
        : '<w:b/>'
      : manner === 'google'
        ? '<w:b w:val="0"/>'
        : '';
    return `<w:r><w:rPr><w:rFonts${manner === 'wps' ? hint : ''} w:eastAsia="${item.font ?? '仿宋_GB2312'}"/>${bold}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>${manner === 'google' ? '<w:rtl w:val="0"/>' : ''}</w:rPr><w:t xml:space="preserve">${escaped(piece)}</w:t></w:r>`;
  });
  return `<w:p><w:pPr>${style}${indent}${align}</w:pPr>${manner === 'wps' ? '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>' : ''}${item.text === '' ? '' : runs.join('')}</w:p>`;
}

function pictureOf(file: string, { images, manner }: Hand): string {
  const id = `rId${images.push(file) + 9}`;
  const words =
    manner === 'wps' ? ' descr="C:/Users/a/Desktop/IMG_2041.jpg"' : manner === 'google' ? ' descr=""' : '';
  return `<w:r><w:drawing><wp:inline distT="0" distB="0"><wp:extent cx="2880000" cy="1800000"/><wp:docPr id="${images.length}" name="图片 ${images.length}"${words}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}
