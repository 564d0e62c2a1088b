import type { Layout } from './items.ts';

/** Writes a layout as it is typed into an editor of plain text: lines of the story, nothing of their look. */
export function deskText({ items }: Layout): string {
  const lines = items.flatMap(item => {
    if (item.kind === 'rule') return ['------------------------------'];
    if (item.kind !== 'line') throw new Error(`${item.kind} in plain text`);
    return [`${item.indent ? '　　' : ''}${item.text.replaceAll('**', '')}`];
  });
  return lines.join('\n').replaceAll('\n', '\r\n').concat('\r\n');
}
