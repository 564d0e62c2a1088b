/** A rule about others is worked out after what it reads of them: whatever everybody needs first comes in stages. */
import { neededBy, othersReadBy, readsOfClause, readsOfLedger } from './check.ts';
import type { OwnerKind } from './facts.ts';
import type { Label, OtherRead, Scheme } from './scheme.ts';

export type Compiled<T> = { owner: OwnerKind; task: T };

/** Tasks that can be done by now, and the accounts that somebody else reads. */
export type EarlyStage<T> = {
  tasks: Readonly<Record<OwnerKind, readonly T[]>>;
  ids: Readonly<Record<OwnerKind, readonly string[]>>;
};

/** A clause that reads others comes a stage after all that it reads of them; `compiled` is in order of work. */
export function stagesOf<T>(scheme: Scheme, compiled: ReadonlyMap<string, Compiled<T>>): EarlyStage<T>[] {
  const stage = new Map<string, number>();
  const wanted = new Set<string>();
  for (const id of compiled.keys()) {
    const clause = scheme.clauses.find(other => other.id === id);
    const own = clause ? readsOfClause(clause) : readsOfLedger(scheme, id);
    const needed = othersReadBy(scheme, id).flatMap(read => neededBy(scheme, read));
    for (const each of needed) wanted.add(each);
    stage.set(
      id,
      Math.max(
        0,
        ...own.map(each => stage.get(each) ?? 0),
        ...needed.map(each => (stage.get(each) ?? 0) + 1),
      ),
    );
  }
  const last = Math.max(0, ...stage.values());
  return Array.from({ length: last }, (_, number) => {
    const known = [...compiled].filter(([id]) => (stage.get(id) ?? 0) <= number);
    const of = (owner: OwnerKind) => known.filter(([, each]) => each.owner === owner);
    return {
      tasks: {
        unit: of('unit').map(([, { task }]) => task),
        person: of('person').map(([, { task }]) => task),
      },
      ids: {
        unit: of('unit').flatMap(([id]) => (wanted.has(id) ? [id] : [])),
        person: of('person').flatMap(([id]) => (wanted.has(id) ? [id] : [])),
      },
    };
  });
}

/** Of each clause and ledger what its lines depend on beside the owner's own facts; `ids` are in order of work. */
export function dependences(scheme: Scheme, ids: Iterable<string>): Map<string, readonly Label[]> {
  const all = new Map<string, readonly Label[]>();
  for (const id of ids) {
    const clause = scheme.clauses.find(other => other.id === id);
    const own = clause ? readsOfClause(clause) : readsOfLedger(scheme, id);
    // what is made of a line that depends on others depends on them as well
    const labels = [...otherLabels(scheme, id), ...own.flatMap(each => all.get(each) ?? [])];
    all.set(id, [...new Map(labels.map(label => [label.zh, label])).values()]);
  }
  return all;
}

function otherLabels(scheme: Scheme, id: string): Label[] {
  const seen = new Map<string, Label>();
  for (const other of othersReadBy(scheme, id)) {
    const ranking = scheme.rankings.find(each => each.id === other.id);
    const account =
      scheme.ledgers[other.id]?.label ?? scheme.clauses.find(each => each.id === other.id)?.text;
    const lead = other.read === 'first' ? FIRST_OF[other.id as keyof typeof FIRST_OF] : undefined;
    const { zh, en } = lead ?? ranking?.label ?? account ?? { zh: other.id, en: other.id };
    const says = OTHER_WORDS[other.read];
    seen.set(`${other.read} ${other.id}`, { zh: `${says.zh}“${zh}”`, en: `${says.en} "${en}"` });
  }
  return [...seen.values()];
}

const FIRST_OF = {
  lead: { zh: '线索', en: 'lead' },
  manuscript: { zh: '稿件', en: 'manuscript' },
};

const OTHER_WORDS: Record<OtherRead['read'], Label> = {
  unitTotal: { zh: '所在单位的', en: 'of the unit,' },
  personsTotal: { zh: '本单位人员的', en: 'of the persons of the unit,' },
  partsTotal: { zh: '下属单位的', en: 'of the parts of the unit,' },
  place: { zh: '名次', en: 'the place in' },
  worth: { zh: '名次折分', en: 'the worth of the place in' },
  highest: { zh: '同组最高', en: 'the highest of the group in' },
  first: { zh: '各单位中最先的', en: 'who of all units was first with the' },
  mean: { zh: '同组平均', en: 'the mean of the group in' },
};
