/** A small scheme with everything that a trial compares, and four units and two persons to try it on. */
import {
  type Fact,
  parseScheme,
  type Roster,
  type Scheme,
  type TrialComparison,
  type TrialInput,
  trial,
} from '../src/index.ts';

export const QUARTER = { from: '2026-01-01', to: '2026-03-31' };
export const YEAR = { from: '2026-01-01', to: '2026-12-31' };

export type Given = { values?: Record<string, number>; front?: number; least?: number; extra?: string };

/** Points by level, a front page adds, below `least` items two points off; the two best of a group are commended. */
export function schemeOf({
  values = { province: 8, city: 4, county: 2 },
  front = 5,
  least = 1,
  extra = '',
}: Given = {}): Scheme {
  const parsed = parseScheme(`
scheme: tried
version: "1"
kinds: { adopted: 采用, submitted: 报送, fault: 差错 }
attributes:
  level: { label: 级别, values: { province: 省级, city: 市级, county: 县级 } }
  front: { label: 头版, type: yes-no }
ledgers:
  main:
    label: 得分
    per: year
    steps:
      - gate: { when: "total('faults') > 1", then: mark, mark: 取消评先资格 }
  own: { label: 个人, owner: person }
clauses:
  - id: adoption
    rule: "1"
    text: 采用按级别计分
    ledger: main
    steps:
      - &adopted { select: { kind: adopted } }
      - &by-level { value: { by: level, table: { ${Object.entries(values)
        .map(([level, value]) => `${level}: ${value}`)
        .join(', ')} } } }
      - add: { formula: "front ? ${front} : 0" }
  - id: least
    rule: "2"
    text: 少于最低条数扣分
    ledger: main
    steps:
      - select: { kind: submitted }
      - value: 1
      - tally: { of: count, per: quarter }
      - target: { number: ${least}, unmet: -2 }
  - id: faults
    rule: "3"
    text: 差错只计次数
    steps: [ { select: { kind: fault } }, { value: 1 } ]
  - id: person
    rule: "4"
    text: 本人稿件同样计分
    ledger: own
    owner: person
    steps: [ *adopted, *by-level, { credit: { to: persons, share: full } } ]
${extra}
rankings:
  - { id: units, label: 单位排名, ledger: main, by: group }
  - { id: persons, label: 个人排名, ledger: own, by: all }
awards:
  - { id: good, label: 先进单位, ranking: units, seats: { each-group: 1 }, barred: [取消评先资格] }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

export const ROSTER: Roster = {
  units: [
    { id: 'a', name: '甲', group: '一组' },
    { id: 'b', name: '乙', group: '一组' },
    { id: 'c', name: '丙', group: '一组' },
    { id: 'd', name: '丁', group: '二组' },
  ],
  persons: [
    { id: 'p', name: '张', unit: 'a' },
    { id: 'q', name: '王', unit: 'b' },
  ],
};

let made = 0;
export const adopted = (unit: string, level: string, more: Partial<Fact> = {}): Fact => {
  made++;
  const { attrs, ...rest } = more;
  return { id: `f${made}`, kind: 'adopted', on: '2026-02-01', unit, attrs: { level, ...attrs }, ...rest };
};
export const submitted = (unit: string): Fact => ({
  id: `s-${unit}`,
  kind: 'submitted',
  on: '2026-01-05',
  unit,
});

export function tried(
  current: Scheme,
  proposed: Scheme,
  facts: readonly Fact[],
  more: Partial<TrialInput> = {},
) {
  const period = more.period ?? QUARTER;
  return trial({
    current: [{ scheme: current, period }],
    proposed,
    period,
    facts,
    roster: ROSTER,
    asOf: '2026-12-31',
    ...more,
  });
}

export const ownerOf = (comparison: TrialComparison, id: string) =>
  comparison.owners.find(({ owner }) => owner.id === id);
