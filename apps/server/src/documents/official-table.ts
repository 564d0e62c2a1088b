import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { SIZE, TYPE_WIDTH, widthOf } from './official-measures.ts';
import { FONTS, runs } from './official-text.ts';

export interface OfficialTable {
  kind: 'table';
  /** Stands centred above the table. */
  caption?: string;
  rows: string[][];
  /** How many of the first rows are headings, which repeat on each page; 1 when not said. */
  headerRows?: number;
  /** Cells that take more than one place; what they cover is left empty in `rows`. */
  spans?: OfficialSpan[];
}

export interface OfficialSpan {
  row: number;
  column: number;
  across: number;
  down: number;
}

const MANY_COLUMNS = 8;
const CELL_LINE = 360;
const CELL_MARGIN = 80;

/** One place of a table as it is set. */
export interface OfficialCell {
  text: string;
  across: number;
  down: number;
  /** Twips. */
  width: number;
  isHeader: boolean;
  isMiddle: boolean;
}

export interface OfficialGrid {
  /** Twips of each column; together the width of the text. */
  widths: number[];
  /** Half-points. */
  size: number;
  rows: OfficialCell[][];
}

/** Where everything in a table stands: columns follow their content, and what a span covers has no place. */
export function gridOf({ rows, headerRows = 1, spans = [] }: OfficialTable): OfficialGrid {
  const columns = Math.max(1, ...rows.map(row => row.length));
  const size = columns > MANY_COLUMNS ? SIZE.narrowTable : SIZE.table;
  const widths = columnWidths(withoutWide(rows, spans), columns, size);
  const centred = Array.from({ length: columns }, (_, column) => isShort(rows.slice(headerRows), column));
  const cellAt = (y: number, x: number): OfficialCell => {
    const { across, down } = spans.find(span => span.row === y && span.column === x) ?? ONE_PLACE;
    const isHeader = y < headerRows;
    const width = widths.slice(x, x + across).reduce((sum, each) => sum + each, 0);
    const isMiddle = isHeader || centred[x]! || across > 1;
    return { text: rows[y]![x] ?? '', across, down, width, isHeader, isMiddle };
  };
  const placed = (y: number) =>
    Array.from({ length: columns }, (_, x) => x)
      .filter(x => !spans.some(span => covers(span, y, x)))
      .map(x => cellAt(y, x));
  return { widths, size, rows: rows.map((_, y) => placed(y)) };
}

/** A table of the width of the text: rows are never split between pages, headings repeat. */
export function officialTable(table: OfficialTable): Table {
  const { widths, size, rows } = gridOf(table);
  return new Table({
    width: { size: TYPE_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { left: CELL_MARGIN, right: CELL_MARGIN, top: 40, bottom: 40 },
    rows: rows.map((cells, at) => {
      const isHeader = at < (table.headerRows ?? 1);
      return new TableRow({
        ...(isHeader && { tableHeader: true }),
        cantSplit: true,
        children: cells.map(cell => tableCell(cell, size)),
      });
    }),
  });
}

function tableCell(cell: OfficialCell, size: number): TableCell {
  const { across, down, width, isHeader } = cell;
  const alignment = cell.isMiddle ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(across > 1 && { columnSpan: across }),
    ...(down > 1 && { rowSpan: down }),
    verticalAlign: VerticalAlignTable.CENTER,
    children: cellParagraphs(cell.text, { alignment, isHeader, size }),
  });
}

const ONE_PLACE = { across: 1, down: 1 };

/** Whether a span reaches over a place that is not its own. */
function covers({ row, column, across, down }: OfficialSpan, y: number, x: number): boolean {
  const isInside = y >= row && y < row + down && x >= column && x < column + across;
  return isInside && !(y === row && x === column);
}

/** A text over several columns says nothing about the width of the first of them. */
function withoutWide(rows: string[][], spans: OfficialSpan[]): string[][] {
  const wide = spans.filter(span => span.across > 1);
  return rows.map((row, y) =>
    row.map((text, x) => (wide.some(span => span.row === y && span.column === x) ? '' : text)),
  );
}

interface CellLook {
  alignment: (typeof AlignmentType)['CENTER' | 'LEFT'];
  isHeader: boolean;
  size: number;
}

function cellParagraphs(text: string, { alignment, isHeader, size }: CellLook): Paragraph[] {
  return text.split('\n').map(
    line =>
      new Paragraph({
        alignment,
        ...(isHeader && { keepNext: true }),
        spacing: { before: 0, after: 0, line: CELL_LINE, lineRule: LineRuleType.AT_LEAST },
        children: runs(line, isHeader ? FONTS.first : FONTS.body, { size }),
      }),
  );
}

/**
 * Twips for each column. Each has room for the longest word that cannot be broken, such as an account number; of the rest
 * a column whose longest line fits into its fair share gets what it needs, the others share what is left, and room to
 * spare is handed round in proportion.
 */
export function columnWidths(rows: string[][], columns: number, size: number): number[] {
  const lines = (column: number) => rows.flatMap(row => (row[column] ?? '').split('\n'));
  const room = (texts: string[]) => {
    const longest = texts.reduce((most, text) => Math.max(most, widthOf(text)), 2);
    return Math.ceil(longest * size * 10 + 2 * CELL_MARGIN + 60);
  };
  const all = Array.from({ length: columns }, (_, column) => column);
  const needs = all.map(column => room(lines(column)));
  const least = leastWidths(all.map(column => room(lines(column).flatMap(wordsOf))));
  const wants = needs.map((need, column) => Math.max(0, need - least[column]!));
  const widths = [...least];
  let open = all;
  let left = TYPE_WIDTH - least.reduce((sum, each) => sum + each, 0);
  for (let settled = true; settled && open.length > 0; ) {
    const fair = left / open.length;
    const fitting = open.filter(column => wants[column]! <= fair);
    settled = fitting.length > 0;
    for (const column of fitting) widths[column]! += wants[column]!;
    left -= fitting.reduce((sum, column) => sum + wants[column]!, 0);
    open = open.filter(column => !fitting.includes(column));
  }
  const shared = open.length > 0 ? open : all;
  for (const column of shared) widths[column]! += Math.floor(left / shared.length);
  widths[columns - 1]! += TYPE_WIDTH - widths.reduce((sum, each) => sum + each, 0);
  return widths;
}

/** What is set without a break: a run of letters and figures, or one Chinese character. */
const wordsOf = (line: string): string[] => line.match(/[\x21-\x7e]+|[^\x21-\x7e\s]/gu) ?? [];

/** The least widths as they are where all of them fit, else cut down in proportion. */
function leastWidths(least: number[]): number[] {
  const sum = least.reduce((whole, each) => whole + each, 0);
  return sum <= TYPE_WIDTH ? least : least.map(each => Math.floor((each * TYPE_WIDTH) / sum));
}

function isShort(rows: string[][], column: number): boolean {
  return rows.every(row => widthOf(row[column] ?? '') <= 8);
}
