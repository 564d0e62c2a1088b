import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { toast } from '../ui/toast.ts';
import { useWords } from '../words/i18n.ts';
import { ByAnswer } from './ByAnswer.tsx';
import { dimensionNames } from './describe.ts';
import {
  type Entries,
  isNumber,
  mapOf,
  type Path,
  plainFigures,
  set,
  textOf,
  typed,
  valueAt,
} from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { CommitInput } from './fields.tsx';
import styles from './form.module.css';
import { partWords } from './part-words.ts';
import {
  addColumn,
  addRow,
  cellPath,
  changeCells,
  ONLY,
  type PointsTable,
  readTable,
  removeColumn,
  removeRow,
} from './points-table.ts';
import { SheetGrid } from './SheetGrid.tsx';
import type { Range, Spot } from './sheet.ts';
import { type AttributeWords, dimension, wordFor } from './vocabulary.ts';

/** A table of points as a sheet, written into the text cell by cell. */
export function PointsSheet({ amount, path, name }: { amount: Entries; path: Path; name: string }) {
  const { t, words } = useSpeech();
  const { edit, readOnly } = useEditing();
  const problem = useProblem();
  const table = readTable(amount);
  const [written, setWritten] = useState<ReadonlyMap<string, string>>(new Map());
  const [range, setRange] = useState<Range | null>(null);
  const known = JSON.stringify(amount);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed is shown until the text has it
  useEffect(() => setWritten(new Map()), [known]);
  if (!table) return <p className={styles.quiet}>{t('table.irregular')}</p>;

  const names = dimensionNames(t);
  const by = table.by.map(each => dimension(words, each, names));
  const last = by.at(-1);
  const labelFor = (attribute: AttributeWords | undefined, word: string) =>
    word === '*' ? t('table.rest') : wordFor(attribute?.words ?? [], word);
  const single = table.columns[0] === ONLY;
  const textAt = (row: number, column: number) => {
    const cell = table.cells[row]?.[column];
    if (cell?.locked) return words.switches.find(each => each.value === cell.text)?.label ?? cell.text;
    return written.get(`${row},${column}`) ?? cell?.text ?? '';
  };
  const problemOf = (spot: Spot): string | null => {
    const text = textAt(spot.row, spot.column);
    const found = problem(cellPath(table, path, spot));
    if (found) return found;
    const cell = table.cells[spot.row]?.[spot.column];
    const looksLikeNumber = /^[-+\d.,\s]+$/.test(plainFigures(text));
    return cell && !cell.locked && text !== '' && looksLikeNumber && !isNumber(String(typed(text)))
      ? `“${text}”`
      : null;
  };
  return (
    <div>
      <SheetGrid
        label={t('table.of', { rule: name })}
        headNames={single ? [by[0]?.label ?? ''] : by.slice(0, -1).map(each => each.label)}
        columns={table.columns.map(word => ({
          key: word || 'points',
          label: single ? t('table.points') : labelFor(last, word),
        }))}
        rows={table.rows.map((row, r) => ({
          key: row.join('/'),
          heads: row.map((word, i) => labelFor(by[i], word)),
          cells: table.columns.map((_, c) => textAt(r, c)),
        }))}
        readOnly={readOnly}
        isLocked={({ row, column }) => table.cells[row]?.[column]?.locked ?? false}
        problemOf={problemOf}
        onSelect={setRange}
        onCut={cells => toast.problem(t('table.cut', { count: cells }))}
        onChange={changes => {
          setWritten(new Map(changes.map(({ row, column, text }) => [`${row},${column}`, text])));
          edit(changeCells(table, path, changes));
        }}
      />
      {!readOnly && <SheetActs table={table} by={by} path={path} range={range} />}
      <SwitchCells
        table={table}
        amount={amount}
        path={path}
        labelOf={spot =>
          [
            ...(table.rows[spot.row] ?? []).map((word, i) => labelFor(by[i], word)),
            ...(single ? [] : [labelFor(last, table.columns[spot.column] ?? '')]),
          ].join(' ')
        }
      />
      {(amount['otherwise'] !== undefined || !readOnly) && (
        <div className={styles.rule}>
          <span className={styles.quiet}>{t('table.otherwise')}</span>
          <CommitInput
            label={t('table.otherwise')}
            value={textOf(amount['otherwise'])}
            readOnly={readOnly}
            narrow
            placeholder={t('not_set')}
            onCommit={text =>
              edit([
                text.trim() === ''
                  ? { do: 'remove', path: [...path, 'otherwise'] }
                  : set([...path, 'otherwise'], typed(text)),
              ])
            }
          />
        </div>
      )}
    </div>
  );
}

type SwitchCellsProps = {
  table: PointsTable;
  amount: Entries;
  path: Path;
  labelOf: (spot: Spot) => string;
};

/** Cells that a switch decides, below the sheet: what each answer gives. */
function SwitchCells({ table, amount, path, labelOf }: SwitchCellsProps) {
  const p = useWords(partWords);
  const { edit, readOnly } = useEditing();
  const spots = table.cells.flatMap((cells, row) =>
    cells.flatMap((cell, column) => (cell?.locked ? [{ row, column }] : [])),
  );
  if (spots.length === 0) return null;
  return (
    <section aria-label={p('cells_by_switch')}>
      {spots.map(spot => {
        const at = cellPath(table, [], spot);
        const value = mapOf(valueAt(amount, at));
        return (
          <ByAnswer key={at.join('/')} label={labelOf(spot)} value={value} path={[...path, ...at]}>
            {(answer, answerPath, told) => (
              <span className={styles.rule}>
                <span className={styles.quiet}>{told}</span>
                <CommitInput
                  label={`${labelOf(spot)}，${told}`}
                  value={textOf(answer)}
                  readOnly={readOnly}
                  narrow
                  onCommit={text => edit([set(answerPath, text.trim() === '' ? null : typed(text))])}
                />
              </span>
            )}
          </ByAnswer>
        );
      })}
    </section>
  );
}

type SheetActsProps = { table: PointsTable; by: AttributeWords[]; path: Path; range: Range | null };

function SheetActs({ table, by, path, range }: SheetActsProps) {
  const { t } = useSpeech();
  const { edit } = useEditing();
  const at = range?.to ?? { row: 0, column: 0 };
  const single = table.columns[0] === ONLY;
  const columnWords = by.at(-1);
  const rowWords = single ? by[0] : by.at(-2);
  const heads = single ? [] : (table.rows[at.row]?.slice(0, -1) ?? []);
  const rest = { value: '*', label: t('table.rest') };
  const rowsTaken = new Set(
    table.rows.filter(row => heads.every((head, i) => row[i] === head)).map(row => row.at(-1)),
  );
  const newRows = [...(rowWords?.words ?? []), rest].filter(word => !rowsTaken.has(word.value));
  const newColumns = [...(columnWords?.words ?? []), rest].filter(
    word => !table.columns.includes(word.value),
  );
  return (
    <div className={styles.sheetActs}>
      <Select
        size="small"
        value={null}
        placeholder={t('table.add_row')}
        aria-label={t('table.add_row')}
        disabled={newRows.length === 0}
        popupMatchSelectWidth={false}
        options={newRows}
        onChange={(word: string | null) => word && edit([addRow(table, path, [...heads, word])])}
      />
      {!single && (
        <Select
          size="small"
          value={null}
          placeholder={t('table.add_column')}
          aria-label={t('table.add_column')}
          disabled={newColumns.length === 0}
          popupMatchSelectWidth={false}
          options={newColumns}
          onChange={(word: string | null) => word && edit(addColumn(table, path, word))}
        />
      )}
      <Button
        size="small"
        disabled={table.rows.length < 2}
        title={table.rows.length < 2 ? t('table.last_kept') : undefined}
        onClick={() => edit(removeRow(table, path, at.row))}
      >
        {t('table.remove_row')}
      </Button>
      {!single && (
        <Button
          size="small"
          disabled={table.columns.length < 2}
          title={table.columns.length < 2 ? t('table.last_kept') : undefined}
          onClick={() => edit(removeColumn(table, path, at.column))}
        >
          {t('table.remove_column')}
        </Button>
      )}
      <span className={styles.quiet}>{t('table.hint')}</span>
    </div>
  );
}
