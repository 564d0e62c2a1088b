import type { Item, Layout } from './items.ts';

/** Writes a layout as pandoc's markdown: what has no place there (alignment, sizes) is lost, as it is for its users. */
export function markdown({ items }: Layout): string {
  const title = items.findIndex(item => item.kind === 'line' && item.style === 'title');
  const head = items[title];
  const rest = items.filter((_, at) => at !== title);
  const front = head?.kind === 'line' ? `---\ntitle: "${head.text}"\n---\n\n` : '';
  return front + rest.map(drawn).join('\n\n');
}

function drawn(item: Item, at: number, all: Item[]): string {
  if (item.kind === 'rule') return '---';
  if (item.kind === 'box') return item.items.map(each => each.text).join('\n\n');
  if (item.kind === 'picture') return `![](${item.file})\\`;
  if (item.kind === 'table') {
    const rows = item.rows.map(row => `| ${row.map(cell => cell.lines.join(' ')).join(' | ')} |`);
    const ruler = `|${item.rows[0]!.map(() => '---').join('|')}|`;
    return [rows[0], ruler, ...rows.slice(1)].join('\n');
  }
  const text = item.text.replace(/[*_#<>[\]]/gu, each => `\\${each}`);
  if (item.style === 'heading1') return `# ${text}`;
  if (item.style === 'heading2') return `## ${text}`;
  if (item.numbered)
    return `${all.slice(0, at + 1).filter(each => each.kind === 'line' && each.numbered).length}. ${text}`;
  const noted = item.footnote ? `${text}^[${item.footnote}]` : text;
  return item.bold && text !== '' ? `**${noted}**` : noted;
}
