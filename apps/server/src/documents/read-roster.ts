import { PHONE, type Role, USER_NAME } from '@xinxuan/contract';
import type { Finding, Outcome } from '../files/finding.ts';
import { readDay } from './manuscript-day.ts';
import type { ReadRoster, RosterColumn, RosterPerson, RosterRow, RosterUnit } from './roster.ts';
import { ROLE_NAMES, ROSTER_COLUMNS } from './roster.ts';
import { rosterProblem } from './roster-problems.ts';
import { checkUnits } from './roster-units.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import { columnName } from './sheet.ts';
import { readSheet } from './xlsx.ts';

export const MAX_NAME = 60;
const EMAIL = /^[^\s@,;，；]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu;
const ROLE_OF = new Map(
  Object.entries(ROLE_NAMES).flatMap(([role, names]) => names.map(name => [name, role as Role] as const)),
);

/**
 * Reads a roster workbook. A file that cannot be read at all is refused; one that can gives all its rows, or every
 * problem in it at once, each by its cell. `known` are the names of units that the system already has.
 */
export async function readRoster(
  bytes: Uint8Array,
  known: readonly string[] = [],
): Promise<Outcome<ReadRoster>> {
  const sheet = await readSheet(bytes);
  if (!sheet.ok) return sheet;
  const [header, ...rest] = sheet.value.rows;
  const problems: Finding[] = [];
  const columns = columnsOf(header!, problems);
  if (problems.length > 0) return { ok: true, value: { ok: false, problems } };
  const rows = rest.map(row => readRow(new RowReader(row, columns, problems))).filter(row => row !== null);
  const at = (row: number, column: RosterColumn) => `${columnName(columns.get(column) ?? 0)}${row}`;
  problems.push(...checkUnits(rows, { known, at }), ...checkUserNames(rows, at));
  return {
    ok: true,
    value: problems.length > 0 ? { ok: false, problems: inOrder(problems) } : { ok: true, rows, at },
  };
}

function columnsOf(header: SheetRow, problems: Finding[]): Map<RosterColumn, number> {
  const columns = new Map<RosterColumn, number>();
  const plain = (title: string) => title.replace(/[\s\u3000*＊]|（.*?）|\(.*?\)/gu, '');
  for (const [key, { title, needed }] of Object.entries(ROSTER_COLUMNS)) {
    const cells = header.cells.filter(cell => plain(cell.text) === title);
    if (cells.length > 1) problems.push(rosterProblem('column_repeated', { name: title }, cells[1]!.address));
    else if (cells[0]) columns.set(key as RosterColumn, cells[0].column);
    else if (needed) problems.push(rosterProblem('column_missing', { name: title }, `A${header.number}`));
  }
  return columns;
}

/** The cells of one row by what they mean, and the problems found in them. */
class RowReader {
  readonly row: number;
  readonly #cells: Map<number, SheetCell>;
  readonly #columns: Map<RosterColumn, number>;
  readonly #problems: Finding[];

  constructor(row: SheetRow, columns: Map<RosterColumn, number>, problems: Finding[]) {
    this.row = row.number;
    this.#cells = new Map(row.cells.map(cell => [cell.column, cell]));
    this.#columns = columns;
    this.#problems = problems;
  }

  /** The text of a cell, null when empty. Longer text than a name may have is a problem. */
  text(column: RosterColumn, limit: number = MAX_NAME): string | null {
    const text = this.#cell(column)?.text.replace(/\s*\n\s*/gu, ' ') ?? null;
    if (text !== null && [...text].length > limit)
      this.problem('too_long', column, { name: text.slice(0, 20), limit });
    return text;
  }

  day(column: RosterColumn): string | null {
    const cell = this.#cell(column);
    if (!cell) return null;
    if (cell.date) return cell.date;
    const reading = readDay(cell.text);
    const whole = reading !== null && reading.text.length === cell.text.length;
    if (!whole || reading.day === null) this.problem('date_bad', column, { text: cell.text });
    return whole ? reading.day : null;
  }

  problem(
    code: Parameters<typeof rosterProblem>[0],
    column: RosterColumn,
    facts: Record<string, string | number> = {},
  ): void {
    this.#problems.push(
      rosterProblem(code, facts, `${columnName(this.#columns.get(column) ?? 0)}${this.row}`),
    );
  }

  #cell(column: RosterColumn): SheetCell | undefined {
    const at = this.#columns.get(column);
    return at === undefined ? undefined : this.#cells.get(at);
  }
}

function readRow(reader: RowReader): RosterRow | null {
  const name = reader.text('unit');
  const person = readPerson(reader);
  const unit: Omit<RosterUnit, 'name'> = {
    code: reader.text('code'),
    parent: reader.text('parent'),
    group: reader.text('group'),
    openedOn: reader.day('openedOn'),
  };
  if (name === null) {
    reader.problem('unit_missing', 'unit');
    return null;
  }
  return { row: reader.row, unit: { ...unit, name }, person };
}

function readPerson(reader: RowReader): RosterPerson | null {
  const name = reader.text('name', 30);
  const person = {
    userName: checked(reader, 'userName', { form: USER_NAME, code: 'user_name_bad' }),
    title: reader.text('title') ?? '',
    phone: checked(reader, 'phone', { form: PHONE, code: 'phone_bad' }),
    email: checked(reader, 'email', { form: EMAIL, code: 'email_bad' }),
    fromOn: reader.day('fromOn'),
    toOn: reader.day('toOn'),
  };
  const written = reader.text('roles');
  if (name === null) {
    const what =
      written !== null
        ? ROSTER_COLUMNS.roles.title
        : person.userName !== null
          ? ROSTER_COLUMNS.userName.title
          : null;
    if (what) reader.problem('person_missing', 'name', { what });
    return null;
  }
  if (written === null) reader.problem('role_missing', 'roles', { name });
  if (person.fromOn && person.toOn && person.toOn < person.fromOn) reader.problem('term_reversed', 'toOn');
  return {
    name: name.replace(/(?<=^\p{Script=Han})[\s\u3000]+(?=\p{Script=Han}$)/u, ''),
    ...person,
    roles: rolesOf(reader, written ?? ''),
  };
}

function checked(
  reader: RowReader,
  column: RosterColumn,
  { form, code }: { form: RegExp; code: 'user_name_bad' | 'phone_bad' | 'email_bad' },
): string | null {
  const text = reader.text(column, 100);
  if (text === null || form.test(text)) return text;
  reader.problem(code, column, { text, name: text });
  return text;
}

function rolesOf(reader: RowReader, written: string): Role[] {
  const roles = new Set<Role>();
  for (const name of written.split(/[、，,;；/\s\u3000]+/u).filter(Boolean)) {
    const role = ROLE_OF.get(name);
    if (role) roles.add(role);
    else
      reader.problem('role_unknown', 'roles', {
        name,
        known: Object.values(ROLE_NAMES)
          .map(names => names[0])
          .join('、'),
      });
  }
  return [...roles];
}

/** One user name is one person; the same person may stand in several rows, once for each unit. */
function checkUserNames(rows: RosterRow[], at: (row: number, column: RosterColumn) => string): Finding[] {
  const owners = new Map<string, RosterRow>();
  const problems: Finding[] = [];
  for (const row of rows) {
    const userName = row.person?.userName;
    if (!userName) continue;
    const owner = owners.get(userName);
    if (!owner) owners.set(userName, row);
    else if (owner.person?.name !== row.person?.name) {
      problems.push(
        rosterProblem(
          'user_name_taken',
          { name: userName, other: at(owner.row, 'userName') },
          at(row.row, 'userName'),
        ),
      );
    }
  }
  return problems;
}

function inOrder(problems: Finding[]): Finding[] {
  const key = ({ where = '' }: Finding) =>
    Number(/\d+$/u.exec(where)?.[0] ?? 0) * 1000 + (where.codePointAt(0) ?? 0);
  return problems.sort((a, b) => key(a) - key(b));
}
