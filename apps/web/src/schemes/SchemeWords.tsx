import PlusOutlined from '@ant-design/icons/PlusOutlined';
import type { SchemeEdit } from '@xinxuan/contract';
import { Button } from 'antd';
import { useWords } from '../words/i18n.ts';
import {
  isMap,
  type Json,
  labelOf,
  mapOf,
  type Path,
  putAt,
  remove,
  set,
  textOf,
  typed,
} from './document.ts';
import { useEditing, useSpeech } from './editing.ts';
import styles from './form.module.css';
import { PartCard } from './PartCard.tsx';
import { ATTRIBUTE_FIELDS } from './part-fields.ts';
import { partWords } from './part-words.ts';
import { freeName } from './SchemeParts.tsx';
import { SheetGrid } from './SheetGrid.tsx';
import type { Change } from './sheet.ts';
import { keyWords, nameOf } from './text/keyWords.ts';

const LISTS = ['kinds', 'numbers', 'classes', 'measures'] as const;

/** The words that clauses speak with: kinds, attributes with their words, numbers, classes, measures. */
export function SchemeWords() {
  const { words } = useSpeech();
  const p = useWords(partWords);
  const k = useWords(keyWords);
  const { document, edit, readOnly } = useEditing();
  const attributes = Object.entries(mapOf(document['attributes']));
  const add = () => {
    const id = freeName(
      'attribute',
      attributes.map(([name]) => name),
    ).replace('-', '_');
    edit([putAt(document, ['attributes', id], { label: p('new_label'), type: 'text' })]);
  };
  return (
    <details>
      <summary className={styles.partHead}>{p('words')}</summary>
      <h4>{nameOf(k('attributes'))}</h4>
      <ol className={styles.clauses}>
        {attributes.map(([id, attribute]) => {
          const given = mapOf(attribute);
          const name = labelOf(given['label'], words.language) || id;
          const bands = isMap(given['bands']) ? ['attributes', id, 'bands', 'from'] : null;
          return (
            <PartCard
              key={id}
              value={attribute}
              path={['attributes', id]}
              name={name}
              fields={ATTRIBUTE_FIELDS}
              besides={['values', ...(bands ? ['bands'] : [])]}
            >
              {(isMap(given['values']) || given['values'] === undefined) && !bands && (
                <WordSheet
                  title={p('values_of', { name })}
                  path={['attributes', id, 'values']}
                  value={given['values']}
                />
              )}
              {bands && (
                <WordSheet
                  title={p('bands_of', { name })}
                  path={bands}
                  value={mapOf(given['bands'])['from']}
                  extra="from"
                />
              )}
            </PartCard>
          );
        })}
      </ol>
      {!readOnly && (
        <Button icon={<PlusOutlined />} onClick={add}>
          {p('add_attribute')}
        </Button>
      )}
      {LISTS.map(list => (
        <WordSheet
          key={list}
          title={nameOf(k(list))}
          path={[list]}
          value={document[list]}
          {...(list === 'numbers' && { extra: 'default' as const })}
        />
      ))}
    </details>
  );
}

type Extra = 'default' | 'from';
type WordSheetProps = {
  title: string;
  path: Path;
  value: unknown;
  /** Words that are more than a label: `{ label, default }` or `{ from, label }`. */
  extra?: Extra;
};

/** Words as a sheet: id, label, English label. An emptied id takes the word away, a filled row below is a new one. */
function WordSheet({ title, path, value, extra }: WordSheetProps) {
  const p = useWords(partWords);
  const { document, edit, readOnly } = useEditing();
  if (value !== undefined && !isMap(value)) return null;
  const entries = Object.entries(mapOf(value));
  const rows = entries.map(([id, entry]) => rowOf(id, entry, extra));
  const columns = ['id', 'label_zh', 'label_en', ...(extra ? [extra] : [])] as const;
  const onChange = (changes: Change[]) => {
    const next = new Map<number, string[]>();
    for (const { row, column, text } of changes) {
      const cells = next.get(row) ?? [...(rows[row] ?? columns.map(() => ''))];
      cells[column] = text.trim();
      next.set(row, cells);
    }
    edit(
      [...next].flatMap(([row, cells]): SchemeEdit[] => {
        const known = entries[row];
        const [id = ''] = cells;
        if (!known)
          return id === '' ? [] : [putAt(document, [...path, id], entryOf(cells, undefined, extra))];
        if (id === '') return [remove([...path, known[0]])];
        const written = set([...path, known[0]], entryOf(cells, known[1], extra));
        const same = JSON.stringify(rows[row]?.slice(1)) === JSON.stringify(cells.slice(1));
        const renamed: SchemeEdit[] =
          id === known[0] ? [] : [{ do: 'rename', path: [...path, known[0]], to: id }];
        return [...(same ? [] : [written]), ...renamed];
      }),
    );
  };
  return (
    <div>
      <h4>{title}</h4>
      <SheetGrid
        label={title}
        headNames={[]}
        columns={columns.map(key => ({ key, label: p(key) }))}
        rows={rows.map((cells, i) => ({ key: `word ${i}`, heads: [], cells }))}
        readOnly={readOnly}
        grows
        onChange={onChange}
      />
    </div>
  );
}

function rowOf(id: string, entry: unknown, extra: Extra | undefined): string[] {
  const whole = extra && isMap(entry) && ('label' in entry || extra in entry);
  const label = whole ? entry['label'] : extra === 'from' ? '' : entry;
  const figure = whole ? entry[extra] : extra === 'from' ? entry : '';
  const names = isMap(label) ? [textOf(label['zh']), textOf(label['en'])] : [textOf(label), ''];
  return [id, ...names, ...(extra ? [textOf(figure)] : [])];
}

/** As short as it can be said: one label, two, or a map with more. */
function entryOf(
  [, zh = '', en = '', figure = '']: string[],
  before: unknown,
  extra: Extra | undefined,
): Json {
  const label: Json = en === '' || en === zh ? zh : { zh, en };
  if (!extra) return label;
  if (extra === 'from' && zh === '') return typed(figure);
  const kept = isMap(before) ? (before as Record<string, Json>) : {};
  const { label: _label, [extra]: _figure, ...rest } = kept;
  return {
    ...(extra === 'from' && { from: typed(figure) }),
    label,
    ...rest,
    ...(extra === 'default' && figure !== '' && { default: typed(figure) }),
  };
}
