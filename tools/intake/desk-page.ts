import { pieces } from './desk-marks.ts';
import { escaped } from './flat-odt.ts';
import type { Item, Layout, LineItem } from './items.ts';

/** Writes a layout as the page that pandoc takes in, with the marks of this set. */
export function deskPage({ items }: Layout, pictures: Map<string, Uint8Array>): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>
${items.map(item => drawn(item, pictures)).join('\n')}</body></html>`;
}

function drawn(item: Item, pictures: Map<string, Uint8Array>): string {
  if (item.kind === 'rule') return '<hr>';
  if (item.kind === 'line') return lineOf(item);
  if (item.kind === 'box') return item.items.map(lineOf).join('');
  if (item.kind === 'picture') {
    const type = item.file.endsWith('png') ? 'png' : 'jpeg';
    const bytes = Buffer.from(pictures.get(item.file) ?? []).toString('base64');
    return `<p><img width="320" height="213" src="data:image/${type};base64,${bytes}"></p>`;
  }
  const rows = item.rows.map(
    row => `<tr>${row.map(cell => `<td>${cell.lines.map(escaped).join('<br>')}</td>`).join('')}</tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function lineOf({ text, bold, indent }: LineItem): string {
  const content = pieces(`${indent ? '　　' : ''}${text}`).map(piece => {
    if ('mark' in piece) return piece.mark === 'break' ? '<br>' : '　';
    return piece.bold ? `<b>${escaped(piece.text)}</b>` : escaped(piece.text);
  });
  return `<p>${bold ? `<b>${content.join('')}</b>` : content.join('')}</p>`;
}
