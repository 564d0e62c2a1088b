import { useId } from 'react';
import { Field } from '../ui/Field.tsx';
import { mapOf, type Path, remove, set, textOf, typed } from './document.ts';
import { useEditing, useProblem, useSpeech } from './editing.ts';
import { SheetGrid } from './SheetGrid.tsx';
import type { Change } from './sheet.ts';

const COLUMNS = ['from', 'gives'] as const;

/** Bands as a sheet of two columns; an emptied row goes, a filled one below the last is a new band. */
export function BandsField({ label, value, path }: { label: string; value: unknown[]; path: Path }) {
  const { t } = useSpeech();
  const { edit, readOnly } = useEditing();
  const problem = useProblem();
  const id = useId();
  const cells = value.map(band => COLUMNS.map(key => textOf(mapOf(band)[key])));
  const onChange = (changes: Change[]) => {
    const next = new Map<number, string[]>();
    for (const { row, column, text } of changes) {
      const before = next.get(row) ?? [...(cells[row] ?? ['', ''])];
      before[column] = text;
      next.set(row, before);
    }
    const rows = [...next].sort(([a], [b]) => b - a);
    const gone = rows.filter(([row, [from, gives]]) => row < value.length && !from && !gives);
    const kept = rows.filter(([row, [from, gives]]) => (from || gives) && row < value.length);
    const fresh = rows.filter(([row, [from, gives]]) => row >= value.length && (from || gives)).reverse();
    edit([
      ...kept.flatMap(([row, texts]) =>
        COLUMNS.flatMap((key, c) =>
          texts[c] === cells[row]?.[c] ? [] : [set([...path, row, key], typed(texts[c] ?? ''))],
        ),
      ),
      ...fresh.map(([, [from = '', gives = '']], i) => ({
        do: 'insert' as const,
        path: [...path],
        at: value.length + i,
        value: { from: typed(from || '0'), gives: typed(gives || '0') },
      })),
      ...(gone.length < value.length ? gone.map(([row]) => remove([...path, row])) : []),
    ]);
  };
  return (
    <Field label={label} id={id} problem={problem(path)}>
      <div id={id}>
        <SheetGrid
          label={label}
          headNames={[]}
          columns={COLUMNS.map(key => ({ key, label: t(`bands.${key}`) }))}
          rows={cells.map((row, i) => ({ key: `band ${i}`, heads: [], cells: row }))}
          readOnly={readOnly}
          problemOf={({ row, column }) =>
            row < value.length ? problem([...path, row, COLUMNS[column] ?? 'from']) : null
          }
          grows
          onChange={onChange}
        />
      </div>
    </Field>
  );
}
