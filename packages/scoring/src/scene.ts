/** What a compiled rule looks at: one fact or one period of one owner. */
import type { Dec } from './decimal.ts';
import { compare, parseDecimal, whole } from './decimal.ts';
import { compileExpression, type Scope, type Value } from './evaluate.ts';
import type { FactTable } from './fact-table.ts';
import { formatDay, type PeriodKind } from './periods.ts';
import type { OwnerEntry } from './roster.ts';
import type { Attribute, OtherRead, Scheme } from './scheme.ts';

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
  total(id: string, kind?: string, back?: Back): Dec;
  /** Whether the fact's manuscript has a fact of this kind too, among those of the owner. */
  also(kind: number): boolean;
  /** How many facts of this kind the fact's manuscript has, among those of the owner. */
  count(kind: number): number;
  /** How many facts of this kind the owner has on days before the fact's; of the same period when a kind is given. */
  earlier(kind: number, period?: string): number;
  /** Whether no unit has a fact of the same kind with the same lead (or manuscript) on an earlier day. */
  first(of: 'lead' | 'manuscript'): boolean;
  /** The owner's place among those whom a row is shared by, from 1; set while it is shared. */
  order: number;
  /** What another owner, or a ranking, has in the frame or in the period of a kind that it lies in. */
  other(read: OtherRead, kind?: string): Dec;
  /** Weeks, days, working days, months of the frame while the owner is in the roster. */
  measure(what: string): Value;
  /** Working days after the first day up to the second; negative when the second comes first. */
  workdays(from: number, to: number): number;
};

/** The period before, or the same one a year ago. */
export type Back = 'before' | 'lastYear';

/** A scene without any fact or period, to ask about an owner alone; `total` is what the owner has over all. */
export function ownerScene(table: FactTable, owner: OwnerEntry, total: (id: string) => Dec): Scene {
  const none = () => 0;
  return {
    table,
    owner,
    fact: -1,
    now: 0,
    base: 0,
    frame: null,
    part: '',
    total: id => total(id),
    also: () => false,
    count: none,
    earlier: none,
    first: () => true,
    order: 0,
    other: none,
    measure: none,
    workdays: none,
  };
}

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
    order: scene => whole(scene.order),
    on: ({ table, fact }) => dayText(table.on[fact]),
    booked: ({ table, fact }) => dayText(table.bookedOn[fact]),
  };
  const fields: Record<string, (field: string) => Getter> = {
    unit: field => ownerGetter(field, scene => scene.owner.unit),
    person: field => ownerGetter(field, scene => (scene.owner.kind === 'person' ? scene.owner : null)),
    author: field => ownerGetter(field, firstAuthor),
    period: field => scene => scene.measure(field),
  };
  const find = (name: string, field?: string): Getter | undefined => {
    const [call = '', id] = name.split(/:(.*)/s);
    if (id !== undefined) return readGetter(scheme, call, { id, kind: field });
    if (field !== undefined) return fields[name]?.(field);
    return attributes.get(name) ?? plain[name];
  };
  for (const attribute of Object.values(scheme.attributes))
    attributes.set(attribute.id, attributeGetter(attribute, scope));
  return scope;
}

/** What total('…') and its like read; the period's kind is the second argument. */
function readGetter(
  scheme: Scheme,
  call: string,
  { id, kind }: { id: string; kind: string | undefined },
): Getter {
  const code = Object.keys(scheme.kinds).indexOf(id);
  if (call === 'also') return scene => scene.also(code);
  if (call === 'earlier') return scene => whole(scene.earlier(code, kind));
  if (call === 'first') return scene => scene.first(id as 'lead');
  if (call === 'count') return scene => whole(scene.count(code));
  if (call === 'total') return scene => scene.total(id, kind);
  if (call === 'before' || call === 'lastYear') return scene => scene.total(id, kind, call);
  const read = { read: call as OtherRead['read'], id };
  return scene => scene.other(read, kind);
}

function dayText(day: number | undefined): string {
  return day === undefined ? '' : formatDay(day);
}

function firstAuthor({ table, fact }: Scene): OwnerEntry | null {
  return table.roster.persons[table.persons[fact]?.[0]?.index ?? -1] ?? null;
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
