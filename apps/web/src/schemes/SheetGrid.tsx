import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { placeByHeads, readBlock, readHtmlBlock, writeBlock, writeHtmlBlock } from './clipboard.ts';
import { formWords } from './formWords.ts';
import { SheetCell } from './SheetCell.tsx';
import styles from './sheet.module.css';
import {
  blankRow,
  blockOf,
  type Change,
  cellAt,
  clamp,
  isInside,
  MOVES,
  type Range,
  type SheetRow,
  type Spot,
  spotsOf,
  spread,
} from './sheet.ts';

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
  /** One row more than there are may be written into. */
  grows?: boolean;
  onChange: (changes: Change[]) => void;
  onSelect?: (range: Range) => void;
  /** How many pasted cells lay beyond the sheet. */
  onCut?: (cells: number) => void;
};

const START: Range = { from: { row: 0, column: 0 }, to: { row: 0, column: 0 } };

/**
 * A sheet as one knows it from Excel and WPS: arrows, Enter and Tab move, typing replaces, F2 or a double click opens,
 * Shift selects a range, Delete empties it, and blocks are copied from and pasted into other programs.
 */
export function SheetGrid(props: SheetGridProps) {
  const { label, headNames, columns, rows, readOnly = false } = props;
  const t = useWords(formWords);
  const sheet = useSheet(props);
  const { range, editing, at, touched } = sheet;
  const shown = props.grows && !readOnly ? [...rows, blankRow(columns.length)] : rows;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the sheet as a whole
    <div
      className={styles.sheet}
      data-touched={touched}
      onKeyDown={event => onKey(event, sheet, rows)}
      onCopy={event => onCopy(event, sheet, rows)}
      onCut={event => onCopy(event, sheet, rows)}
      onPaste={event => onPaste(event, sheet, props)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a sheet that is written in is a grid of cells */}
      <table className={styles.table} role="grid" aria-label={label}>
        <thead>
          <tr>
            {[...headNames, ...columns.map(column => column.label)].map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, r) => (
            <tr key={row.key}>
              {row.heads.map((head, i) => (
                <th key={headNames[i] ?? head} scope="row">
                  {head}
                </th>
              ))}
              {columns.map((column, c) => {
                const spot = { row: r, column: c };
                const here = at.row === r && at.column === c;
                const locked = props.isLocked?.(spot) ?? false;
                const problem = props.problemOf?.(spot) ?? null;
                return (
                  <SheetCell
                    key={column.key}
                    text={row.cells[c] ?? ''}
                    label={[...row.heads, column.label].filter(Boolean).join(' ')}
                    here={here}
                    editing={here ? editing : null}
                    selected={isInside(range, spot)}
                    locked={locked}
                    wide={column.wide ?? false}
                    readOnly={readOnly}
                    problem={problem}
                    title={problem ?? (locked ? t('cell_by_switch') : undefined)}
                    takesFocus={touched}
                    onWrite={sheet.write}
                    onLeave={sheet.finish}
                    onDown={extend => sheet.select(spot, extend ? range.from : spot)}
                    onEnter={() => sheet.select(spot, range.from)}
                    onOpen={() => sheet.open(row.cells[c] ?? '')}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Sheet = ReturnType<typeof useSheet>;

/** Cursor, range and the text being written. */
function useSheet({ columns, rows, grows, readOnly = false, isLocked, onChange, onSelect }: SheetGridProps) {
  const [range, setRange] = useState<Range>(START);
  const [touched, setTouched] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const writing = useRef<string | null>(null);
  const last = { row: rows.length - 1 + (grows ? 1 : 0), column: columns.length - 1 };
  const at = clamp(range.to, last);
  const closed = (spot: Spot) => readOnly || (isLocked?.(spot) ?? false);
  const write = (text: string | null) => {
    writing.current = text;
    setEditing(text);
  };
  /** Writes what was typed, once, whichever way the cell is left. */
  const finish = () => {
    const text = writing.current;
    write(null);
    if (text !== null && text !== cellAt(rows, at)) onChange([{ ...at, text }]);
  };
  const select = (to: Spot, from: Spot = to) => {
    finish();
    const next = { from: clamp(from, last), to: clamp(to, last) };
    setRange(next);
    setTouched(true);
    onSelect?.(next);
  };
  const open = (text: string) => {
    if (!closed(at)) write(text);
  };
  const clear = () => {
    const emptied = spotsOf(range).filter(spot => !closed(spot));
    if (emptied.length > 0) onChange(emptied.map(spot => ({ ...spot, text: '' })));
  };
  return { range, editing, at, last, touched, closed, write, finish, select, open, clear };
}

function move(event: KeyboardEvent, { at, last, range, select }: Sheet): void {
  const step = MOVES[event.key];
  if (!step) return;
  const back = event.shiftKey && (event.key === 'Tab' || event.key === 'Enter') ? -1 : 1;
  const next = { row: at.row + back * step.row, column: at.column + back * step.column };
  // At the edge Tab leaves the sheet, as it does everywhere else on the page.
  if (event.key === 'Tab' && (next.column < 0 || next.column > last.column)) return;
  event.preventDefault();
  if (event.shiftKey && event.key.startsWith('Arrow')) select(next, range.from);
  else select(next);
}

function onKey(event: KeyboardEvent, sheet: Sheet, rows: readonly SheetRow[]): void {
  if (event.nativeEvent.isComposing || event.altKey) return;
  if (sheet.editing !== null) {
    event.stopPropagation();
    if (event.key === 'Escape') sheet.write(null);
    // Inside the text the arrows belong to the text.
    else if (!event.key.startsWith('Arrow')) move(event, sheet);
    return;
  }
  const all = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
  if (event.key in MOVES) move(event, sheet);
  else if (event.key === 'F2') sheet.open(cellAt(rows, sheet.at));
  else if (event.key === 'Delete' || event.key === 'Backspace' || all) {
    event.preventDefault();
    if (all) sheet.select(sheet.last, START.from);
    else sheet.clear();
  }
}

function onCopy(event: ClipboardEvent, sheet: Sheet, rows: readonly SheetRow[]): void {
  if (sheet.editing !== null) return;
  event.preventDefault();
  const block = blockOf(rows, sheet.range);
  event.clipboardData.setData('text/plain', writeBlock(block));
  event.clipboardData.setData('text/html', writeHtmlBlock(block));
  if (event.type === 'cut') sheet.clear();
}

function onPaste(event: ClipboardEvent, sheet: Sheet, props: SheetGridProps): void {
  if (sheet.editing !== null) return;
  event.preventDefault();
  if (props.readOnly) return;
  const text = event.clipboardData.getData('text/plain');
  const block = text ? readBlock(text) : readHtmlBlock(event.clipboardData.getData('text/html'));
  const heads = {
    rows: props.rows.map(row => row.heads.at(-1) ?? ''),
    columns: props.columns.map(column => column.label),
  };
  const placed = placeByHeads(block, heads) ?? spread(block, sheet.range);
  const inside = placed.filter(
    change => change.column <= sheet.last.column && (props.grows || change.row <= sheet.last.row),
  );
  if (inside.length < placed.length) props.onCut?.(placed.length - inside.length);
  props.onChange(inside.filter(change => !sheet.closed(change)));
  const end = inside.at(-1);
  if (end) sheet.select(end, inside[0]);
}
