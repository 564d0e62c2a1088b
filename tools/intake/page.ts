import { escaped } from './flat-odt.ts';
import type { Item, Layout, LineItem } from './items.ts';

/** Writes a layout as an HTML page, which Chromium prints and AbiWord takes in. */
export function page({ items, header, footer }: Layout, pictures: Map<string, Uint8Array>): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>
@page{size:A4;margin:37mm 26mm 35mm 28mm}body{margin:0;font:16pt/28pt "Noto Serif CJK SC"}p{margin:0;white-space:pre-wrap}table{border-collapse:collapse;width:100%}td{border:1px solid #000;font-size:12pt;padding:2pt}
</style></head><body>
${header ? `<p style="font-size:9pt">${escaped(header)}</p>` : ''}
${items.map(item => drawn(item, pictures)).join('\n')}
${footer ? `<p style="font-size:9pt;text-align:center">${escaped(footer)}</p>` : ''}</body></html>`;
}

function drawn(item: Item, pictures: Map<string, Uint8Array>): string {
  if (item.kind === 'line') return lineOf(item);
  if (item.kind === 'rule') return '<hr style="border:0;border-top:2px solid red">';
  if (item.kind === 'box') return item.items.map(lineOf).join('');
  if (item.kind === 'picture') {
    const type = item.file.endsWith('png') ? 'png' : 'jpeg';
    const bytes = Buffer.from(pictures.get(item.file) ?? []).toString('base64');
    return `<p style="text-align:center"><img width="320" height="200" src="data:image/${type};base64,${bytes}"></p>`;
  }
  const rows = item.rows.map(
    row =>
      `<tr>${row.map(cell => `<td colspan="${cell.across ?? 1}">${cell.lines.map(text => `<p>${escaped(text)}</p>`).join('')}</td>`).join('')}</tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function lineOf(item: LineItem): string {
  const size = item.size ?? 16;
  const style = [
    `text-align:${item.align ?? 'left'}`,
    `font-size:${size}pt`,
    `line-height:${Math.max(28, size * 1.5)}pt`,
    item.indent === 'format' ? 'text-indent:2em' : '',
    item.colour ? `color:${item.colour}` : '',
  ];
  const text = `${item.indent === 'spaces' ? '　　' : ''}${escaped(item.text)}`;
  return `<p style="${style.filter(Boolean).join(';')}">${item.bold ? `<b>${text}</b>` : text || '&nbsp;'}</p>`;
}
