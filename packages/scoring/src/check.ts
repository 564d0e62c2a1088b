/** What can only be seen when the whole scheme is read: references, cycles, and clauses that can never score. */
import { expressionsOf, expressionsOfClosing } from './asked.ts';
import { checkSense } from './check-sense.ts';
import { parseDecimal } from './decimal.ts';
import type { OwnerKind } from './facts.ts';
import { complain, type Path, type Reading, warn } from './reading.ts';
import type { Amount, Clause, Expression, OtherRead, Scheme } from './scheme.ts';

export function checkScheme(reading: Reading, scheme: Scheme): void {
  checkReferences(reading, scheme);
  if (reading.problems.length === 0) orderOfWork(scheme, cycle => complainCycle(reading, cycle));
  checkSense(reading, scheme);
  for (const [i, clause] of scheme.clauses.entries()) checkClause(reading, { scheme, clause, i });
  const used = new Set(scheme.clauses.map(clause => clause.ledger));
  for (const ledger of Object.values(scheme.ledgers)) {
    if (
      used.has(ledger.id) ||
      ledger.steps.some(step => step.do === 'part' || step.do === 'start' || step.do === 'gate')
    )
      continue;
    warn(reading, ['ledgers', ledger.id], {
      code: 'empty-ledger',
      zh: `没有条款记入台账“${ledger.label.zh}”`,
      en: `No clause books into the ledger "${ledger.label.en}"`,
    });
  }
}

function checkClause(
  reading: Reading,
  { scheme, clause, i }: { scheme: Scheme; clause: Clause; i: number },
): void {
  reading.clause = clause.id;
  const path = ['clauses', i];
  if (!clause.rule && clause.ledger) {
    warn(reading, path, {
      code: 'no-rule',
      zh: '没有写印发文件中的条款号（rule）',
      en: 'The printed number of the rule is missing',
    });
  }
  const target = clause.steps.find(step => step.do === 'target');
  if (!clause.ledger && !target && !isRead(scheme, clause.id)) {
    warn(reading, path, {
      code: 'unread-counter',
      zh: '此条款不记入台账，也没有别处用到它',
      en: 'This clause books into no ledger, and nothing reads it',
    });
  }
  if (
    clause.ledger &&
    target &&
    !target.met &&
    !target.unmet &&
    !target.missing &&
    !target.extra &&
    !target.proportion
  ) {
    warn(reading, path, {
      code: 'target-without-points',
      zh: '任务没有写得分或扣分，只显示进度',
      en: 'The target has no points; it only shows progress',
    });
  }
  if (clause.ledger && !target && clause.steps.some(step => step.do === 'value' && isZero(step.amount))) {
    warn(reading, path, { code: 'always-zero', zh: '分值恒为 0', en: 'The value is always 0' });
  }
  reading.clause = undefined;
}

function isZero(amount: Amount): boolean {
  return 'number' in amount && parseDecimal(amount.number) === 0;
}

function isRead(scheme: Scheme, id: string): boolean {
  const ids = [...scheme.clauses.map(clause => clause.id), ...Object.keys(scheme.ledgers)];
  const isNamed = ids.some(
    other =>
      expressionsIn(scheme, other).some(
        ({ totals, past = [] }) => totals.includes(id) || past.includes(id),
      ) || othersReadBy(scheme, other).some(read => read.id === id),
  );
  return (
    isNamed ||
    scheme.clauses.some(clause => readsOfClause(clause).includes(id)) ||
    scheme.rankings.some(
      ({ breakers, apart }) => breakers.some(({ of }) => of === id) || apart?.totals.includes(id),
    )
  );
}

type Owners = ReadonlyMap<string, OwnerKind>;

function checkReferences(reading: Reading, scheme: Scheme): void {
  const owners = new Map<string, OwnerKind>();
  for (const clause of scheme.clauses) owners.set(clause.id, clause.owner);
  for (const ledger of Object.values(scheme.ledgers)) owners.set(ledger.id, ledger.owner);
  for (const { id, formula } of Object.values(scheme.attributes))
    checkKinds(reading, ['attributes', id], { scheme, kinds: formula?.kinds ?? [] });
  for (const [i, clause] of scheme.clauses.entries()) {
    reading.clause = clause.id;
    const path = ['clauses', i, 'steps'];
    checkReads(reading, { path, owner: clause.owner, ids: readsOfClause(clause), owners });
    checkOthers(reading, { path, owner: clause.owner, id: clause.id, owners, scheme });
    const kinds = clause.steps.flatMap(step => expressionsOf(step).flatMap(each => each.kinds));
    checkKinds(reading, path, { scheme, kinds });
  }
  reading.clause = undefined;
  for (const { id, owner } of Object.values(scheme.ledgers)) {
    checkOthers(reading, { path: ['ledgers', id], owner, id, owners, scheme });
    checkReads(reading, { path: ['ledgers', id], owner, ids: readsOfLedger(scheme, id), owners });
    checkMeasures(reading, scheme, id);
  }
  checkRankings(reading, scheme, owners);
}

function checkKinds(
  reading: Reading,
  path: Path,
  { scheme, kinds }: { scheme: Scheme; kinds: readonly string[] },
): void {
  for (const kind of kinds) if (!Object.hasOwn(scheme.kinds, kind)) complainKind(reading, path, kind);
}

function checkRankings(reading: Reading, scheme: Scheme, owners: Owners): void {
  for (const [i, ranking] of scheme.rankings.entries()) {
    const owner = scheme.ledgers[ranking.ledger]?.owner ?? 'unit';
    const ids = [...ranking.breakers.map(breaker => breaker.of), ...(ranking.apart?.totals ?? [])];
    checkReads(reading, { path: ['rankings', i], owner, ids, owners });
    if (!ranking.apart || ranking.apart.others.length === 0) continue;
    complain(reading, ['rankings', i, 'apart'], {
      code: 'bad-expression',
      zh: 'apart 只能看单位或个人自己的情况，不能看别人的得分和名次',
      en: 'apart looks at the owner alone, not at the accounts and places of others',
    });
  }
}

function complainKind(reading: Reading, path: Path, kind: string): void {
  complain(reading, path, {
    code: 'unknown-reference',
    zh: `also('${kind}')：kinds 中没有这种事实`,
    en: `also('${kind}'): there is no such kind of fact`,
  });
}

type Reads = { path: Path; owner: OwnerKind; ids: readonly string[]; owners: Owners };
const KEEPERS = { unit: { zh: '单位', en: 'unit' }, person: { zh: '个人', en: 'person' } };

/** An account can be worked out from accounts of the same owner only: that keeps one owner apart from the other. */
function checkReads(reading: Reading, { path, owner, ids, owners }: Reads): void {
  for (const id of ids) {
    const other = owners.get(id);
    if (other === owner) continue;
    if (!other) {
      complain(reading, path, {
        code: 'unknown-reference',
        zh: `没有名为“${id}”的条款或台账`,
        en: `There is no clause or ledger "${id}"`,
      });
      continue;
    }
    complain(reading, path, {
      code: 'owner-conflict',
      zh: `“${id}”记在${KEEPERS[other].zh}名下，此处是${KEEPERS[owner].zh}`,
      en: `"${id}" belongs to a ${KEEPERS[other].en}, here it is a ${KEEPERS[owner].en}`,
    });
  }
}

type OtherReads = Omit<Reads, 'ids'> & { id: string; scheme: Scheme };

/** unitTotal is asked by persons of units, personsTotal and partsTotal by units; a ranking ranks owners of one kind. */
function checkOthers(reading: Reading, { path, owner, id, owners, scheme }: OtherReads): void {
  for (const other of othersReadBy(scheme, id)) {
    if (OF_FACTS.includes(other.read)) continue;
    if (OF_RANKINGS.includes(other.read)) {
      const ranking = scheme.rankings.find(each => each.id === other.id);
      if (!ranking) {
        complain(reading, path, {
          code: 'unknown-reference',
          zh: `${other.read}('${other.id}')：没有名为“${other.id}”的排名`,
          en: `${other.read}('${other.id}'): there is no ranking "${other.id}"`,
        });
        continue;
      }
      checkReads(reading, { path, owner, ids: [ranking.ledger], owners });
      continue;
    }
    const [asker, asked] = ASKERS[other.read as keyof typeof ASKERS];
    if (owner !== asker) {
      complain(reading, path, {
        code: 'owner-conflict',
        zh: `${other.read} 只用于${KEEPERS[asker].zh}的条款和台账`,
        en: `${other.read} is for clauses and ledgers of a ${KEEPERS[asker].en}`,
      });
    }
    checkReads(reading, { path, owner: asked, ids: [other.id], owners });
  }
}

const ASKERS = {
  unitTotal: ['person', 'unit'],
  personsTotal: ['unit', 'person'],
  partsTotal: ['unit', 'unit'],
} as const;

function checkMeasures(reading: Reading, scheme: Scheme, id: string): void {
  const ledger = scheme.ledgers[id];
  for (const [i, step] of (ledger?.steps ?? []).entries()) {
    const part = step.do === 'part' ? scheme.ledgers[step.ledger] : undefined;
    if (
      !ledger ||
      !part ||
      part.measure === ledger.measure ||
      (step.do === 'part' && step.weight !== undefined)
    )
      continue;
    complain(reading, ['ledgers', id, 'steps', i], {
      code: 'measure-conflict',
      zh: `“${part.label.zh}”与“${ledger.label.zh}”的计量单位不同，须写 weight 折算`,
      en: `"${part.label.en}" and "${ledger.label.en}" have different measures: give a weight to convert`,
    });
  }
}

function complainCycle(reading: Reading, cycle: readonly string[]): void {
  const names = cycle.join(' → ');
  complain(reading, [cycle[0] !== undefined ? 'clauses' : ''], {
    code: 'cycle',
    zh: `互相依赖，无法算出：${names}。名次、折分和上级合计要记入另一本台账，再用 part 并入`,
    en: `These depend on each other and cannot be worked out: ${names}. Book places and sums of others into a ledger of their own and take it in with part`,
  });
}

/** What looks back reads the period before, so that a clause may carry itself on from there. */
const readsOf =
  (id: string) =>
  ({ totals, past = [] }: Expression): string[] => [...totals, ...past.filter(other => other !== id)];

/** Ids of clauses and ledgers that must be worked out before this clause. */
export function readsOfClause(clause: Clause): string[] {
  const [first] = clause.steps;
  const lines = first?.do === 'select' ? first.lines : [];
  return [
    ...new Set([...lines, ...clause.steps.flatMap(step => expressionsOf(step).flatMap(readsOf(clause.id)))]),
  ];
}

/** Ids that must be worked out before this ledger can close. */
export function readsOfLedger(scheme: Scheme, id: string): string[] {
  const ledger = scheme.ledgers[id];
  const clauses = scheme.clauses.filter(clause => clause.ledger === id).map(clause => clause.id);
  const parts = (ledger?.steps ?? []).flatMap(step => (step.do === 'part' ? [step.ledger] : []));
  const read = (ledger?.steps ?? []).flatMap(step => expressionsOfClosing(step).flatMap(readsOf(id)));
  const steps = [...parts, ...read];
  // a gate may look at the ledger it closes: it sees what stands there at that step
  return [...new Set([...clauses, ...steps.filter(other => other !== id), ...(ledger?.who?.totals ?? [])])];
}

/** Everything that a clause or a ledger's closing asks, by its id. */
export function expressionsIn(scheme: Scheme, id: string): Expression[] {
  const clause = scheme.clauses.find(other => other.id === id);
  const ledger = scheme.ledgers[id];
  return [
    ...(clause?.steps ?? []).flatMap(expressionsOf),
    ...(ledger?.steps ?? []).flatMap(expressionsOfClosing),
    ...(ledger?.who ? [ledger.who] : []),
  ];
}

/** What a clause or a ledger's closing reads of other owners. */
export function othersReadBy(scheme: Scheme, id: string): OtherRead[] {
  return expressionsIn(scheme, id).flatMap(expression => expression.others);
}

const OF_RANKINGS: readonly OtherRead['read'][] = ['place', 'worth', 'highest', 'mean'];
/** Answered by the facts of all, not by their accounts. */
const OF_FACTS: readonly OtherRead['read'][] = ['first'];

/** Ids of clauses and ledgers that everybody must have before such a read can be answered. */
export function neededBy(scheme: Scheme, { read, id }: OtherRead): string[] {
  if (OF_FACTS.includes(read)) return [];
  if (!OF_RANKINGS.includes(read)) return [id];
  const ranking = scheme.rankings.find(other => other.id === id);
  if (!ranking) return [];
  const who = scheme.ledgers[ranking.ledger]?.who?.totals ?? [];
  return [
    ranking.ledger,
    ...ranking.breakers.map(breaker => breaker.of),
    ...(ranking.apart?.totals ?? []),
    ...who,
  ];
}

export type Work = { clause: string } | { ledger: string };

/** Clauses and ledgers in an order in which each has what it reads; calls back with a cycle when there is none. */
export function orderOfWork(scheme: Scheme, onCycle: (ids: readonly string[]) => void): Work[] {
  const work: Work[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const clauses = new Map(scheme.clauses.map(clause => [clause.id, clause]));
  const visit = (id: string, trail: readonly string[]): void => {
    if (state.get(id) === 'done') return;
    if (state.get(id) === 'open') {
      onCycle([...trail.slice(trail.indexOf(id)), id]);
      return;
    }
    const clause = clauses.get(id);
    // a clause may have been left out on purpose; whoever reads it reads nothing
    if (!clause && !Object.hasOwn(scheme.ledgers, id)) return;
    state.set(id, 'open');
    const own = clause ? readsOfClause(clause) : readsOfLedger(scheme, id);
    const others = othersReadBy(scheme, id).flatMap(read => neededBy(scheme, read));
    for (const before of [...own, ...others]) visit(before, [...trail, id]);
    state.set(id, 'done');
    work.push(clause ? { clause: id } : { ledger: id });
  };
  for (const id of [...clauses.keys(), ...Object.keys(scheme.ledgers)]) visit(id, []);
  return work;
}
