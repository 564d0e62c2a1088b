import { readable, type TextChange, textChanges } from './differences.ts';

/** One change by one person: all that was put in and taken out at one place in one go. */
export type RedlineMark = { n: number; by: { id: string; name: string }; at: string };
/** A stretch of flat text; `ins` and `del` name the marks under which it came and went. */
export type RedlineRun = { text: string; ins?: number; del?: number };
/**
 * A text with the trace of its changes (修订留痕). The runs without `del` are the text that holds: changes take effect
 * at once, as on paper corrected by hand. The runs without `ins` are the text before the first of them.
 */
export type Redline = { marks: RedlineMark[]; runs: RedlineRun[] };

export type Writer = { id: string; name: string; at: string };

/** A text without any trace yet. */
export function redlineOf(flat: string): Redline {
  return { marks: [], runs: flat === '' ? [] : [{ text: flat }] };
}

/** The text that holds: every change taken. */
export function textAfter({ runs }: Redline): string {
  return runs.map(run => (run.del === undefined ? run.text : '')).join('');
}

/** The text before the first change. */
export function textBefore({ runs }: Redline): string {
  return runs.map(run => (run.ins === undefined ? run.text : '')).join('');
}

/** Whoever comes back to a change of their own within this time goes on with it. */
const SAME_CHANGE_MS = 10 * 60_000;

/**
 * The trace once `writer` has turned the text into `flat`. What others put in and this writer takes out stays visible
 * as taken out; what writers take out of their own is gone, and what they put back is as if never touched.
 */
export function retraced(redline: Redline, flat: string, writer: Writer): Redline {
  const tracer = new Tracer(redline, writer);
  for (const change of readable(textChanges(textAfter(redline), flat, 'characters'))) tracer.take(change);
  return tracer.finish();
}

class Tracer {
  readonly #marks: Map<number, RedlineMark>;
  readonly #ahead: RedlineRun[];
  readonly #runs: RedlineRun[] = [];
  readonly #writer: Writer;
  #mark: RedlineMark | null = null;

  constructor(redline: Redline, writer: Writer) {
    this.#marks = new Map(redline.marks.map(mark => [mark.n, mark]));
    this.#ahead = redline.runs.map(run => ({ ...run }));
    this.#writer = writer;
  }

  take({ kind, text }: TextChange): void {
    if (kind === 'same') {
      this.#mark = null;
      for (const run of this.#next(text.length)) this.#runs.push(run);
    } else if (kind === 'removed') {
      for (const run of this.#next(text.length)) this.#remove(run);
    } else {
      this.#passGone();
      this.#runs.push({ text, ins: this.#here().n });
    }
  }

  finish(): Redline {
    this.#runs.push(...this.#ahead);
    return tidied({ marks: [...this.#marks.values()], runs: takenBack(this.#runs, this.#marks) });
  }

  #remove(run: RedlineRun): void {
    if (run.del !== undefined) this.#runs.push(run);
    else if (run.ins === undefined || this.#marks.get(run.ins)?.by.id !== this.#writer.id)
      this.#runs.push({ ...run, del: this.#here().n });
  }

  /** The next `length` characters of the text that holds, with the deleted ones that stand before them. */
  #next(length: number): RedlineRun[] {
    const taken: RedlineRun[] = [];
    let left = length;
    while (left > 0) {
      const run = this.#ahead[0]!;
      if (run.del !== undefined) taken.push(this.#ahead.shift()!);
      else if (run.text.length <= left) {
        taken.push(this.#ahead.shift()!);
        left -= run.text.length;
      } else {
        taken.push({ ...run, text: run.text.slice(0, left) });
        run.text = run.text.slice(left);
        left = 0;
      }
    }
    return taken;
  }

  #passGone(): void {
    while (this.#ahead[0]?.del !== undefined) this.#runs.push(this.#ahead.shift()!);
  }

  /** The mark of the change under way: one of the writer's own next to it, if it is fresh, or a new one. */
  #here(): RedlineMark {
    this.#mark ??= this.#fresh(this.#runs.at(-1)) ?? this.#fresh(this.#ahead[0]) ?? this.#new();
    return this.#mark;
  }

  #fresh(run: RedlineRun | undefined): RedlineMark | null {
    const n = run?.del ?? run?.ins;
    const mark = n === undefined ? undefined : this.#marks.get(n);
    if (mark?.by.id !== this.#writer.id) return null;
    return Date.parse(this.#writer.at) - Date.parse(mark.at) < SAME_CHANGE_MS ? mark : null;
  }

  #new(): RedlineMark {
    const { id, name, at } = this.#writer;
    const mark = { n: Math.max(0, ...this.#marks.keys()) + 1, by: { id, name }, at };
    this.#marks.set(mark.n, mark);
    return mark;
  }
}

/** What one person took out and put in again in the same place was never changed. */
function takenBack(runs: readonly RedlineRun[], marks: ReadonlyMap<number, RedlineMark>): RedlineRun[] {
  const result: RedlineRun[] = [];
  for (const run of merged(runs)) {
    const last = result.at(-1);
    if (last && undoes(last, run, marks)) result[result.length - 1] = { text: run.text };
    else result.push(run);
  }
  return result;
}

function undoes(a: RedlineRun, b: RedlineRun, marks: ReadonlyMap<number, RedlineMark>): boolean {
  const [gone, come] = a.del === undefined ? [b, a] : [a, b];
  if (gone.del === undefined || gone.ins !== undefined) return false;
  if (come.ins === undefined || come.del !== undefined || gone.text !== come.text) return false;
  return marks.get(gone.del)?.by.id === marks.get(come.ins)?.by.id;
}

function merged(runs: readonly RedlineRun[]): RedlineRun[] {
  const result: RedlineRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (run.text === '') continue;
    if (last && last.ins === run.ins && last.del === run.del) last.text += run.text;
    else result.push({ ...run });
  }
  return result;
}

/** Neighbours of one kind become one run, and marks that mark nothing go. */
function tidied({ marks, runs }: Redline): Redline {
  const kept = merged(runs);
  const used = new Set(kept.flatMap(run => [run.ins, run.del]));
  return { marks: marks.filter(mark => used.has(mark.n)), runs: kept };
}

export type RedlineDecision = 'accept' | 'reject';

/** The trace once some changes (null: all) were decided: taken changes lose their marks, rejected ones are undone. */
export function decided(
  redline: Redline,
  which: readonly number[] | null,
  decision: RedlineDecision,
): Redline {
  const chosen = which ? new Set(which) : null;
  const hit = (n: number | undefined): boolean => n !== undefined && (!chosen || chosen.has(n));
  const [goes, stays] = decision === 'accept' ? (['del', 'ins'] as const) : (['ins', 'del'] as const);
  const runs = redline.runs.flatMap((run): RedlineRun[] => {
    if (hit(run[goes])) return [];
    if (!hit(run[stays])) return [run];
    const { [stays]: _, ...rest } = run;
    return [rest];
  });
  return tidied({ marks: redline.marks, runs });
}

export type RedlineChange = RedlineMark & { added: string; removed: string };

/** The changes one by one, in the order of the text, with the words that came and went. */
export function changesIn({ marks, runs }: Redline): RedlineChange[] {
  const changes = new Map<number, RedlineChange>();
  const of = (n: number): RedlineChange => {
    const known = changes.get(n) ?? { ...marks.find(mark => mark.n === n)!, added: '', removed: '' };
    changes.set(n, known);
    return known;
  };
  for (const { text, ins, del } of runs) {
    if (ins !== undefined) of(ins).added += text;
    if (del !== undefined) of(del).removed += text;
  }
  return [...changes.values()];
}
