/** SECTION and GATE: what happens in a ledger when a period closes. Every change is a row of its own. */
import { compileAmount } from './amounts.ts';
import * as decimal from './decimal.ts';
import { type Dec, parseDecimal } from './decimal.ts';
import { compileExpression, type Scope } from './evaluate.ts';
import { note } from './item-steps.ts';
import type { ArithmeticStep } from './ledger.ts';
import { compileBounds } from './limits.ts';
import { COUNTED, frameRow, framesOf, type OwnerRun, type Row } from './rows.ts';
import type { Frame, Scene } from './scene.ts';
import type { ClosingStep, Label, LedgerRule, Scheme } from './scheme.ts';

/** One period of one ledger while it closes. */
type Closing = { run: OwnerRun; frame: Frame; standing: Dec; rows: Row[]; stopped: boolean; step: number };
type CloseStep = (closing: Closing) => void;

const NO_WORDS: Label = { zh: '', en: '' };

export type CloseLedger = (rows: readonly Row[], run: OwnerRun) => Row[];

export function compileClosing(ledger: LedgerRule, scheme: Scheme, scope: Scope): CloseLedger {
  const steps = ledger.steps.map(step => compileStep(step, { ledger, scheme, scope }));
  const { places, mode, at } = scheme.rounding;
  // the named rounding is no step of the ledger: a gate that stops the steps does not stop it
  const last = at === 'total' ? roundStanding(places, mode) : null;
  if (steps.length === 0 && !last) return () => [];
  return (rows, run) =>
    framesOf(run, ledger.per)
      .filter(frame => frame.from <= run.asOf)
      .flatMap(frame => {
        const closing: Closing = {
          run,
          frame,
          standing: sumWithin(rows, frame),
          rows: [],
          stopped: false,
          step: 0,
        };
        for (const [i, step] of steps.entries()) {
          if (closing.stopped) break;
          closing.step = i;
          step(closing);
        }
        closing.step = steps.length;
        last?.(closing);
        return closing.rows;
      });
}

/** Sum of the counted rows that a period holds. */
export function sumWithin(rows: readonly Row[], { from, to }: { from: number; to: number }): Dec {
  let sum: Dec = 0;
  for (const row of rows) {
    if (row.state === COUNTED && row.day >= from && row.day <= to) sum = decimal.add(sum, row.now);
  }
  return sum;
}

type Book = { op: ArithmeticStep['op']; words: Label; number: Dec; change: Dec };

/** Books a change of the ledger's standing as a row. */
function book(closing: Closing, { op, words, number, change }: Book): void {
  if (change === 0) return;
  const row = frameRow(closing.run, closing.frame, `closing-${closing.step + 1}`);
  closing.standing = decimal.add(closing.standing, change);
  row.now = change;
  row.base = change;
  note(row, { op, words, number });
  if (op !== 'part' && op !== 'start') note(row, { op: 'adjust', words: NO_WORDS, number: change });
  closing.rows.push(row);
}

function bringTo(closing: Closing, value: Dec, { op, words }: Pick<Book, 'op' | 'words'>): void {
  book(closing, { op, words, number: value, change: decimal.subtract(value, closing.standing) });
}

type Context = { ledger: LedgerRule; scheme: Scheme; scope: Scope };

function compileStep(step: ClosingStep, context: Context): CloseStep {
  switch (step.do) {
    case 'start': {
      const amount = compileAmount(step.amount, context);
      return closing => {
        const value = amount.of(sceneOf(closing)) ?? 0;
        book(closing, { op: 'start', words: NO_WORDS, number: value, change: value });
      };
    }
    case 'part':
      return compilePart(step, context);
    case 'limit':
      return compileLimit(step, context);
    case 'round':
      return roundStanding(step.places, step.mode);
    case 'add':
    case 'times':
    case 'set':
      return compileChange(step, context);
    default:
      return compileGate(step, context);
  }
}

function sceneOf({ run, frame, standing }: Closing): Scene {
  const { scene } = run;
  scene.fact = -1;
  scene.frame = frame;
  scene.part = '';
  scene.now = standing;
  scene.base = standing;
  return scene;
}

function compilePart(step: Extract<ClosingStep, { do: 'part' }>, { scheme }: Context): CloseStep {
  const weight = step.weight === undefined ? decimal.ONE : (parseDecimal(step.weight) ?? decimal.ONE);
  const label = scheme.ledgers[step.ledger]?.label ?? NO_WORDS;
  return closing => {
    const value = sumWithin(closing.run.done.get(step.ledger) ?? [], closing.frame);
    const change = decimal.roundTo(decimal.multiply(value, weight), decimal.GRID_PLACES, 'half-up');
    if (change === 0) return;
    book(closing, { op: 'part', words: label, number: value, change });
  };
}

function compileLimit(step: Extract<ClosingStep, { do: 'limit' }>, context: Context): CloseStep {
  const boundsOf = compileBounds(step, context);
  const words = step.because ?? NO_WORDS;
  return closing => {
    const { least, most } = boundsOf(sceneOf(closing));
    if (least !== undefined && decimal.compare(closing.standing, least) < 0)
      bringTo(closing, least, { op: 'least', words });
    if (most !== undefined && decimal.compare(closing.standing, most) > 0)
      bringTo(closing, most, { op: 'most', words });
  };
}

function roundStanding(places: number, mode: decimal.RoundingMode): CloseStep {
  return closing =>
    bringTo(closing, decimal.roundTo(closing.standing, places, mode), { op: 'round', words: NO_WORDS });
}

type Change = Extract<ClosingStep, { do: 'add' | 'times' | 'set' }>;

const WHOLE: Record<Change['do'], Label> = {
  add: { zh: '总分加', en: 'to the whole' },
  times: { zh: '总分乘以', en: 'the whole times' },
  set: NO_WORDS,
};

/** The standing as a whole, changed: a factor of the unit's class, an addition, another number. */
function compileChange(step: Change, context: Context): CloseStep {
  const amount = compileAmount(step.amount, context);
  const when = step.when ? compileExpression<Scene, boolean>(step.when, context.scope) : null;
  return closing => {
    if (when && !when(sceneOf(closing))) return;
    const value = amount.of(sceneOf(closing));
    if (value === undefined) return;
    const { standing } = closing;
    const to =
      step.do === 'add'
        ? decimal.add(standing, value)
        : step.do === 'times'
          ? decimal.multiply(standing, value)
          : value;
    const said = amount.words(sceneOf(closing));
    const words = step.because ?? (said.zh ? said : WHOLE[step.do]);
    const change = decimal.roundTo(decimal.subtract(to, standing), decimal.GRID_PLACES, 'half-up');
    book(closing, { op: step.do, words, number: value, change });
  };
}

function compileGate(step: Extract<ClosingStep, { do: 'gate' }>, { ledger, scope }: Context): CloseStep {
  const when = compileExpression<Scene, boolean>(step.when, scope);
  const to = step.to === undefined ? 0 : (parseDecimal(step.to) ?? 0);
  const because = step.because ?? { zh: step.when.source, en: step.when.source };
  /** Period by period: how many in a row the condition has held, ending here. */
  const runs = new WeakMap<OwnerRun, Map<number, number>>();
  return closing => {
    const { run, frame } = closing;
    const counts = runs.get(run) ?? new Map<number, number>();
    runs.set(run, counts);
    const held = when(sceneOf(closing)) ? (counts.get(frame.index - 1) ?? 0) + 1 : 0;
    counts.set(frame.index, held);
    if (held < step.running) return;
    if (step.mark !== undefined) run.marks.push({ ledger: ledger.id, mark: step.mark, frame, because });
    if (step.then === 'zero') bringTo(closing, 0, { op: 'gate', words: because });
    if (step.then === 'set') bringTo(closing, to, { op: 'gate', words: because });
    if (step.then === 'stop') closing.stopped = true;
  };
}
