import { CELL_END, isStructure, ROW_END, TABLE, TABLE_END, TITLE_END } from './flat.ts';
import { differences } from './sequence.ts';

/** A stretch of a flat text on the way from one version to the next. */
export type TextChange = { kind: 'same' | 'added' | 'removed'; text: string };

/** Whole sentences first, then the characters inside what was reworded; tables by rows and cells. */
const UNIT =
  /\ufdd1[^\ufdd4]*\ufdd4|[\ufde0-\ufde4]|[^。！？；\n\ufdd1\ufde0-\ufde4]*[。！？；\n]+[”’」』）)]*|[^。！？；\n\ufdd1\ufde0-\ufde4]+|[\s\S]/gu;
/** A reworded stretch longer than this is told as a whole: a comparison by characters would cost more than it tells. */
const LIMIT: Record<Grain, number> = { words: 4_000, characters: 200_000 };

/**
 * By `words`, sentence by sentence and row by row, for two versions that lie far apart. By `characters`, over all
 * structure, for one edit: the shortest way, so that whoever only wrote took nothing out.
 */
export type Grain = 'words' | 'characters';

/**
 * How one flat text becomes another. All that is not `added`, joined, is `before`; all that is not `removed` is
 * `after`. Where both happen, what was removed stands before what was added.
 */
export function textChanges(before: string, after: string, grain: Grain = 'words'): TextChange[] {
  const [oldTitle, oldBody] = divided(before);
  const [newTitle, newBody] = divided(after);
  const body = grain === 'words' ? byUnits(oldBody, newBody) : byCharacters(oldBody, newBody, grain);
  const title = byCharacters(oldTitle, newTitle, grain);
  return joined([...title, { kind: 'same', text: TITLE_END }, ...body]);
}

function divided(flat: string): [title: string, body: string] {
  const end = flat.indexOf(TITLE_END);
  return end < 0 ? ['', flat] : [flat.slice(0, end), flat.slice(end + 1)];
}

function byUnits(before: string, after: string): TextChange[] {
  const changes = differences(before.match(UNIT) ?? [], after.match(UNIT) ?? []);
  const result: TextChange[] = [];
  for (let index = 0; index < changes.length; index++) {
    const change = changes[index]!;
    const next = changes[index + 1];
    if (change.kind === 'removed' && next?.kind === 'added') {
      result.push(...reworded(change.items, next.items));
      index++;
    } else result.push({ kind: change.kind, text: change.items.join('') });
  }
  return result;
}

/** Tables of both sides are laid side by side in their order, and the text between them likewise. */
function reworded(removed: readonly string[], added: readonly string[]): TextChange[] {
  const from = removed.findIndex(isTable);
  const to = added.findIndex(isTable);
  if (from < 0 && to < 0) return byCharacters(removed.join(''), added.join(''));
  if (from < 0 || to < 0 || widthOf(removed[from]!) !== widthOf(added[to]!))
    return pair(removed.join(''), added.join(''));
  return [
    ...byCharacters(removed.slice(0, from).join(''), added.slice(0, to).join('')),
    ...byRows(removed[from]!, added[to]!),
    ...reworded(removed.slice(from + 1), added.slice(to + 1)),
  ];
}

const WHOLE_TABLE = /^\ufdd1(?:(?:[^\ufdd1-\ufdd6]*\ufdd2)*\ufdd3)*\ufdd4$/;

/** A table as `flatOf` lays it out; a broken one is compared as mere characters, so that nothing of it is lost. */
function isTable(unit: string): boolean {
  return WHOLE_TABLE.test(unit);
}

function rowsOf(table: string): string[] {
  return table
    .slice(1, -1)
    .split(ROW_END)
    .slice(0, -1)
    .map(row => row + ROW_END);
}

function widthOf(table: string): number {
  return Math.max(0, ...rowsOf(table).map(row => cellsOf(row).length));
}

function cellsOf(row: string): string[] {
  return row.slice(0, -1).split(CELL_END).slice(0, -1);
}

function byRows(before: string, after: string): TextChange[] {
  const changes = differences(rowsOf(before), rowsOf(after));
  const result: TextChange[] = [{ kind: 'same', text: TABLE }];
  for (let index = 0; index < changes.length; index++) {
    const change = changes[index]!;
    const next = changes[index + 1];
    if (change.kind === 'removed' && next?.kind === 'added') {
      result.push(...rewordedRows(change.items, next.items));
      index++;
    } else result.push({ kind: change.kind, text: change.items.join('') });
  }
  return [...result, { kind: 'same', text: TABLE_END }];
}

function rewordedRows(removed: readonly string[], added: readonly string[]): TextChange[] {
  const paired = Math.min(removed.length, added.length);
  const result: TextChange[] = [];
  for (let index = 0; index < paired; index++) result.push(...byCells(removed[index]!, added[index]!));
  return [...result, ...pair(removed.slice(paired).join(''), added.slice(paired).join(''))];
}

function byCells(before: string, after: string): TextChange[] {
  const from = cellsOf(before);
  const to = cellsOf(after);
  if (from.length !== to.length) return pair(before, after);
  return [
    ...from.flatMap((cell, column): TextChange[] => [
      ...byCharacters(cell, to[column]!),
      { kind: 'same', text: CELL_END },
    ]),
    { kind: 'same', text: ROW_END },
  ];
}

/** Han characters one by one; Latin words and numbers as the grain wants it. */
function byCharacters(before: string, after: string, grain: Grain = 'words'): TextChange[] {
  if (before.length + after.length > LIMIT[grain]) return pair(before, after);
  const parts = (text: string): string[] => (grain === 'words' ? (text.match(WORD) ?? []) : [...text]);
  return differences(parts(before), parts(after)).map(change => ({
    kind: change.kind,
    text: change.items.join(''),
  }));
}

const WORD = /[\p{Script=Latin}\p{N}.]+|[\s\S]/gu;

function pair(before: string, after: string): TextChange[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
}

/** Neighbours of one kind become one; within a changed place what was removed comes first. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const result: TextChange[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const { kind, text } of changes) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (text !== '') {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') last.text += text;
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}

/** One kept character between two changes only confuses the eye: it is told as taken out and put in again. */
export function readable(changes: readonly TextChange[]): TextChange[] {
  return joined(
    changes.flatMap((change, index) => {
      const between = changes[index - 1]?.kind === 'added' && changes[index + 1]?.kind === 'removed';
      const lonely = change.kind === 'same' && [...change.text].length === 1 && !isStructure(change.text);
      return between && lonely ? pair(change.text, change.text) : [change];
    }),
  );
}
