import type { Path } from '../document.ts';

/** Where in a YAML text somebody writes: in a key or in a value, under which path, and what of the word is there. */
export type TextPlace = {
  in: 'key' | 'value';
  /** Of the map or list that a key stands in; of the value itself. */
  path: Path;
  /** What is written of the key or value so far. */
  written: string;
  from: number;
};

type Frame = { column: number; key: string } | { column: number; index: number };
type Flow = { key: string } | { key: null } | { index: number };
type State = { frames: Frame[]; flow: Flow[]; start: number; wanted: string };

const QUOTES = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;
const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#{}[\],&*|>'"][^#]*?)\s*:(?=\s|$)/;

/**
 * The place of a position, also in a text that is not yet YAML because somebody is just writing it: only what stands
 * before the position counts. Null inside comments and blocks of text.
 */
export function placeAt(text: string, position: number): TextPlace | null {
  const lines = text.slice(0, position).split('\n');
  const state: State = { frames: [], flow: [], start: 0, wanted: '' };
  let block: number | null = null;
  let offset = 0;
  for (const [number, line] of lines.entries()) {
    const last = number === lines.length - 1;
    const indent = line.length - line.trimStart().length;
    if (block !== null && (line.trim() === '' || indent > block) && !(last && line.trim() === '')) {
      if (last) return null;
      offset += line.length + 1;
      continue;
    }
    block = null;
    const found =
      state.flow.length > 0 ? flowOf(state, { line, at: 0, offset }) : blockOf(state, { line, offset });
    if (last) return found === null ? null : placeOf(state, found, position);
    if (found === 'text') block = state.frames.at(-1)?.column ?? 0;
    offset += line.length + 1;
  }
  return null;
}

type Found = 'key' | 'value' | 'text' | null;
type Line = { line: string; offset: number };

/** Reads one line of the block style; answers where its end stands. */
function blockOf(state: State, { line, offset }: Line): Found {
  let column = line.length - line.trimStart().length;
  if (line[column] === '#') return null;
  if (column === line.length) {
    state.frames = outside(state.frames, column, false);
    return begin(state, { start: offset + column, wanted: '' }, 'key');
  }
  while (/^-(\s|$)/.test(line.slice(column))) {
    const before = state.frames.find(frame => frame.column === column && 'index' in frame);
    state.frames = outside(state.frames, column, true);
    state.frames.push({ column, index: before && 'index' in before ? before.index + 1 : 0 });
    column += 1;
    column += line.slice(column).length - line.slice(column).trimStart().length;
    if (column >= line.length) return begin(state, { start: offset + column, wanted: '' }, 'key');
  }
  const rest = line.slice(column);
  const key = KEY.exec(rest);
  if (!key) {
    state.frames = outside(state.frames, column, false);
    if (/^[{[]/.test(rest)) return flowOf(state, { line, at: column, offset });
    return / #/.test(rest) ? null : begin(state, { start: offset + column, wanted: rest }, 'key');
  }
  state.frames = outside(state.frames, column, false);
  state.frames.push({ column, key: bare(key[1] ?? '') });
  return valueIn(state, { line, at: column + key[0].length, offset });
}

/** Frames that a line beginning at a column is still in; a list may stand at the column of its key. */
function outside(frames: readonly Frame[], column: number, list: boolean): Frame[] {
  return frames.filter(frame => frame.column < column || (list && frame.column === column && 'key' in frame));
}

function valueIn(state: State, { line, at, offset }: Line & { at: number }): Found {
  const given = /^\s*(?:[&!]\S+\s*)*/.exec(line.slice(at))?.[0].length ?? 0;
  const start = at + given;
  const rest = line.slice(start);
  if (/^[|>]/.test(rest)) return 'text';
  if (/^[{[]/.test(rest)) return flowOf(state, { line, at: start, offset });
  if (rest.startsWith('#') || / #/.test(rest.replace(QUOTES, ''))) return null;
  return begin(state, { start: offset + start, wanted: rest }, 'value');
}

/** Reads the flow style, `{ by: [a, b] }`, which may go on over lines. */
function flowOf(state: State, { line, at, offset }: Line & { at: number }): Found {
  let word = at;
  for (let i = at; i < line.length; i++) {
    if (/["']/.test(line[i] ?? '') && line.slice(word, i).trim() === '') {
      const quoted = QUOTES.exec(line.slice(i));
      if (!quoted) break;
      i += quoted[0].length - 1;
    } else if (/(?:^|\s)#$/.test(line.slice(Math.max(0, i - 1), i + 1))) {
      return null;
    } else if (turn(state.flow, { mark: line[i] ?? '', before: line.slice(word, i), after: line[i + 1] })) {
      word = i + 1;
      if (state.flow.length === 0) return null;
    }
  }
  const top = state.flow.at(-1);
  const rest = line.slice(word).trimStart();
  const found = top && 'key' in top && top.key === null ? 'key' : 'value';
  return begin(state, { start: offset + line.length - rest.length, wanted: rest }, found);
}

/** What a mark of the flow style does to where we are; false when it is part of a word. */
function turn(
  flow: Flow[],
  { mark, before, after }: { mark: string; before: string; after: string | undefined },
): boolean {
  const top = flow.at(-1);
  const inList = top !== undefined && 'index' in top;
  if (mark === '{') flow.push({ key: null });
  else if (mark === '[') flow.push({ index: 0 });
  else if (mark === '}' || mark === ']') flow.pop();
  else if (mark === ',') flow[flow.length - 1] = inList ? { index: top.index + 1 } : { key: null };
  else if (mark === ':' && top && !inList && (after === undefined || after === ' '))
    flow[flow.length - 1] = { key: bare(before.trim()) };
  else return false;
  return true;
}

function begin(
  state: State,
  { start, wanted }: Pick<State, 'start' | 'wanted'>,
  found: 'key' | 'value',
): Found {
  state.start = start;
  state.wanted = wanted;
  return found;
}

function placeOf(state: State, found: Found, position: number): TextPlace | null {
  if (found !== 'key' && found !== 'value') return null;
  const steps = [...state.frames, ...state.flow].flatMap((frame): (string | number)[] =>
    'index' in frame ? [frame.index] : frame.key === null ? [] : [frame.key],
  );
  return { in: found, path: steps, written: state.wanted, from: Math.min(state.start, position) };
}

const bare = (key: string): string => key.replace(/^(["'])(.*)\1$/, '$2');

/** The line on which the part at a path stands, or the part around it when it is written elsewhere (by an alias). */
export function lineOf(text: string, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const key = path[depth - 1];
    if (typeof key !== 'string') continue;
    const wanted = path.slice(0, depth - 1).join('\n');
    for (const match of text.matchAll(new RegExp(`(?<![\\w-])["']?${escaped(key)}["']?\\s*:`, 'g'))) {
      const place = placeAt(text, match.index + match[0].length - 1);
      if (place?.in === 'key' && place.path.join('\n') === wanted)
        return text.slice(0, match.index).split('\n').length;
    }
  }
  return 1;
}

const escaped = (key: string): string => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
