import type { Block } from './clipboard.ts';

export type Spot = { row: number; column: number };
export type Range = { from: Spot; to: Spot };
export type SheetRow = { key: string; heads: string[]; cells: string[] };
export type Change = Spot & { text: string };

/** How the keys move; Tab with Shift goes back. */
export const MOVES: Record<string, Spot> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Enter: { row: 1, column: 0 },
  Tab: { row: 0, column: 1 },
};

export function clamp(spot: Spot, last: Spot): Spot {
  return {
    row: Math.max(0, Math.min(spot.row, last.row)),
    column: Math.max(0, Math.min(spot.column, last.column)),
  };
}

function corners({ from, to }: Range): Range {
  return {
    from: { row: Math.min(from.row, to.row), column: Math.min(from.column, to.column) },
    to: { row: Math.max(from.row, to.row), column: Math.max(from.column, to.column) },
  };
}

export function isInside(range: Range, spot: Spot): boolean {
  const { from, to } = corners(range);
  return spot.row >= from.row && spot.row <= to.row && spot.column >= from.column && spot.column <= to.column;
}

export function spotsOf(range: Range): Spot[] {
  const { from, to } = corners(range);
  const spots: Spot[] = [];
  for (let row = from.row; row <= to.row; row++)
    for (let column = from.column; column <= to.column; column++) spots.push({ row, column });
  return spots;
}

export const cellAt = (rows: readonly SheetRow[], { row, column }: Spot): string =>
  rows[row]?.cells[column] ?? '';

export function blockOf(rows: readonly SheetRow[], range: Range): Block {
  const { from, to } = corners(range);
  return rows.slice(from.row, to.row + 1).map(row => row.cells.slice(from.column, to.column + 1));
}

/** One copied cell fills the whole range; a block begins at its first corner. */
export function spread(block: Block, range: Range): Change[] {
  const [[only = ''] = []] = block;
  if (block.length === 1 && block[0]?.length === 1)
    return spotsOf(range).map(spot => ({ ...spot, text: only }));
  const { from } = corners(range);
  return block.flatMap((row, r) =>
    row.map((text, c) => ({ row: from.row + r, column: from.column + c, text })),
  );
}

export function blankRow(columns: number): SheetRow {
  return { key: 'new', heads: [], cells: Array.from({ length: columns }, () => '') };
}
