import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../words/i18n.ts';
import {
  type Block,
  placeByHeads,
  readBlock,
  readHtmlBlock,
  writeBlock,
  writeHtmlBlock,
} from './clipboard.ts';
import { formWords } from './formWords.ts';
import styles from './sheet.module.css';

export type Spot = { row: number; column: number };
export type Range = { from: Spot; to: Spot };
export type SheetRow = { key: string; heads: string[]; cells: string[] };
export type Change = Spot & { text: string };

type SheetGridProps = {
  label: string;
  /** What the heads of the rows are called, then the columns. */
  headNames: readonly string[];
  columns: readonly { key: string; label: string; wide?: boolean }[];
  rows: readonly SheetRow[];
  readOnly?: boolean;
  isLocked?: (spot: Spot) => boolean;
  /** The sentence of what is wrong with a cell. */
  problemOf?: (spot: Spot) => string | null;
  /** Rows beyond the last that may be written into; a sheet of fixed rows has none. */
  grows?: boolean;
  onChange: (changes: Change[]) => void;
  onSelect?: (range: Range) => void;
  /** How many pasted cells lay beyond the sheet. */
  onCut?: (cells: number) => void;
};

/**
 * A sheet as one knows it from Excel and WPS: arrows, Enter and Tab move, typing replaces, F2 or a double click opens,
 * Shift selects a range, Delete empties it, and blocks are copied from and pasted into other programs.
 */
export function SheetGrid(props: SheetGridProps) {
  const { label, headNames, columns, rows, readOnly = false, onChange, onSelect } = props;
  const t = useWords(formWords);
  const [range, setRange] = useState<Range>({ from: { row: 0, column: 0 }, to: { row: 0, column: 0 } });
  const [editing, setEditing] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const last = { row: rows.length - 1 + (props.grows ? 1 : 0), column: columns.length - 1 };
  const at = clamp(range.to, last);

  const focus = (spot: Spot) =>
    table.current?.querySelector<HTMLElement>(`[data-spot="${spot.row},${spot.column}"]`)?.focus();
  const select = (to: Spot, from: Spot = to) => {
    const next = { from: clamp(from, last), to: clamp(to, last) };
    setRange(next);
    onSelect?.(next);
    setEditing(null);
    setTouched(true);
    focus(next.to);
  };
  /** Without a move the person has gone elsewhere, and the focus stays there. */
  const commit = (text: string, move: Spot | null) => {
    if (text !== cellAt(rows, at)) onChange([{ ...at, text }]);
    if (move) select({ row: at.row + move.row, column: at.column + move.column });
    else setEditing(null);
  };
  const closed = (spot: Spot) => readOnly || (props.isLocked?.(spot) ?? false);
  const open = (text: string) => {
    if (!closed(at)) setEditing(text);
  };
  const clear = () => {
    if (readOnly) return;
    onChange(
      spotsOf(range)
        .filter(spot => !closed(spot))
        .map(spot => ({ ...spot, text: '' })),
    );
  };

  const move = (event: KeyboardEvent, step: Spot) => {
    const back = event.key === 'Tab' && event.shiftKey;
    const next = { row: at.row + step.row, column: at.column + (back ? -1 : step.column) };
    // At the edge Tab leaves the sheet, as it does everywhere else on the page.
    if (event.key === 'Tab' && (next.column < 0 || next.column > last.column)) return;
    event.preventDefault();
    if (event.shiftKey && event.key.startsWith('Arrow')) select(next, range.from);
    else select(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null || event.nativeEvent.isComposing || event.altKey) return;
    const step = MOVES[event.key];
    const command = event.ctrlKey || event.metaKey;
    if (step) move(event, step);
    else if (event.key === 'F2') open(cellAt(rows, at));
    else if (event.key === 'Delete' || event.key === 'Backspace') clear();
    else if (command && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      select(last, { row: 0, column: 0 });
    } else if (event.key.length === 1 && !command) {
      event.preventDefault();
      open(event.key);
    }
  };

  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null) return;
    event.preventDefault();
    const block = blockOf(rows, range);
    event.clipboardData.setData('text/plain', writeBlock(block));
    event.clipboardData.setData('text/html', writeHtmlBlock(block));
    if (event.type === 'cut') clear();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null || readOnly) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    const block = text ? readBlock(text) : readHtmlBlock(event.clipboardData.getData('text/html'));
    const heads = {
      rows: rows.map(row => row.heads.at(-1) ?? ''),
      columns: columns.map(column => column.label),
    };
    const placed = placeByHeads(block, heads) ?? spread(block, range);
    const inside = placed.filter(
      change => change.column <= last.column && (props.grows || change.row <= last.row),
    );
    if (inside.length < placed.length) props.onCut?.(placed.length - inside.length);
    onChange(inside.filter(change => !closed(change)));
    const end = inside.at(-1);
    if (end) select(end, inside[0]);
  };

  const shown = props.grows && !readOnly ? [...rows, blankRow(columns.length)] : rows;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the sheet as a whole
    <div
      className={styles.sheet}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onCut={onCopy}
      onPaste={onPaste}
      data-touched={touched}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a sheet that is written in is a grid of cells */}
      <table ref={table} className={styles.table} role="grid" aria-label={label}>
        <thead>
          <tr>
            {headNames.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {columns.map(column => (
              <th key={column.key} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, r) => (
            <tr key={row.key}>
              {row.heads.map((head, i) => (
                <th key={`${headNames[i]}`} scope="row">
                  {head}
                </th>
              ))}
              {columns.map((column, c) => {
                const spot = { row: r, column: c };
                const here = at.row === r && at.column === c;
                const problem = props.problemOf?.(spot) ?? null;
                return (
                  <td
                    key={column.key}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
                    role="gridcell"
                    data-spot={`${r},${c}`}
                    tabIndex={here ? 0 : -1}
                    aria-selected={isInside(range, spot)}
                    aria-readonly={closed(spot) || undefined}
                    aria-invalid={problem ? true : undefined}
                    aria-label={[...row.heads, column.label].filter(Boolean).join(' ')}
                    title={problem ?? (props.isLocked?.(spot) ? t('cell_by_switch') : undefined)}
                    className={classOf({
                      here,
                      problem,
                      locked: closed(spot) && !readOnly,
                      wide: column.wide,
                    })}
                    onMouseDown={event => {
                      if (editing !== null && here) return;
                      select(spot, event.shiftKey ? range.from : spot);
                    }}
                    onMouseEnter={event => {
                      if (event.buttons === 1 && editing === null) select(spot, range.from);
                    }}
                    onDoubleClick={() => open(row.cells[c] ?? '')}
                  >
                    {here && editing !== null ? (
                      <CellEditor
                        label={[...row.heads, column.label].join(' ')}
                        start={editing}
                        onCommit={commit}
                        onCancel={() => select(at)}
                      />
                    ) : (
                      (row.cells[c] ?? '')
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CellEditorProps = {
  label: string;
  start: string;
  onCommit: (text: string, move: Spot | null) => void;
  onCancel: () => void;
};

function CellEditor({ label, start, onCommit, onCancel }: CellEditorProps) {
  const [text, setText] = useState(start);
  const done = useRef(false);
  const leave = (move: Spot | null) => {
    if (done.current) return;
    done.current = true;
    onCommit(text, move);
  };
  return (
    <input
      aria-label={label}
      value={text}
      // biome-ignore lint/a11y/noAutofocus: the cell was opened by the person
      autoFocus
      onChange={event => setText(event.target.value)}
      onBlur={() => leave(null)}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key === 'Enter') leave({ row: event.shiftKey ? -1 : 1, column: 0 });
        else if (event.key === 'Tab') leave({ row: 0, column: event.shiftKey ? -1 : 1 });
        else if (event.key === 'Escape') {
          done.current = true;
          onCancel();
        } else return;
        event.preventDefault();
      }}
    />
  );
}

const MOVES: Record<string, Spot> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Enter: { row: 1, column: 0 },
  Tab: { row: 0, column: 1 },
};

function clamp(spot: Spot, last: Spot): Spot {
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

function isInside(range: Range, spot: Spot): boolean {
  const { from, to } = corners(range);
  return spot.row >= from.row && spot.row <= to.row && spot.column >= from.column && spot.column <= to.column;
}

function spotsOf(range: Range): Spot[] {
  const { from, to } = corners(range);
  const spots: Spot[] = [];
  for (let row = from.row; row <= to.row; row++)
    for (let column = from.column; column <= to.column; column++) spots.push({ row, column });
  return spots;
}

const cellAt = (rows: readonly SheetRow[], { row, column }: Spot): string => rows[row]?.cells[column] ?? '';

function blockOf(rows: readonly SheetRow[], range: Range): Block {
  const { from, to } = corners(range);
  return rows.slice(from.row, to.row + 1).map(row => row.cells.slice(from.column, to.column + 1));
}

/** One copied cell fills the whole range; a block begins at its first corner. */
function spread(block: Block, range: Range): Change[] {
  const [[only = ''] = []] = block;
  const single = block.length === 1 && block[0]?.length === 1;
  if (single) return spotsOf(range).map(spot => ({ ...spot, text: only }));
  const { from } = corners(range);
  return block.flatMap((row, r) =>
    row.map((text, c) => ({ row: from.row + r, column: from.column + c, text })),
  );
}

function blankRow(columns: number): SheetRow {
  return { key: 'new', heads: [], cells: Array.from({ length: columns }, () => '') };
}

type Look = { here: boolean; problem: string | null; locked: boolean; wide: boolean | undefined };

function classOf({ here, problem, locked, wide }: Look): string {
  return [here && styles.here, problem && styles.bad, locked && styles.locked, wide && styles.wide]
    .filter(Boolean)
    .join(' ');
}
