/**
 * What is written correctly and still makes no sense: steps in an order in which one undoes the other, clauses that can
 * never score, caps below what they cap, two clauses for the same facts, and entries without effect.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { compare, parseQuantity } from './decimal.ts';
import { type Complaint, complain, type Path, type Reading, warn } from './reading.ts';
import type { Amount, Clause, Expression, Scheme, Step, Table } from './scheme.ts';

export function checkSense(reading: Reading, scheme: Scheme): void {
  for (const [i, clause] of scheme.clauses.entries()) {
    reading.clause = clause.id;
    const path = ['clauses', i, 'steps'];
    checkOrderOfSteps(reading, path, clause);
    checkReach(reading, path, { scheme, clause });
    checkCaps(reading, path, clause);
    checkIdle(reading, path, clause);
    checkTerms(reading, path, { scheme, clause });
  }
  reading.clause = undefined;
  checkOverlap(reading, scheme);
  checkLedgerCaps(reading, scheme);
}

const CHANGES: readonly Step['do'][] = ['add', 'times', 'limit', 'round', 'combine', 'credit'];
const PAYS: readonly Step['do'][] = ['target', 'bands'];

/** A value that does not look at what stands there throws it away. */
function checkOrderOfSteps(reading: Reading, path: Path, { steps }: Clause): void {
  const tally = steps.findIndex(step => step.do === 'tally');
  for (const [i, step] of steps.entries()) {
    const isFresh = (step.do === 'value' && !readsNow(step.amount)) || step.do === 'judged';
    if (!isFresh) continue;
    const before = steps.slice(tally >= 0 && i > tally ? tally + 1 : 0, i);
    const lost = before.find(
      other =>
        CHANGES.includes(other.do) ||
        PAYS.includes(other.do) ||
        other.do === 'value' ||
        other.do === 'judged',
    );
    if (!lost) continue;
    complain(reading, [...path, i], {
      code: 'order-conflict',
      zh: `${step.do} 写在 ${lost.do} 之后，前面算出的数就丢了；请调换次序，或在公式里用 now`,
      en: `${step.do} stands after ${lost.do} and throws its result away; change the order, or use now in a formula`,
    });
  }
}

function readsNow(amount: Amount): boolean {
  return amount.percent === 'now' || ('formula' in amount && mentions(amount.formula.ast, ['now', 'base']));
}

function mentions(node: ASTNode, names: readonly string[]): boolean {
  if (node.op === 'id') return names.includes(node.args);
  return childrenOf(node).some(child => mentions(child, names));
}

function childrenOf(node: ASTNode): ASTNode[] {
  const args: unknown[] = Array.isArray(node.args) ? (node.args as unknown[]).flat() : [node.args];
  return args.filter((arg): arg is ASTNode => typeof arg === 'object' && arg !== null && 'op' in arg);
}

type InScheme = { scheme: Scheme; clause: Clause };

/** Clauses that no fact can ever reach, or whose every fact is left out. */
function checkReach(reading: Reading, path: Path, { clause }: InScheme): void {
  const [select] = clause.steps;
  if (select?.do !== 'select') return;
  const never = (place: Path, zh: string, en: string) =>
    warn(reading, place, {
      code: 'unreachable',
      zh: `此条款永远不会计分：${zh}`,
      en: `This clause can never score: ${en}`,
    });
  if (select.where && isNever(select.where.ast, select.kinds))
    never([...path, 0, 'select', 'where'], 'where 的条件不可能成立', 'the condition in where cannot hold');
  const all = select.leaveOut.findIndex(({ when }) => isAlways(when.ast));
  if (all >= 0)
    never(
      [...path, 0, 'select', 'leave-out', all],
      'leave-out 把所有的事实都排除了',
      'leave-out excludes every fact',
    );
  const same = select.leaveOut.findIndex(({ when }) => when.source === select.where?.source);
  if (same >= 0)
    never(
      [...path, 0, 'select', 'leave-out', same],
      'where 选中的又都被 leave-out 排除',
      'leave-out excludes what where selects',
    );
  for (const [i, step] of clause.steps.entries()) {
    if (step.do !== 'add' && step.do !== 'times' && step.do !== 'set') continue;
    if (!step.when || !isNever(step.when.ast, select.kinds)) continue;
    warn(reading, [...path, i], {
      code: 'unreachable',
      zh: `这一步永远不会执行：when 的条件不可能成立`,
      en: `This step never happens: its condition cannot hold`,
    });
  }
}

function isAlways(node: ASTNode): boolean {
  if (node.op === 'value') return node.args === true;
  if (node.op === '||') return (node.args as ASTNode[]).some(isAlways);
  return node.op === '!_' && isNever(node.args as ASTNode, []);
}

/** False as it stands, or two different words asked of one name; `kinds` are those that a clause selects at all. */
function isNever(node: ASTNode, kinds: readonly string[]): boolean {
  if (node.op === 'value') return node.args === false;
  if (node.op === '||') return (node.args as ASTNode[]).every(part => isNever(part, kinds));
  const parts = conjuncts(node);
  if (parts.length > 1 && parts.some(part => isNever(part, kinds))) return true;
  const asked = new Map<string, string>();
  for (const part of parts) {
    const equal = equality(part);
    if (!equal) continue;
    const known = asked.get(equal.name);
    if (known !== undefined && known !== equal.word) return true;
    asked.set(equal.name, equal.word);
  }
  const kind = asked.get('kind');
  return kind !== undefined && kinds.length > 0 && !kinds.includes(kind);
}

function conjuncts(node: ASTNode): ASTNode[] {
  return node.op === '&&' ? (node.args as ASTNode[]).flatMap(conjuncts) : [node];
}

function equality(node: ASTNode): { name: string; word: string } | undefined {
  if (node.op !== '==') return undefined;
  const [a, b] = node.args as [ASTNode, ASTNode];
  if (a.op === 'id' && b.op === 'value') return { name: a.args, word: String(b.args) };
  return b.op === 'id' && a.op === 'value' ? { name: b.args, word: String(a.args) } : undefined;
}

/** A cap below everything that it caps: the values above it never show. */
function checkCaps(reading: Reading, path: Path, { steps }: Clause): void {
  const value = steps.find(step => step.do === 'value');
  const least = value?.do === 'value' ? lowestOf(value.amount) : undefined;
  for (const [i, step] of steps.entries()) {
    if (step.do !== 'limit' || step.when) continue;
    const most = plainNumber(step.most);
    if (most === undefined) continue;
    const isBelow =
      step.of === 'base' ? compareText(most, '100') < 0 && !reduces(steps.slice(0, i)) : undefined;
    const isUnder =
      step.of === undefined &&
      least !== undefined &&
      !reduces(steps.slice(0, i)) &&
      compareText(most, least) < 0;
    if (!isBelow && !isUnder) continue;
    warn(reading, [...path, i], {
      code: 'cap-below-base',
      zh: isBelow ? `最高 ${most}% 低于基数本身` : `最高 ${most} 低于最小的分值 ${least}，分值表不起作用`,
      en: isBelow
        ? `The most (${most}%) lies below the base itself`
        : `The most (${most}) lies below the least value (${least}): the values never show`,
    });
  }
}

/** Whether something before the cap can bring the value down. */
function reduces(steps: readonly Step[]): boolean {
  return steps.some(step => step.do !== 'select' && step.do !== 'value' && step.do !== 'round');
}

function plainNumber(amount: Amount | undefined): string | undefined {
  return amount && 'number' in amount && !amount.percent && !amount.each ? amount.number : undefined;
}

function lowestOf(amount: Amount): string | undefined {
  if (amount.percent || amount.each || 'formula' in amount) return undefined;
  if ('number' in amount) return amount.number;
  const cells = [...cellsOf(amount.table), ...(amount.otherwise === undefined ? [] : [amount.otherwise])];
  return cells.toSorted(compareText)[0];
}

function cellsOf(table: Table): string[] {
  return Object.values(table).flatMap(cell => (typeof cell === 'string' ? [cell] : cellsOf(cell)));
}

function compareText(a: string, b: string): number {
  return compare(parseQuantity(a) ?? 0, parseQuantity(b) ?? 0);
}

function checkLedgerCaps(reading: Reading, scheme: Scheme): void {
  for (const ledger of Object.values(scheme.ledgers)) {
    const start = ledger.steps.find(step => step.do === 'start');
    const begins = start?.do === 'start' ? plainNumber(start.amount) : undefined;
    for (const [i, step] of ledger.steps.entries()) {
      const most = step.do === 'limit' ? plainNumber(step.most) : undefined;
      if (begins === undefined || most === undefined || compareText(most, begins) >= 0) continue;
      warn(reading, ['ledgers', ledger.id, 'steps', i], {
        code: 'cap-below-base',
        zh: `最高 ${most} 低于起始分 ${begins}`,
        en: `The most (${most}) lies below the start value (${begins})`,
      });
    }
  }
}

/** Entries that have no effect beside others. */
function checkIdle(reading: Reading, path: Path, { steps }: Clause): void {
  for (const [i, step] of steps.entries()) {
    for (const { zh, en } of idleIn(step))
      warn(reading, [...path, i], { code: 'no-effect', zh: `${zh}，不起作用`, en: `${en} has no effect` });
  }
}

function idleIn(step: Step): Omit<Complaint, 'code'>[] {
  const found: Omit<Complaint, 'code'>[] = [];
  if (step.do === 'combine' && step.best === 'all' && compareText(step.rest, '0') !== 0)
    found.push({ zh: 'count: all 时都计，rest', en: 'with count: all, rest' });
  if (step.do === 'combine' && step.factors && compareText(step.rest, '0') !== 0)
    found.push({ zh: '写了 factors，rest', en: 'beside factors, rest' });
  if (step.do === 'combine' && step.by && step.order !== 'highest')
    found.push({ zh: `count: ${step.order} 时按先后，by`, en: `with count: ${step.order}, by` });
  if (step.do === 'tally' && (step.of === 'count' || step.of === 'distinct') && step.best)
    found.push({ zh: `of: ${step.of} 时 best`, en: `with of: ${step.of}, best` });
  if (step.do === 'limit' && step.per && step.of)
    found.push({ zh: '写了 per，of: base', en: 'beside per, of: base' });
  if ('amount' in step) found.push(...idleCells(step.amount));
  return found;
}

/** Cells that a table says twice: what "*" covers, "otherwise" never sees. */
function idleCells(amount: Amount): Omit<Complaint, 'code'>[] {
  if (!('table' in amount) || amount.otherwise === undefined || !coversAll(amount.table)) return [];
  return [{ zh: '表里的 "*" 已包括其余，otherwise', en: 'beside a "*" in the table, otherwise' }];
}

function coversAll(table: Table): boolean {
  const rest = table['*'];
  return rest !== undefined && (typeof rest === 'string' || coversAll(rest));
}

/** Two clauses that give the same facts points in the same ledger by tables with common cells: counted twice? */
function checkOverlap(reading: Reading, scheme: Scheme): void {
  const valued = scheme.clauses.flatMap((clause, i) => {
    const [select] = clause.steps;
    const value = clause.steps.find(step => step.do === 'value');
    const isPlain = select?.do === 'select' && select.kinds.length > 0 && value?.do === 'value';
    return isPlain && 'table' in value.amount && clause.ledger
      ? [{ clause, i, select, amount: value.amount }]
      : [];
  });
  for (const [n, later] of valued.entries()) {
    const earlier = valued
      .slice(0, n)
      .find(
        other =>
          other.clause.ledger === later.clause.ledger &&
          sourceOf(other.select.where) === sourceOf(later.select.where) &&
          other.select.kinds.some(kind => later.select.kinds.includes(kind)) &&
          other.amount.by.join() === later.amount.by.join() &&
          shareCells(other.amount.table, later.amount.table),
      );
    if (!earlier) continue;
    reading.clause = later.clause.id;
    warn(reading, ['clauses', later.i], {
      code: 'table-overlap',
      zh: `与条款“${earlier.clause.id}”的分值表有相同的格子：同一件事实会在两条里都计分`,
      en: `Its table has cells in common with that of "${earlier.clause.id}": one fact scores in both`,
    });
  }
  reading.clause = undefined;
}

function sourceOf(expression: Expression | undefined): string {
  return expression?.source ?? '';
}

function shareCells(a: Table, b: Table): boolean {
  return Object.entries(a).some(([word, cell]) => {
    const other = b[word] ?? (word === '*' ? Object.values(b)[0] : b['*']);
    if (other === undefined) return false;
    return typeof cell === 'string' || typeof other === 'string' || shareCells(cell, other);
  });
}

/** A period that does not fit into the scoring year: its first or last one is only half counted. */
function checkTerms(reading: Reading, path: Path, { scheme, clause }: InScheme): void {
  const uses = clause.steps.findIndex(
    step => (step.do === 'tally' && step.per === 'term') || (step.do === 'select' && step.each === 'term'),
  );
  const { year } = scheme;
  const firsts = year.terms ?? [
    { month: 3, day: 1 },
    { month: 9, day: 1 },
  ];
  if (uses < 0 || firsts.some(({ month, day }) => month === year.month && day === year.day)) return;
  warn(reading, [...path, uses], {
    code: 'term-across-years',
    zh: '考核年度不是从某个学期开始的，跨年度的学期只看得到后一半；请写 year: { starts: "09-01" } 之类',
    en: 'The scoring year does not begin with a term, so that one term is cut in half; write year: { starts: "09-01" } or the like',
  });
}
