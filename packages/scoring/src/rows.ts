/** Rows are what the steps of a clause work on: first one per fact, after a tally one per period. */
import type { Dec } from './decimal.ts';
import type { ArithmeticStep } from './ledger.ts';
import type { Calendar } from './periods.ts';
import type { Frame, Scene } from './scene.ts';
import type { Label } from './scheme.ts';

export const COUNTED = 0;
export const SUPERSEDED = 1;
export const EXCLUDED = 2;
/** Not a line yet: the period of the target has not ended. */
export const PENDING = 3;
export type RowState = typeof COUNTED | typeof SUPERSEDED | typeof EXCLUDED | typeof PENDING;

export type Row = {
  /** Row of the fact table, or -1 for a row about a period. */
  fact: number;
  /** Day that books the row. */
  day: number;
  now: Dec;
  base: Dec;
  /** What the row was worth before it was combined with others of its key. */
  full: Dec;
  state: RowState;
  winner: Row | null;
  because: Label | null;
  outcome: 'met' | 'missing' | 'extra' | null;
  frame: Frame | null;
  /** Facts behind a row about a period. */
  sources: readonly Row[] | null;
  /** Word of a tally's for-each, or what tells closing rows of one period apart. */
  part: string;
  /** Arithmetic, kept only when lines are wanted. */
  log: ArithmeticStep[] | null;
  /** Next row of the same key, while combining. */
  next: Row | null;
};

/** `row` is what stood before the target: the facts behind it are those that were counted. */
export type TargetState = { clause: string; frame: Frame; target: Dec; done: Dec; row: Row };

/** One owner's account while it is being worked out. */
export type OwnerRun = {
  scene: Scene;
  calendar: Calendar;
  /** Rows of the fact table that concern the owner. */
  facts: readonly number[];
  /** First and last day of the period that is scored. */
  window: { from: number; to: number };
  /** First day looked back to, for sums over larger periods. */
  since: number;
  /** Days that belong to the scheme before. */
  gap: { from: number; to: number };
  asOf: number;
  /** Finished rows by clause and by ledger. */
  done: Map<string, Row[]>;
  /** Of each ledger, the rows that its closing booked. */
  closings: Map<string, Row[]>;
  targets: TargetState[];
  marks: { ledger: string; mark: string; frame: Frame; because: Label }[];
  /** Whether arithmetic is written down. */
  log: boolean;
};

export function factRow(fact: number, day: number, log: boolean): Row {
  return {
    fact,
    day,
    now: 0,
    base: 0,
    full: 0,
    state: COUNTED,
    winner: null,
    because: null,
    outcome: null,
    frame: null,
    sources: null,
    part: '',
    log: log ? [] : null,
    next: null,
  };
}

export function frameRow(run: OwnerRun, frame: Frame, part = ''): Row {
  const row = factRow(-1, frame.anchor, run.log);
  row.frame = frame;
  row.part = part;
  return row;
}

/** Brings the scene to a row, so that expressions speak about it. */
export function turnTo(scene: Scene, row: Row): Scene {
  scene.fact = row.fact;
  scene.now = row.now;
  scene.base = row.base;
  scene.frame = row.frame;
  scene.part = row.part;
  return scene;
}

/** The periods of a kind that matter to a run: those that the owner, the run's days and the scheme's days touch. */
export function framesOf(run: OwnerRun, kind: Frame['kind']): Frame[] {
  const { calendar, since, window, gap } = run;
  const { owner } = run.scene;
  const from = Math.max(since, owner.from);
  const to = Math.min(window.to, owner.to);
  const frames: Frame[] = [];
  if (from > to) return frames;
  const last = calendar.indexOf(kind, to);
  for (let index = calendar.indexOf(kind, from); index <= last; index++) {
    const bounds = calendar.bounds(kind, index);
    if (bounds.from < gap.from || bounds.to > gap.to) frames.push({ kind, index, ...bounds });
  }
  return frames;
}
