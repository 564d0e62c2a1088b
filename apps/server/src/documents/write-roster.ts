import type { RosterColumn, RosterRow } from './roster.ts';
import { ROLE_NAMES, ROSTER_COLUMNS } from './roster.ts';
import { writeSheet } from './xlsx.ts';

/** Writes a roster as the workbook that `readRoster` reads; without rows it is the template to fill in. */
export function writeRoster(rows: RosterRow[]): Promise<Uint8Array> {
  const columns = Object.values(ROSTER_COLUMNS).map(({ title, width }) => ({ title, width }));
  const written = rows.map(row =>
    (Object.keys(ROSTER_COLUMNS) as RosterColumn[]).map(column => cellText(row, column)),
  );
  const roles = Object.values(ROLE_NAMES).map(names => [names[0]!, names.slice(1).join('、')]);
  return writeSheet({
    sheets: [
      { name: '名册', columns, rows: written },
      {
        name: '角色说明',
        columns: [
          { title: '角色', width: 16 },
          { title: '也可写作', width: 40 },
        ],
        rows: roles,
      },
    ],
  });
}

function cellText({ unit, person }: RosterRow, column: RosterColumn): string | null {
  if (column === 'unit') return unit.name;
  if (column === 'code' || column === 'parent' || column === 'group' || column === 'openedOn')
    return unit[column];
  if (!person) return null;
  return column === 'roles' ? person.roles.map(role => ROLE_NAMES[role][0]!).join('、') : person[column];
}
