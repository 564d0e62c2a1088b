/** From rows of a spreadsheet to facts: headings and words in Chinese or English, every bad row told by number and column. */
import type { AttributeValue, Fact, FactPerson, Roster } from './facts.ts';
import { formatDay, parseDay } from './periods.ts';
import { nearest } from './reading.ts';
import type { Attribute, Label, Scheme } from './scheme.ts';

/** A row as a spreadsheet gives it: heading → cell. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A cell that could not be read. `row` counts from 1 below the heading. */
export type RowProblem = { row: number; column: string; code: string; zh: string; en: string };

/** `unread` are the headings that mean nothing to the scheme: nobody should think that they were taken in. */
export type ReadRows = { facts: Fact[]; problems: RowProblem[]; roster: Roster; unread: string[] };

export const FIELDS = [
  'kind',
  'unit',
  'person',
  'title',
  'date',
  'manuscript',
  'evidence',
  'group',
  'booked',
  'coUnits',
  'lead',
  'share',
] as const;
type Field = (typeof FIELDS)[number];

/** Headings that spreadsheets use; the first of each list is the one that we write ourselves. */
const HEADINGS: Record<Field, readonly string[]> = {
  kind: ['种类', '事项', 'kind'],
  unit: ['单位', '报送单位', '单位名称', '部门', 'unit'],
  person: ['信息员', '作者', '姓名', '通讯员', '署名', 'person', 'author'],
  title: ['标题', '题目', '稿件标题', '信息标题', 'title'],
  date: ['日期', '采用日期', '刊播日期', '刊发日期', '时间', 'date'],
  manuscript: ['稿件编号', '稿号', 'manuscript'],
  evidence: ['佐证', '链接', 'evidence'],
  group: ['分组', '组别', 'group'],
  booked: ['登记日期', 'booked'],
  coUnits: ['协作单位', '联合单位', '合作单位', 'co-units'],
  lead: ['线索', '事件', 'lead'],
  share: ['比例', '署名比例', 'share'],
};
/** Other names of attributes that spreadsheets often use. */
const ATTRIBUTE_HEADINGS: Readonly<Record<string, readonly string[]>> = {
  level: ['级别', '媒体级别', '载体级别'],
  outlet: ['媒体', '载体', '媒体名称', '刊物'],
  genre: ['体裁', '篇幅', '类型'],
  position: ['版位', '位置', '版面'],
  words: ['字数'],
};

type Columns = {
  fields: Partial<Record<Field, string>>;
  attributes: readonly { attribute: Attribute; heading: string }[];
};

/**
 * Reads rows into facts. Without a roster every unit named is taken as it stands; with one, units and persons are found
 * by name or id and unknown ones are told. Items of one unit with one title are one manuscript, unless a number says so.
 */
export function factsFromRows({
  scheme,
  rows,
  roster,
}: {
  scheme: Scheme;
  rows: readonly TableRow[];
  roster?: Roster;
}): ReadRows {
  const problems: RowProblem[] = [];
  const headings = headingsOf(rows);
  const columns = columnsOf(scheme, headings);
  const unread = unreadIn(headings, columns);
  for (const field of ['unit', 'date'] as const) {
    if (columns.fields[field] !== undefined || rows.length === 0) continue;
    const [heading] = HEADINGS[field];
    const zh = `缺少“${heading}”一列`;
    problems.push({
      row: 0,
      column: heading ?? field,
      code: 'missing-column',
      zh,
      en: `The column "${field}" is missing`,
    });
  }
  if (problems.length > 0) return { facts: [], problems, roster: roster ?? { units: [] }, unread };
  const units = new Map<string, { id: string; name: string; group?: string }>();
  const facts = rows.flatMap((row, i) => {
    if (Object.values(row).every(isEmpty)) return [];
    const reader = { scheme, row, number: i + 1, columns, problems, roster };
    const found = problems.length;
    const fact = readRow(reader);
    if (problems.length > found || !fact) return [];
    const group = textOf(row, columns.fields.group);
    if (!units.has(fact.unit))
      units.set(fact.unit, { id: fact.unit, name: fact.unit, ...(group && { group }) });
    for (const id of fact.coUnits ?? []) if (!units.has(id)) units.set(id, { id, name: id });
    return [fact];
  });
  const taken = roster ?? { units: [...units.values()], persons: personsOf(facts) };
  return { facts, problems, roster: taken, unread };
}

/** Of all rows: the first may have empty cells that a reader of files leaves out. */
export function headingsOf(rows: readonly TableRow[]): string[] {
  const headings = new Set<string>();
  for (const row of rows) for (const heading in row) headings.add(heading);
  return [...headings];
}

function unreadIn(headings: readonly string[], { fields, attributes }: Columns): string[] {
  const read = new Set([...Object.values(fields), ...attributes.map(({ heading }) => heading)]);
  return headings.filter(heading => heading.trim() !== '' && !read.has(heading));
}

function personsOf(facts: readonly Fact[]): NonNullable<Roster['persons']> {
  const persons = new Map(
    facts.flatMap(fact =>
      (fact.persons ?? []).map(({ id }) => [id, { id, name: id, unit: fact.unit }] as const),
    ),
  );
  return [...persons.values()];
}

export function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

export function textOf(row: TableRow, heading: string | undefined): string {
  const cell = heading === undefined ? undefined : row[heading];
  return isEmpty(cell) || cell instanceof Date ? '' : String(cell).trim();
}

function columnsOf(scheme: Scheme, headings: readonly string[]): Columns {
  const find = (names: readonly string[]) =>
    headings.find(heading => names.includes(heading.trim().toLowerCase()) || names.includes(heading.trim()));
  const fields: Columns['fields'] = {};
  for (const field of FIELDS) {
    const heading = find(HEADINGS[field]);
    if (heading !== undefined) fields[field] = heading;
  }
  const attributes = Object.values(scheme.attributes).flatMap(attribute => {
    const { id, label } = attribute;
    const heading = find([id, label.zh, label.en.toLowerCase(), ...(ATTRIBUTE_HEADINGS[id] ?? [])]);
    return heading === undefined || attribute.formula || attribute.bands ? [] : [{ attribute, heading }];
  });
  return { fields, attributes };
}

type RowReader = {
  scheme: Scheme;
  row: TableRow;
  number: number;
  columns: Columns;
  problems: RowProblem[];
  roster?: Roster;
};

function readRow(reader: RowReader): Fact | undefined {
  const { row, number, columns, roster } = reader;
  const { fields } = columns;
  const kind = readKind(reader);
  const unit = readMember(reader, { field: 'unit', members: roster?.units });
  const on = readDate(reader, 'date');
  const bookedOn = isEmpty(row[fields.booked ?? '']) ? undefined : readDate(reader, 'booked');
  const attrs: Record<string, AttributeValue> = {};
  for (const { attribute, heading } of columns.attributes) {
    const value = readAttribute(reader, attribute, heading);
    if (value !== undefined) attrs[attribute.id] = value;
  }
  if (!kind || !unit || !on) return undefined;
  const title = textOf(row, fields.title);
  const manuscript = textOf(row, fields.manuscript) || (title && `${unit}/${title.replace(/\s+/g, '')}`);
  const evidence = textOf(row, fields.evidence);
  const persons = readPersons(reader);
  const coUnits = readCoUnits(reader);
  const lead = textOf(row, fields.lead);
  return {
    id: `row-${String(number).padStart(7, '0')}`,
    kind,
    on,
    unit,
    attrs,
    ...(bookedOn && { bookedOn }),
    ...(manuscript && { manuscript }),
    ...(title && { label: title }),
    ...(evidence && { evidence: [evidence] }),
    ...(persons.length > 0 && { persons }),
    ...(coUnits.length > 0 && { coUnits }),
    ...(lead && { lead }),
  };
}

function complain(
  { problems, number }: RowReader,
  column: string,
  { code, zh, en }: Omit<RowProblem, 'row' | 'column'>,
): undefined {
  problems.push({ row: number, column, code, zh, en });
  return undefined;
}

/** The kind of the row; adopted when the table has no such column. */
function readKind(reader: RowReader): string | undefined {
  const { scheme, row, columns } = reader;
  const heading = columns.fields.kind;
  const text = textOf(row, heading);
  if (text) return readWord(reader, { text, words: scheme.kinds, column: heading ?? 'kind' });
  const [first] = Object.keys(scheme.kinds);
  return Object.hasOwn(scheme.kinds, 'adopted') ? 'adopted' : first;
}

type WordCell = { text: string; words: Readonly<Record<string, Label>>; column: string };

/** A word by its id or by its label in either language. */
function readWord(reader: RowReader, { text, words, column }: WordCell): string | undefined {
  const found = Object.entries(words).find(([id, label]) => [id, label.zh, label.en].includes(text));
  if (found) return found[0];
  const labels = Object.values(words).map(label => label.zh);
  const near = nearest(text, labels);
  return complain(reader, column, {
    code: 'unknown-word',
    zh: `没有“${text}”${near ? `，是否为“${near}”` : ''}；可填：${labels.join('、')}`,
    en: `There is no "${text}"; possible: ${Object.keys(words).join(', ')}`,
  });
}

type Members = { field: 'unit' | 'person'; members: readonly { id: string; name: string }[] | undefined };

function readMember(reader: RowReader, { field, members }: Members): string | undefined {
  const heading = reader.columns.fields[field] ?? field;
  const text = textOf(reader.row, heading);
  if (!text)
    return complain(reader, heading, { code: 'missing', zh: '没有填单位', en: 'The unit is missing' });
  return memberNamed(reader, text, { field, members });
}

function memberNamed(reader: RowReader, text: string, { field, members }: Members): string | undefined {
  if (!members) return text;
  const found = members.filter(member => member.id === text || member.name === text);
  if (found.length === 1) return found[0]?.id;
  const near = nearest(
    text,
    members.map(member => member.name),
  );
  const column = reader.columns.fields[field] ?? field;
  if (found.length > 1)
    return complain(reader, column, {
      code: 'ambiguous',
      zh: `名册中有${found.length}个“${text}”`,
      en: `There are ${found.length} called "${text}" in the roster`,
    });
  return complain(reader, column, {
    code: field === 'unit' ? 'unknown-unit' : 'unknown-person',
    zh: `名册中没有“${text}”${near ? `，是否为“${near}”` : ''}`,
    en: `"${text}" is not in the roster${near ? `, did you mean "${near}"` : ''}`,
  });
}

/** Names in the order written, parted by 、 , ; or spaces. */
function readPersons(reader: RowReader): FactPerson[] {
  const names = listed(textOf(reader.row, reader.columns.fields.person));
  const shares = listed(textOf(reader.row, reader.columns.fields.share)).map(text => sharePart(reader, text));
  return names.flatMap((name, i) => {
    const id = memberNamed(reader, name, { field: 'person', members: reader.roster?.persons });
    const share = shares[i];
    return id === undefined ? [] : [{ id, ...(share !== undefined && { share }) }];
  });
}

/** 60%, 0.6. */
function sharePart(reader: RowReader, text: string): string | undefined {
  const percent = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(text);
  const number = percent ? Number(percent[1]) / 100 : Number(text);
  if (Number.isFinite(number) && number >= 0 && number <= 1) return String(number);
  const column = reader.columns.fields.share ?? 'share';
  return complain(reader, column, {
    code: 'bad-decimal',
    zh: `“${text}”不是比例，应如 60% 或 0.6`,
    en: `"${text}" is not a share; write 60% or 0.6`,
  });
}

function readCoUnits(reader: RowReader): string[] {
  return listed(textOf(reader.row, reader.columns.fields.coUnits)).flatMap(
    name => memberNamed(reader, name, { field: 'unit', members: reader.roster?.units }) ?? [],
  );
}

/** Parted by 、 , ; or spaces. */
export function listed(text: string): string[] {
  return text.split(/[、,，;；\s]+/).filter(Boolean);
}

const DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/;
/** Serial number that spreadsheets give to 1970-01-01. */
const SERIAL_EPOCH = 25_569;

function readDate(reader: RowReader, field: 'date' | 'booked'): string | undefined {
  return dayIn(reader, reader.columns.fields[field] ?? field);
}

function dayIn(reader: RowReader, heading: string): string | undefined {
  const cell = reader.row[heading];
  if (cell instanceof Date && !Number.isNaN(cell.getTime()))
    return formatDay(Math.floor(cell.getTime() / 86_400_000));
  if (typeof cell === 'number' && cell > 20_000 && cell < 80_000)
    return formatDay(Math.floor(cell) - SERIAL_EPOCH);
  const text = textOf(reader.row, heading);
  const match = DATE.exec(text);
  const day = match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : '';
  if (parseDay(day) !== null) return day;
  return complain(reader, heading, {
    code: 'bad-day',
    zh: text ? `“${text}”不是日期，应如 2026-03-12 或 2026年3月12日` : '没有填日期',
    en: text ? `"${text}" is not a date; write it as 2026-03-12` : 'The date is missing',
  });
}

const YES = ['是', '√', '✓', 'yes', 'true', '1', 'y'];
const NO = ['否', '×', 'no', 'false', '0', 'n', '无'];

function readAttribute(reader: RowReader, attribute: Attribute, heading: string): AttributeValue | undefined {
  if (attribute.type === 'day') return isEmpty(reader.row[heading]) ? undefined : dayIn(reader, heading);
  const text = textOf(reader.row, heading);
  if (!text) return undefined;
  if (attribute.type === 'word')
    return readWord(reader, { text, words: attribute.values ?? {}, column: heading });
  if (attribute.type === 'text') return text;
  if (attribute.type === 'yes-no') {
    if (YES.includes(text.toLowerCase())) return true;
    if (NO.includes(text.toLowerCase())) return false;
    return complain(reader, heading, {
      code: 'not-yes-no',
      zh: `“${text}”应填“是”或“否”`,
      en: `"${text}" should be yes or no`,
    });
  }
  const number = Number(text.replace(/[,，]/g, ''));
  if (Number.isFinite(number)) return number;
  return complain(reader, heading, {
    code: 'bad-decimal',
    zh: `“${text}”不是数`,
    en: `"${text}" is not a number`,
  });
}
