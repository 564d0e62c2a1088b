/** SELECT, VALUE, MODIFY and CREDIT: the steps that look at one fact at a time. */
import { type CompiledAmount, compileAmount } from './amounts.ts';
import * as decimal from './decimal.ts';
import { type Dec, formatDecimal, parseDecimal } from './decimal.ts';
import { compileExpression, type Scope } from './evaluate.ts';
import type { ArithmeticStep } from './ledger.ts';
import { COUNTED, EXCLUDED, factRow, frameRow, framesOf, type OwnerRun, type Row, turnTo } from './rows.ts';
import type { Scene } from './scene.ts';
import type {
  Clause,
  CreditStep,
  JudgedStep,
  Label,
  LedgerRule,
  Scheme,
  SelectStep,
  Step,
} from './scheme.ts';

export type RunStep = (rows: Row[], run: OwnerRun) => Row[];
export type StepContext = { scheme: Scheme; scope: Scope; clause: Clause; ledger: LedgerRule | undefined };

type Noted = { op: ArithmeticStep['op']; words: Label; number: Dec };

/** Writes a step of the arithmetic down, when somebody is going to read it. */
export function note(row: Row, { op, words, number }: Noted): void {
  row.log?.push({ op, words, number: formatDecimal(number), result: formatDecimal(row.now) });
}

const NO_WORDS: Label = { zh: '', en: '' };

export function compileSelect(step: SelectStep, context: StepContext): RunStep {
  const { scheme, scope } = context;
  const where = step.where ? compileExpression<Scene, boolean>(step.where, scope) : null;
  const leaveOut = step.leaveOut.map(({ when, because }) => ({
    when: compileExpression<Scene, boolean>(when, scope),
    because,
  }));
  const source = step.each
    ? eachFrame(step.each)
    : step.lines.length > 0
      ? linesOf(step.lines)
      : factsOf(step, scheme, context);
  return (_, run) => {
    const rows: Row[] = [];
    source(run, row => {
      const scene = turnTo(run.scene, row);
      if (where && !where(scene)) return;
      for (const { when, because } of leaveOut) {
        if (!when(scene)) continue;
        row.state = EXCLUDED;
        row.because = because;
        break;
      }
      rows.push(row);
    });
    return rows;
  };
}

type Source = (run: OwnerRun, take: (row: Row) => void) => void;

function factsOf(step: SelectStep, scheme: Scheme, { clause, ledger }: StepContext): Source {
  const kinds = Object.keys(scheme.kinds);
  const wanted = new Uint8Array(kinds.length);
  for (const kind of step.kinds) wanted[kinds.indexOf(kind)] = 1;
  const credit = clause.steps.find(other => other.do === 'credit');
  const takesPart = partTaker(credit, clause.owner);
  const booked = ledger?.dates === 'bookedOn';
  return (run, take) => {
    const { table } = run.scene;
    const days = booked ? table.bookedOn : table.on;
    for (const fact of run.facts) {
      if (wanted[table.kind[fact] as number] !== 1 || !takesPart(run.scene, fact)) continue;
      take(factRow(fact, days[fact] as number, run.log));
    }
  };
}

/** Whether the owner is one of those whom the clause credits for the fact. */
export function partTaker(
  credit: CreditStep | undefined,
  owner: Clause['owner'],
): (scene: Scene, fact: number) => boolean {
  const to = credit?.to ?? (owner === 'unit' ? 'unit' : 'persons');
  if (to === 'unit') return ({ table, owner }, fact) => table.unit[fact] === owner.index;
  if (to === 'co-units') return ({ table, owner }, fact) => table.unit[fact] !== owner.index;
  if (to === 'first-person')
    return ({ table, owner }, fact) => table.persons[fact]?.[0]?.index === owner.index;
  return () => true;
}

function linesOf(ids: readonly string[]): Source {
  return (run, take) => {
    for (const id of ids) {
      for (const source of run.done.get(id) ?? []) {
        if (source.state !== COUNTED) continue;
        const row = factRow(source.fact, source.day, run.log);
        row.frame = source.frame;
        row.sources = [source];
        row.part = id;
        row.now = source.now;
        row.base = source.now;
        take(row);
      }
    }
  };
}

function eachFrame(kind: NonNullable<SelectStep['each']>): Source {
  return (run, take) => {
    for (const frame of framesOf(run, kind)) if (frame.from <= run.asOf) take(frameRow(run, frame));
  };
}

/** Applies a change to every row that is still in play. */
function onCounted(change: (row: Row, scene: Scene) => void): RunStep {
  return (rows, run) => {
    for (const row of rows) if (row.state === COUNTED) change(row, turnTo(run.scene, row));
    return rows;
  };
}

export function compileValue(step: Extract<Step, { do: 'value' }>, { scheme, scope }: StepContext): RunStep {
  const amount = compileAmount(step.amount, { scheme, scope });
  return onCounted((row, scene) => {
    const value = amount.of(scene);
    if (value === undefined) {
      const words = amount.words(scene);
      row.state = EXCLUDED;
      row.because = { zh: `分值表中没有“${words.zh}”`, en: `the table of values has no "${words.en}"` };
      return;
    }
    row.now = value;
    row.base = value;
    if (row.log) note(row, { op: 'value', words: step.because ?? amount.words(scene), number: value });
  });
}

/** Only a number within bounds, with the judge's name and a reason, counts. */
export function compileJudged(step: JudgedStep, { scheme, scope }: StepContext): RunStep {
  const number = scope.lookup(step.number) as unknown as (scene: Scene) => Dec;
  const judge = scope.lookup(step.judge) as unknown as (scene: Scene) => string;
  const reason = scope.lookup(step.reason) as unknown as (scene: Scene) => string;
  const [from, to] = [
    compileAmount(step.least, { scheme, scope }),
    compileAmount(step.most, { scheme, scope }),
  ];
  return onCounted((row, scene) => {
    const value = number(scene);
    const [name, why] = [judge(scene), reason(scene)];
    const [least, most] = [from.of(scene), to.of(scene)];
    if (least === undefined || most === undefined) {
      row.state = EXCLUDED;
      row.because = { zh: '没有规定可评的范围', en: 'no bounds are given for the judged number' };
      return;
    }
    if (!name || !why || decimal.compare(value, least) < 0 || decimal.compare(value, most) > 0) {
      const outside = Boolean(name && why);
      row.state = EXCLUDED;
      row.because = outside
        ? {
            zh: `评定 ${formatDecimal(value)} 不在 ${formatDecimal(least)} 至 ${formatDecimal(most)} 之间`,
            en: `the judged ${formatDecimal(value)} is not between ${formatDecimal(least)} and ${formatDecimal(most)}`,
          }
        : { zh: '评定分未写评定人或理由', en: 'the judge or the reason is missing' };
      return;
    }
    row.now = value;
    row.base = value;
    if (row.log)
      note(row, {
        op: 'judged',
        words: { zh: `${name}评定（${why}）`, en: `judged by ${name} (${why})` },
        number: value,
      });
  });
}

type Modifier = Extract<Step, { do: 'add' | 'times' | 'set' }>;

/** What the value has named already (市级) is not said again with each addition. */
function namedBefore({ steps }: Clause, step: Step): readonly string[] {
  const before = steps.slice(0, steps.indexOf(step));
  return before.flatMap(other => (other.do === 'value' && 'by' in other.amount ? other.amount.by : []));
}

export function compileModifier(step: Modifier, { scheme, scope, clause }: StepContext): RunStep {
  const amount = compileAmount(step.amount, { scheme, scope, unsaid: namedBefore(clause, step) });
  const when = step.when ? compileExpression<Scene, boolean>(step.when, scope) : null;
  const fallback = step.because ?? (step.when ? { zh: step.when.source, en: step.when.source } : NO_WORDS);
  return onCounted((row, scene) => {
    if (when && !when(scene)) return;
    const value = amount.of(scene);
    if (value === undefined) return;
    row.now =
      step.do === 'add'
        ? decimal.add(row.now, value)
        : step.do === 'times'
          ? decimal.multiply(row.now, value)
          : value;
    if (row.log) note(row, { op: step.do, words: wordsOf(amount, scene, { step, fallback }), number: value });
  });
}

function wordsOf(
  amount: CompiledAmount,
  scene: Scene,
  { step, fallback }: { step: Modifier; fallback: Label },
): Label {
  if (step.because) return step.because;
  const words = amount.words(scene);
  return words.zh ? words : fallback;
}

export function compileRound(places: number, mode: decimal.RoundingMode): RunStep {
  return onCounted(row => {
    const before = row.now;
    row.now = decimal.roundTo(before, places, mode);
    if (row.log && decimal.compare(before, row.now) !== 0)
      note(row, { op: 'round', words: NO_WORDS, number: row.now });
  });
}

export function compileCredit(step: CreditStep, { clause, scope }: StepContext): RunStep {
  if (step.share === 'full') return rows => rows;
  const formula =
    typeof step.share === 'object' && 'formula' in step.share
      ? compileExpression<Scene, Dec>(step.share.formula, scope)
      : null;
  const words = {
    zh: SHARES[typeof step.share === 'string' ? step.share : 'ratio'].zh,
    en: SHARES[typeof step.share === 'string' ? step.share : 'ratio'].en,
  };
  return onCounted((row, scene) => {
    if (isUnstated(step, scene, clause.owner)) {
      row.state = EXCLUDED;
      row.because = { zh: '没有写明分成比例', en: 'the share is not stated' };
      return;
    }
    const share = shareOf(step, scene, { kind: clause.owner, formula });
    if (decimal.compare(share, decimal.ONE) === 0) return;
    row.now = decimal.multiply(row.now, share);
    note(row, { op: 'share', words, number: share });
  });
}

const SHARES = {
  equal: { zh: '均分', en: 'equal share' },
  half: { zh: '合作件折半', en: 'joint item at half' },
  stated: { zh: '按约定比例', en: 'stated share' },
  ratio: { zh: '按署名次序分成', en: 'share by order of names' },
};

/** A person whose part was to be stated with the fact, and was not. */
function isUnstated({ share }: CreditStep, { table, fact, owner }: Scene, kind: Clause['owner']): boolean {
  if (share !== 'stated' || kind !== 'person') return false;
  return table.persons[fact]?.find(party => party.index === owner.index)?.share === undefined;
}

type Sharing = { kind: Clause['owner']; formula: ((scene: Scene) => Dec) | null };

function shareOf(step: CreditStep, scene: Scene, { kind, formula }: Sharing): Dec {
  const { table, fact, owner } = scene;
  const parties = table.persons[fact] ?? [];
  const units = [table.unit[fact] ?? -1, ...(table.coUnits.get(fact) ?? [])];
  const order =
    kind === 'person' ? parties.map(party => party.index) : step.to === 'co-units' ? units.slice(1) : units;
  const place = order.indexOf(owner.index);
  if (formula) {
    scene.order = place + 1;
    return formula(scene);
  }
  const { share } = step;
  if (share === 'equal') return decimal.divide(decimal.ONE, decimal.whole(Math.max(1, order.length)));
  if (share === 'half') return order.length > 1 ? decimal.ONE / 2 : decimal.ONE;
  if (share === 'stated') return (kind === 'person' ? parties[place]?.share : undefined) ?? 0;
  if (share === 'full' || 'formula' in share) return decimal.ONE;
  const ratio = share.ratio.map(part => parseDecimal(part) ?? 0).slice(0, Math.max(1, order.length));
  const sum = ratio.reduce(decimal.add, 0);
  return decimal.compare(sum, 0) === 0 ? 0 : decimal.divide(ratio[place] ?? 0, sum);
}
