/** Blocks of cells as spreadsheets exchange them: text with tabs, and an HTML table beside it. */
export type Block = string[][];

/** Excel and WPS end every row with a line end and put quotes around cells with tabs, quotes or line ends. */
export function readBlock(text: string): Block {
  const rows: Block = [['']];
  let quoted = false;
  const row = () => rows.at(-1) as string[];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    const cell = row().at(-1) ?? '';
    if (quoted) {
      if (sign !== '"') row()[row().length - 1] = cell + sign;
      else if (text[i + 1] === '"') row()[row().length - 1] = `${cell}${text[++i]}`;
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') row().push('');
    else if (sign === '\n') rows.push(['']);
    else if (sign !== '\r') row()[row().length - 1] = cell + sign;
  }
  if (rows.length > 1 && row().length === 1 && row()[0] === '') rows.pop();
  return rows;
}

/** Some programs give only HTML; merged cells stand in their first place. */
export function readHtmlBlock(html: string): Block {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('tr')].map(row =>
    [...row.querySelectorAll('td, th')].map(cell => cell.textContent?.trim() ?? ''),
  );
}

export function writeBlock(block: Block): string {
  return block.map(row => row.map(quoted).join('\t')).join('\r\n');
}

export function writeHtmlBlock(block: Block): string {
  const rows = block.map(row => `<tr>${row.map(cell => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table>${rows.join('')}</table>`;
}

const quoted = (cell: string): string => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const escaped = (cell: string): string =>
  cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Heads = { rows: readonly string[]; columns: readonly string[] };

/**
 * A block that was copied with its headings goes to the rows and columns that they name, wherever the cursor stands.
 * Null when the block has no headings of this sheet; then it goes in as it lies.
 */
export function placeByHeads(
  block: Block,
  { rows, columns }: Heads,
): { row: number; column: number; text: string }[] | null {
  const [head = [], ...body] = block;
  const across = head.slice(1).map(word => columns.indexOf(word.trim()));
  const down = body.map(row => rows.indexOf((row[0] ?? '').trim()));
  if (across.length === 0 || body.length === 0) return null;
  if (across.includes(-1) || down.includes(-1)) return null;
  return body.flatMap((row, r) =>
    row.slice(1).map((text, c) => ({ row: down[r] ?? -1, column: across[c] ?? -1, text })),
  );
}
