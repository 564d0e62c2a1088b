/** What happened to a run of items on the way from one sequence to another. */
export type Change<T> = { kind: 'same' | 'added' | 'removed'; items: T[] };

type Pair<T> = { a: readonly T[]; b: readonly T[] };
/** A part of both sequences, ends not included. */
type Part = { aFrom: number; aTo: number; bFrom: number; bTo: number };
type Match = { before: number; after: number };
/** A run of equal items from (x, y) to (u, v). */
type Snake = { x: number; y: number; u: number; v: number };

/**
 * The shortest way from `before` to `after` by removing and adding items (Myers 1986, the linear-space form).
 * Within a changed place, what was removed comes before what was added.
 */
export function differences<T>(before: readonly T[], after: readonly T[]): Change<T>[] {
  const whole = { aFrom: 0, aTo: before.length, bFrom: 0, bTo: after.length };
  const kept = [...matches({ a: before, b: after }, whole)];
  const changes: Change<T>[] = [];
  let i = 0;
  let j = 0;
  for (const pair of [...kept, { before: before.length, after: after.length }]) {
    push(changes, 'removed', before.slice(i, pair.before));
    push(changes, 'added', after.slice(j, pair.after));
    if (pair.before < before.length) push(changes, 'same', before.slice(pair.before, pair.before + 1));
    i = pair.before + 1;
    j = pair.after + 1;
  }
  return changes;
}

function push<T>(changes: Change<T>[], kind: Change<T>['kind'], items: T[]): void {
  if (items.length === 0) return;
  const last = changes.at(-1);
  if (last?.kind === kind) last.items.push(...items);
  else changes.push({ kind, items });
}

function* matches<T>(pair: Pair<T>, part: Part): Generator<Match> {
  const { a, b } = pair;
  let { aFrom, aTo, bFrom, bTo } = part;
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) yield { before: aFrom++, after: bFrom++ };
  let tail = 0;
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
    aTo--;
    bTo--;
    tail++;
  }
  if (aFrom < aTo && bFrom < bTo) {
    const { x, y, u, v } = middle(pair, { aFrom, aTo, bFrom, bTo });
    yield* matches(pair, { aFrom, aTo: x, bFrom, bTo: y });
    for (let k = 0; k < u - x; k++) yield { before: x + k, after: y + k };
    yield* matches(pair, { aFrom: u, aTo, bFrom: v, bTo });
  }
  for (let k = 0; k < tail; k++) yield { before: aTo + k, after: bTo + k };
}

/** The middle stretch of equal items on a shortest path; it may be empty, its place then divides the work in two. */
function middle<T>({ a, b }: Pair<T>, { aFrom, aTo, bFrom, bTo }: Part): Snake {
  const n = aTo - aFrom;
  const m = bTo - bFrom;
  const delta = n - m;
  const grid = { n, m, offset: Math.ceil((n + m) / 2) + 1 };
  const ahead = new Int32Array(2 * grid.offset + 2);
  const back = new Int32Array(2 * grid.offset + 2);
  const fromStart = (x: number, y: number) => a[aFrom + x] === b[bFrom + y];
  const fromEnd = (x: number, y: number) => a[aTo - 1 - x] === b[bTo - 1 - y];
  for (let d = 0; d < grid.offset; d++) {
    for (const k of diagonals(d, grid)) {
      const { start, end } = step(ahead, { k, d, ...grid }, fromStart);
      const facing = delta - k;
      if (delta % 2 !== 0 && Math.abs(facing) < d && end + reached(back, facing, grid) >= n) {
        return moved(aFrom, bFrom, { x: start, y: start - k, u: end, v: end - k });
      }
    }
    for (const k of diagonals(d, grid)) {
      const { start, end } = step(back, { k, d, ...grid }, fromEnd);
      const facing = delta - k;
      if (delta % 2 === 0 && Math.abs(facing) <= d && end + reached(ahead, facing, grid) >= n) {
        return moved(aFrom, bFrom, { x: n - end, y: m - end + k, u: n - start, v: m - start + k });
      }
    }
  }
  throw new Error('no path between two sequences');
}

type Grid = { n: number; m: number; offset: number };

/** The diagonals that d edits can reach without leaving the grid. */
function* diagonals(d: number, { n, m }: Grid): Generator<number> {
  for (let k = 2 * Math.max(0, d - m) - d; k <= d - 2 * Math.max(0, d - n); k += 2) yield k;
}

function reached(furthest: Int32Array, k: number, { offset }: Grid): number {
  return furthest[offset + k] ?? 0;
}

function step(
  furthest: Int32Array,
  at: Grid & { k: number; d: number },
  equal: (x: number, y: number) => boolean,
): { start: number; end: number } {
  const { k, d, n, m } = at;
  const left = reached(furthest, k - 1, at);
  const right = reached(furthest, k + 1, at);
  const start = k === -d || (k !== d && left < right) ? right : left + 1;
  let end = start;
  while (end < n && end - k < m && equal(end, end - k)) end++;
  furthest[at.offset + k] = end;
  return { start, end };
}

function moved(x: number, y: number, snake: Snake): Snake {
  return { x: snake.x + x, y: snake.y + y, u: snake.u + x, v: snake.v + y };
}
