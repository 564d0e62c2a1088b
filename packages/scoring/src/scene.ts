/** What a compiled rule looks at: one fact or one period of one owner. */
import type { Dec } from './decimal.ts';
import { compare, parseDecimal, whole } from './decimal.ts';
import { compileExpression, type Scope, type Value } from './evaluate.ts';
import type { FactTable } from './fact-table.ts';
import type { PeriodKind } from './periods.ts';
import type { OwnerEntry } from './roster.ts';
import type { Attribute, Scheme } from './scheme.ts';

export type Frame = { kind: PeriodKind; index: number; from: number; to: number; anchor: number };

export type Scene = {
  table: FactTable;
  owner: OwnerEntry;
  fact: number;
  now: Dec;
  base: Dec;
  frame: Frame | null;
  /** The word that a row of a tally with for-each stands for. */
  part: string;
  /** Sum of a clause or ledger over the frame, or over the period of a kind that the frame lies in. */
  total(id: string, kind?: string): Dec;
  /** Whether the fact's manuscript has a fact of this kind too, among those of the owner. */
  also(kind: number): boolean;
  /** Weeks, days, working days, months of the frame while the owner is in the roster. */
  measure(what: string): Value;
};

type Getter = (scene: Scene) => Value;

const OWNER_FIELDS: Record<string, (owner: OwnerEntry) => Value> = {
  id: owner => owner.id,
  group: owner => owner.group,
  classes: owner => owner.classes,
  role: owner => owner.role,
};

/** Meaning of every name that an expression of the scheme may use. */
export function scopeOf(scheme: Scheme): Scope {
  const attributes = new Map<string, Getter>();
  const scope: Scope = {
    lookup: (name, field) => find(name, field) as ((scene: never) => Value) | undefined,
  };
  const plain: Record<string, Getter> = {
    now: scene => scene.now,
    base: scene => scene.base,
    kind: kindGetter(scheme),
    joint: scene => whole(1 + (scene.table.coUnits.get(scene.fact)?.length ?? 0)),
    authors: scene => whole(scene.table.persons[scene.fact]?.length ?? 0),
  };
  const fields: Record<string, (field: string) => Getter> = {
    unit: field => ownerGetter(field, scene => scene.owner.unit),
    person: field => ownerGetter(field, scene => (scene.owner.kind === 'person' ? scene.owner : null)),
    period: field => scene => scene.measure(field),
  };
  const find = (name: string, field?: string): Getter | undefined => {
    if (name.startsWith('total:')) return scene => scene.total(name.slice(6), field);
    if (name.startsWith('also:')) {
      const kind = Object.keys(scheme.kinds).indexOf(name.slice(5));
      return scene => scene.also(kind);
    }
    if (field !== undefined) return fields[name]?.(field);
    return attributes.get(name) ?? plain[name];
  };
  for (const attribute of Object.values(scheme.attributes))
    attributes.set(attribute.id, attributeGetter(attribute, scope));
  return scope;
}

function ownerGetter(field: string, pick: (scene: Scene) => OwnerEntry | null): Getter {
  const read = OWNER_FIELDS[field];
  if (read) {
    const none: Value = field === 'classes' ? [] : '';
    return scene => {
      const owner = pick(scene);
      return owner ? read(owner) : none;
    };
  }
  return scene => pick(scene)?.numbers[field] ?? 0;
}

function kindGetter(scheme: Scheme): Getter {
  const kinds = Object.keys(scheme.kinds);
  return scene => kinds[scene.table.kind[scene.fact] ?? -1] ?? '';
}

function attributeGetter(attribute: Attribute, scope: Scope): Getter {
  const { id, type, formula, bands } = attribute;
  if (formula) return compileExpression<Scene, Value>(formula, scope);
  if (bands) {
    const steps = bands.from.map(band => ({ word: band.word, at: parseDecimal(band.at) ?? 0 })).reverse();
    const inBand = (number: Dec, at: Dec) =>
      bands.bounds === 'from' ? compare(number, at) >= 0 : compare(number, at) > 0;
    const number = scope.lookup(bands.of) as unknown as Getter;
    return scene => steps.find(step => inBand(number(scene) as Dec, step.at))?.word ?? '';
  }
  if (type === 'number') return ({ table, fact }) => table.columns[id]?.numbers[table.shape[fact] ?? -1] ?? 0;
  if (type === 'yes-no') return ({ table, fact }) => table.columns[id]?.codes[table.shape[fact] ?? -1] === 1;
  return ({ table, fact }) => {
    const column = table.columns[id];
    return column?.texts[column.codes[table.shape[fact] ?? -1] ?? 0] ?? '';
  };
}
