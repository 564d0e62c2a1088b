/** One account under two schemes, line beside line, with why each pair differs. */
import { compare, parseDecimal } from './decimal.ts';
import { explain } from './explain.ts';
import type { ArithmeticStep, Line } from './ledger.ts';
import type { Label } from './scheme.ts';
import { difference, sum } from './trial-figures.ts';

export type TrialLine = {
  /** `moved` counts under another clause than before. */
  kind: 'new' | 'gone' | 'changed' | 'moved';
  before: Line | null;
  after: Line | null;
  /** Points after less points before. */
  change: string;
  why: Label;
};

/** A line as it is kept: its sentence instead of its arithmetic. */
export type SaidLine = Pick<Line, 'clause' | 'rule' | 'points' | 'status'> & Label;
/** A pair as it is kept and shown. */
export type SaidPair = Pick<TrialLine, 'kind' | 'change' | 'why'> & {
  date: string;
  label: string | null;
  factIds: string[];
  before: SaidLine | null;
  after: SaidLine | null;
};

/** Turns a pair into words, so that it explains itself when both schemes have long been replaced. */
export function sayPair({ kind, change, why, before, after }: TrialLine): SaidPair {
  const said = (line: Line | null): SaidLine | null =>
    line && {
      clause: line.clause,
      rule: line.rule,
      points: line.points,
      status: line.status,
      zh: explain(line, 'zh'),
      en: explain(line, 'en'),
    };
  const line = after ?? before;
  return {
    kind,
    change,
    why,
    date: line?.date ?? '',
    label: line?.label ?? null,
    factIds: line?.factIds ?? [],
    before: said(before),
    after: said(after),
  };
}

export type TrialLines = {
  /** Pairs that differ, the largest difference first. */
  changed: TrialLine[];
  /** Lines that are the same under both schemes: how many, and what they come to. */
  same: { lines: number; points: string };
};

/**
 * Pairs the lines of one owner: by clause and fact or period first; then what is left over by the fact alone, so that
 * an item valued by another clause stands beside its old line. Every line is in exactly one pair.
 */
export function compareLines(before: readonly Line[], after: readonly Line[]): TrialLines {
  const earlier = queues(before, line => line.id);
  const left: Line[] = [];
  const pairs: [Line | null, Line | null][] = [];
  for (const line of after) {
    const old = earlier.get(line.id)?.shift();
    if (old) pairs.push([old, line]);
    else left.push(line);
  }
  const unpaired = [...earlier.values()].flat();
  const byFact = queues(
    unpaired.filter(line => subjectOf(line) !== null),
    line => subjectOf(line) ?? '',
  );
  for (const line of left) {
    const subject = subjectOf(line);
    pairs.push([(subject !== null && byFact.get(subject)?.shift()) || null, line]);
  }
  const paired = new Set(pairs.map(([old]) => old));
  for (const line of unpaired) if (!paired.has(line)) pairs.push([line, null]);
  return sorted(pairs);
}

function queues(lines: readonly Line[], key: (line: Line) => string): Map<string, Line[]> {
  return Map.groupBy(lines, key);
}

/** The one fact that a line is about; null for sums over many, which only their clause and period tell apart. */
function subjectOf({ factIds }: Line): string | null {
  return factIds.length === 1 ? (factIds[0] ?? null) : null;
}

function sorted(pairs: readonly [Line | null, Line | null][]): TrialLines {
  const same = { lines: 0, points: '0' };
  const changed: TrialLine[] = [];
  for (const [before, after] of pairs) {
    if (before && after && !countsOtherwise(before, after)) {
      same.lines++;
      same.points = sum(same.points, after.points);
      continue;
    }
    const kind =
      before && after ? (before.clause === after.clause ? 'changed' : 'moved') : after ? 'new' : 'gone';
    const change = difference(after?.points ?? '0', before?.points ?? '0');
    changed.push({ kind, before, after, change, why: whyOf(before, after) });
  }
  const size = ({ change }: TrialLine) => parseDecimal(change.replace('-', '')) ?? 0;
  const dayOf = ({ before, after }: TrialLine) => (after ?? before)?.date ?? '';
  changed.sort(
    (a, b) => compare(size(b), size(a)) || (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0),
  );
  return { changed, same };
}

function countsOtherwise(a: Line, b: Line): boolean {
  return (
    a.points !== b.points ||
    a.status !== b.status ||
    a.clause !== b.clause ||
    explain(a, 'zh') !== explain(b, 'zh')
  );
}

const NOT_BEFORE: Label = { zh: '现行办法没有这一项', en: 'the current scheme does not have this' };
const NOT_AFTER: Label = { zh: '拟行办法没有这一项', en: 'the proposed scheme does not have this' };

/** Why one pair differs, in the terms of the two rules: "市级长篇 60 → 80", "不再有：头版头条 20". */
function whyOf(before: Line | null, after: Line | null): Label {
  if (!before) return after ? joined([NOT_BEFORE, ...leftOut(after)]) : { zh: '', en: '' };
  if (!after) return joined([NOT_AFTER, ...leftOut(before)]);
  if (before.status !== after.status) return whyCounted(before, after);
  const parts = differingSteps(before.steps, after.steps);
  if (before.clause !== after.clause) {
    parts.unshift({
      zh: `改由另一条款计分${rules(before, after)}`,
      en: `now falls under another clause${rules(before, after)}`,
    });
  }
  if (parts.length === 0) {
    parts.push({
      zh: `结果由 ${before.points} 变为 ${after.points}`,
      en: `the result goes from ${before.points} to ${after.points}`,
    });
  }
  return joined(parts);
}

function rules(before: Line, after: Line): string {
  return before.rule && after.rule ? ` ${before.rule} → ${after.rule}` : '';
}

function leftOut({ status, because }: Line): Label[] {
  return status === 'excluded' && because ? [because] : [];
}

/** Counts under one scheme and not under the other: the reason that the losing side gives. */
function whyCounted(before: Line, after: Line): Label {
  if (after.status === 'counted') {
    const reason = silence(before);
    return {
      zh: `现行办法不计（${reason.zh}），拟行办法计分`,
      en: `left out before (${reason.en}), counts now`,
    };
  }
  const reason = silence(after);
  return before.status === 'counted'
    ? { zh: `拟行办法不计（${reason.zh}）`, en: `no longer counts (${reason.en})` }
    : { zh: `不计的原因不同：${reason.zh}`, en: `left out for another reason: ${reason.en}` };
}

function silence({ because, winner, status }: Line): Label {
  if (status === 'excluded') return because ?? { zh: '不在计分范围', en: 'outside the rule' };
  return {
    zh: `同稿另有一条计 ${winner?.points ?? ''}，取最高`,
    en: `the same item counts ${winner?.points ?? ''} elsewhere, the highest stands`,
  };
}

/** Steps of the same kind and words are the same step; what differs is its number. */
function differingSteps(before: readonly ArithmeticStep[], after: readonly ArithmeticStep[]): Label[] {
  const open = [...before];
  const parts: Label[] = [];
  for (const step of after) {
    const at = open.findIndex(old => old.op === step.op && old.words.zh === step.words.zh);
    const [old] = at < 0 ? [] : open.splice(at, 1);
    if (!old) parts.push({ zh: `新增：${said(step, 'zh')}`, en: `added: ${said(step, 'en')}` });
    else if (old.number !== step.number) {
      parts.push({
        zh: `${named(step, 'zh')} ${old.number} → ${step.number}`,
        en: `${named(step, 'en')} ${old.number} → ${step.number}`,
      });
    }
  }
  for (const old of open) parts.push({ zh: `不再有：${said(old, 'zh')}`, en: `dropped: ${said(old, 'en')}` });
  return parts;
}

const STEP_NAMES: Partial<Record<ArithmeticStep['op'], Label>> = {
  set: { zh: '改计', en: 'set to' },
  least: { zh: '不低于', en: 'at least' },
  most: { zh: '封顶', en: 'at most' },
  round: { zh: '取整', en: 'rounded to' },
  share: { zh: '份额', en: 'share' },
  rest: { zh: '其余按', en: 'the rest at' },
  times: { zh: '乘以', en: 'times' },
  divide: { zh: '除以', en: 'divided by' },
  target: { zh: '任务', en: 'target' },
  start: { zh: '起始分', en: 'start value' },
  part: { zh: '折入', en: 'taken in' },
  adjust: { zh: '调整', en: 'adjusted to' },
  difference: { zh: '差额', en: 'difference' },
};

function named({ op, words }: ArithmeticStep, language: keyof Label): string {
  return (
    [words[language], STEP_NAMES[op]?.[language]].filter(Boolean).join(' ') ||
    (language === 'zh' ? '分值' : 'value')
  );
}

function said(step: ArithmeticStep, language: keyof Label): string {
  return `${named(step, language)} ${step.number}`;
}

function joined(parts: readonly Label[]): Label {
  return { zh: parts.map(part => part.zh).join('；'), en: parts.map(part => part.en).join('; ') };
}
