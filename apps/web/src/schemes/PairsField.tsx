import { useId } from 'react';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../words/i18n.ts';
import { dropAt, isMap, type Json, listOf, mapOf, type Path, putAt, textOf, typed } from './document.ts';
import { useEditing, useProblem } from './editing.ts';
import { partWords } from './part-words.ts';
import { SheetGrid } from './SheetGrid.tsx';

type PairsFieldProps = { label: string; of: 'breakers' | 'groups'; value: unknown; path: Path };

/** A short sheet of two columns: what is compared and in which order, or groups and their seats. */
export function PairsField({ label, of, value, path }: PairsFieldProps) {
  const p = useWords(partWords);
  const { document, edit, readOnly } = useEditing();
  const problem = useProblem();
  const id = useId();
  const cells =
    of === 'groups'
      ? Object.entries(mapOf(value)).map(([group, seats]) => [
          group,
          isMap(seats) ? textOf(seats['choose']) : textOf(seats),
        ])
      : listOf(value).map(each => [textOf(mapOf(each)['of']), textOf(mapOf(each)['order'])]);
  const columns =
    of === 'groups' ? (['group', 'seats'] as const) : (['breaker_of', 'breaker_order'] as const);
  const write = (rows: string[][]) => {
    const kept = rows.filter(row => row[0]?.trim());
    edit([kept.length === 0 ? dropAt(document, path) : putAt(document, path, ofRows(kept))]);
  };
  const ofRows = (rows: string[][]): Json =>
    of === 'groups'
      ? Object.fromEntries(
          rows.map(([group = '', seats = '']) => {
            const before = mapOf(value)[group.trim()];
            return [group.trim(), (isMap(before) ? before : typed(seats || '1')) as Json];
          }),
        )
      : rows.map(([clause = '', order = '']) => ({
          of: clause.trim(),
          ...(/^(less|少)/.test(order.trim()) ? { order: 'less' } : {}),
        }));
  return (
    <Field label={label} id={id} problem={problem(path)}>
      <div id={id}>
        <SheetGrid
          label={label}
          headNames={[]}
          columns={columns.map(key => ({ key, label: p(key) }))}
          rows={cells.map((row, i) => ({ key: `pair ${i}`, heads: [], cells: row }))}
          readOnly={readOnly}
          grows
          onChange={changes => {
            const next = cells.map(row => [...row]);
            for (const { row, column, text } of changes) {
              while (next.length <= row) next.push(['', '']);
              const at = next[row];
              if (at) at[column] = text;
            }
            write(next);
          }}
        />
      </div>
    </Field>
  );
}
