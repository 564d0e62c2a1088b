/** What happened to a run of items on the way from one sequence to another. */
export type Change<T> = { kind: 'same' | 'added' | 'removed'; items: T[] };

type Span = { from: number; to: number };
type Snake = { x: number; y: number; u: number; v: number };

/**
 * The shortest way from `before` to `after` by removing and adding items (Myers 1986, the linear-space form).
 * Within a changed place, what was removed comes before what was added.
 */
export function differences<T>(before: readonly T[], after: readonly T[]): Change<T>[] {
  const kept: { before: number; after: number }[] = [];
  keep(before, after, { from: 0, to: before.length }, { from: 0, to: after.length }, kept);
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

function keep<T>(
  a: readonly T[],
  b: readonly T[],
  inA: Span,
  inB: Span,
  kept: { before: number; after: number }[],
): void {
  let { from: i, to: iEnd } = inA;
  let { from: j, to: jEnd } = inB;
  while (i < iEnd && j < jEnd && a[i] === b[j]) kept.push({ before: i++, after: j++ });
  let tail = 0;
  while (i < iEnd && j < jEnd && a[iEnd - 1] === b[jEnd - 1]) {
    iEnd--;
    jEnd--;
    tail++;
  }
  if (i < iEnd && j < jEnd) {
    const snake = middle(a, b, { from: i, to: iEnd }, { from: j, to: jEnd });
    keep(a, b, { from: i, to: snake.x }, { from: j, to: snake.y }, kept);
    for (let k = 0; k < snake.u - snake.x; k++) kept.push({ before: snake.x + k, after: snake.y + k });
    keep(a, b, { from: snake.u, to: iEnd }, { from: snake.v, to: jEnd }, kept);
  }
  for (let k = 0; k < tail; k++) kept.push({ before: iEnd + k, after: jEnd + k });
}

/** The middle stretch of equal items on a shortest path; it may be empty, its place then divides the work in two. */
function middle<T>(a: readonly T[], b: readonly T[], inA: Span, inB: Span): Snake {
  const n = inA.to - inA.from;
  const m = inB.to - inB.from;
  const delta = n - m;
  const grid = { n, m, offset: Math.ceil((n + m) / 2) + 1 };
  const ahead = new Int32Array(2 * grid.offset + 2);
  const back = new Int32Array(2 * grid.offset + 2);
  const fromStart = (x: number, y: number) => a[inA.from + x] === b[inB.from + y];
  const fromEnd = (x: number, y: number) => a[inA.to - 1 - x] === b[inB.to - 1 - y];
  for (let d = 0; d < grid.offset; d++) {
    for (const k of diagonals(d, grid)) {
      const { start, end } = step(ahead, { k, d, ...grid }, fromStart);
      const facing = delta - k;
      if (delta % 2 !== 0 && Math.abs(facing) < d && end + reached(back, facing, grid) >= n) {
        return moved(inA.from, inB.from, { x: start, y: start - k, u: end, v: end - k });
      }
    }
    for (const k of diagonals(d, grid)) {
      const { start, end } = step(back, { k, d, ...grid }, fromEnd);
      const facing = delta - k;
      if (delta % 2 === 0 && Math.abs(facing) <= d && end + reached(ahead, facing, grid) >= n) {
        return moved(inA.from, inB.from, { x: n - end, y: m - end + k, u: n - start, v: m - start + k });
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
