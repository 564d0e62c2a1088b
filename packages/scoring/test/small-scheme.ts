/** A small scheme to try single steps on, and two units and two persons to try them with. */
import { type CalendarDays, type Fact, type Ledger, parseScheme, type Roster, score } from '../src/index.ts';

export const HEAD = `
scheme: steps
version: "1"
kinds: { adopted: 采用, submitted: 报送 }
attributes:
  level: { label: 级别, values: { province: 省级, city: 市级, county: 县级 } }
  outlet: { label: 媒体, type: text }
  words: { label: 字数, type: number }
  front: { label: 头版, type: yes-no }
numbers: { staff: { label: 人数, default: 2 } }
classes: { town: 乡镇, bureau: 部门 }
measures: { yuan: 元 }
`;
export const LEDGER = 'ledgers: { main: { label: 得分 }, own: { label: 个人, owner: person } }\n';

export const ROSTER: Roster = {
  units: [
    { id: 'u', name: '甲', group: '一组', classes: ['town'] },
    { id: 'w', name: '乙', group: '二组', classes: ['bureau'] },
  ],
  persons: [
    { id: 'p', name: '张', unit: 'u', role: 'editor' },
    { id: 'q', name: '王', unit: 'u' },
  ],
};
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

type Given = {
  text: string;
  facts: Partial<Fact>[];
  period?: typeof YEAR;
  asOf?: string;
  calendar?: CalendarDays;
};
export function run({ text, facts, period = YEAR, asOf = '2026-12-31', calendar }: Given): Ledger {
  const parsed = parseScheme(HEAD + (text.includes('ledgers:') ? '' : LEDGER) + text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  const list = facts.map(
    (item, i): Fact => ({ id: `f${i}`, kind: 'adopted', on: '2026-01-10', unit: 'u', ...item }),
  );
  return score({ scheme: parsed.scheme, facts: list, roster: ROSTER, period, asOf, calendar });
}

export const clause = (steps: string, more = 'ledger: main') =>
  `clauses:\n  - id: c\n    rule: "1"\n    ${more}\n    steps: [ ${steps} ]\n`;
export const owned = (ledger: Ledger, id: string) =>
  ledger.lines.filter(line => line.owner.id === id).map(line => line.points);
export const BY_LEVEL = '{ value: { by: level, table: { province: 8, city: 4, county: 2 } } }';
export const of = (level: string, more: Partial<Fact> = {}): Partial<Fact> => ({ attrs: { level }, ...more });
