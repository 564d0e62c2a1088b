import { Button } from 'antd';
import { useWords } from '../words/i18n.ts';
import { isMap, type Path } from './document.ts';
import { useEditing } from './editing.ts';
import styles from './form.module.css';
import { partWords } from './part-words.ts';
import type { StepField } from './step-fields.ts';

const SHOWN = 120;

type UnknownKeysProps = {
  value: unknown;
  path: Path;
  fields: readonly StepField[];
  /** Keys that have a control of their own elsewhere. */
  besides?: readonly string[];
};

/** What is written but has no field: shown as it is, with the way to its place in the text. */
export function UnknownKeys({ value, path, fields, besides = [] }: UnknownKeysProps) {
  const p = useWords(partWords);
  const { goToPath } = useEditing();
  const unknown = unknownIn(
    value,
    fields.map(field => field.path),
  ).filter(([first]) => !besides.includes(String(first)));
  if (unknown.length === 0) return null;
  return (
    <div className={styles.unknown}>
      <span className={styles.quiet}>{p('unknown')}</span>
      <ul>
        {unknown.map(keys => (
          <li key={keys.join('.')}>
            <code>{`${keys.join('.')}: ${shortly(keys.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), value))}`}</code>{' '}
            <Button type="link" size="small" onClick={() => goToPath([...path, ...keys])}>
              {p('in_text')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The paths that are written in a map and that no field leads to. */
export function unknownIn(value: unknown, known: readonly Path[]): string[][] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = known.filter(path => path[0] === key).map(path => path.slice(1));
    if (below.length === 0) return [[key]];
    if (below.some(path => path.length === 0) || (isMap(inner) && 'choose' in inner)) return [];
    return unknownIn(inner, below).map(rest => [key, ...rest]);
  });
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
