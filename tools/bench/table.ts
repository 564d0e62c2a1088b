type Cell = string | number | { rate: number; p50: number; p99: number };

/** Rows as a Markdown table; what was measured per connection is told as rate and the two latencies. */
export function table(title: string, rows: Record<string, Cell>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const body = rows.map(row => line(columns.map(column => shown(row[column]))));
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...body].join('\n');
}

function shown(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return Number.isInteger(cell) ? String(cell) : cell.toFixed(2);
  return `${cell.rate.toFixed(0)}/s, p50 ${cell.p50} ms, p99 ${cell.p99} ms`;
}
