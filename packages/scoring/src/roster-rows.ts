/** A roster from the rows of a spreadsheet: units with group, classes and numbers; persons where a name is given. */
import { fromNumber, parseDecimal } from './decimal.ts';
import type { Roster, RosterPerson, RosterUnit } from './facts.ts';
import { parseDay } from './periods.ts';
import type { Scheme } from './scheme.ts';
import { headingsOf, isEmpty, listed, type RowProblem, type TableRow, textOf } from './table-rows.ts';

const HEADINGS = {
  unit: ['单位', '单位名称', '部门', 'unit'],
  person: ['姓名', '信息员', '通讯员', '作者', 'person', 'author'],
  group: ['组', '分组', '组别', 'group'],
  classes: ['类别', '分类', 'class', 'classes'],
  parent: ['上级单位', '所属单位', 'parent'],
  role: ['角色', '职务', '身份', 'role'],
  from: ['起', '开始', '启用日期', 'from'],
  to: ['止', '结束', '停用日期', 'to'],
} as const;
type Field = keyof typeof HEADINGS;

export type ReadRoster = { roster: Roster; problems: RowProblem[]; unread: string[] };

/**
 * Reads a roster. A row with a name is a person of its unit, any other row is a unit; a unit that only its persons name
 * is taken in as well. Numbers and classes go by their id or their label in the scheme.
 */
export function rosterFromRows(scheme: Scheme, rows: readonly TableRow[]): ReadRoster {
  const headings = headingsOf(rows);
  const heading = (names: readonly string[]) => headings.find(each => names.includes(each.trim()));
  const fields = Object.fromEntries(
    Object.entries(HEADINGS).map(([field, names]) => [field, heading(names)]),
  ) as Partial<Record<Field, string>>;
  const numbers = Object.entries(scheme.numbers).flatMap(([id, { label }]) => {
    const found = heading([id, label.zh, label.en]);
    return found === undefined ? [] : [{ id, heading: found }];
  });
  const read = new Set([...Object.values(fields), ...numbers.map(each => each.heading)]);
  const units = new Map<string, RosterUnit>();
  const persons: RosterPerson[] = [];
  const problems: RowProblem[] = [];
  for (const [i, row] of rows.entries()) {
    if (Object.values(row).every(isEmpty)) continue;
    const reader = { scheme, row, number: i + 1, fields, numbers, problems };
    const unit = textOf(row, fields.unit);
    const name = textOf(row, fields.person);
    if (!unit) {
      complain(reader, fields.unit ?? '单位', {
        zh: '没有填单位',
        en: 'The unit is missing',
        code: 'missing',
      });
      continue;
    }
    const common = { ...daysOf(reader), classes: classesOf(reader), numbers: numbersOf(reader) };
    if (name) {
      const role = textOf(row, fields.role);
      persons.push({ id: name, name, unit, ...(role && { role }), ...common });
      if (!units.has(unit)) units.set(unit, { id: unit, name: unit });
      continue;
    }
    const [group, parent] = [textOf(row, fields.group), textOf(row, fields.parent)];
    units.set(unit, { id: unit, name: unit, ...(group && { group }), ...(parent && { parent }), ...common });
  }
  return {
    roster: { units: [...units.values()], persons },
    problems,
    unread: headings.filter(each => each.trim() !== '' && !read.has(each)),
  };
}

type Reader = {
  scheme: Scheme;
  row: TableRow;
  number: number;
  fields: Partial<Record<Field, string>>;
  numbers: readonly { id: string; heading: string }[];
  problems: RowProblem[];
};

function complain(
  { problems, number }: Reader,
  column: string,
  said: Pick<RowProblem, 'code' | 'zh' | 'en'>,
): void {
  problems.push({ row: number, column, ...said });
}

function daysOf(reader: Reader): { from?: string; to?: string } {
  const day = (field: 'from' | 'to') => {
    const column = reader.fields[field];
    const cell = column === undefined ? undefined : reader.row[column];
    if (column === undefined || isEmpty(cell)) return {};
    const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim();
    if (parseDay(text) !== null) return { [field]: text };
    complain(reader, column, {
      code: 'bad-day',
      zh: `“${text}”不是日期，应如 2026-03-12`,
      en: `"${text}" is not a date; write it as 2026-03-12`,
    });
    return {};
  };
  return { ...day('from'), ...day('to') };
}

/** Classes by id or label; one that the scheme does not know is told and left out. */
function classesOf(reader: Reader): string[] {
  const known = Object.entries(reader.scheme.classes);
  return listed(textOf(reader.row, reader.fields.classes)).flatMap(text => {
    const found = known.find(([id, label]) => [id, label.zh, label.en].includes(text));
    if (found) return [found[0]];
    complain(reader, reader.fields.classes ?? '类别', {
      code: 'unknown-word',
      zh: `没有类别“${text}”；可填：${known.map(([, label]) => label.zh).join('、') || '（办法没有写 classes）'}`,
      en: `There is no class "${text}"; possible: ${known.map(([id]) => id).join(', ') || '(none)'}`,
    });
    return [];
  });
}

function numbersOf(reader: Reader): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { id, heading } of reader.numbers) {
    const cell = reader.row[heading];
    if (isEmpty(cell)) continue;
    const text = String(cell).replace(/[,，\s]/g, '');
    const number = typeof cell === 'number' ? fromNumber(cell) : parseDecimal(text);
    if (number !== null) found[id] = text;
    else
      complain(reader, heading, {
        code: 'bad-decimal',
        zh: `“${String(cell)}”不是数`,
        en: `"${String(cell)}" is not a number`,
      });
  }
  return found;
}
