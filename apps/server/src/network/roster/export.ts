import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { RosterRow } from '../../documents/roster.ts';
import { writeRoster } from '../../documents/write-roster.ts';
import { acts } from '../../http/endpoint.ts';
import { keepFile } from '../../http/keep-file.ts';
import { isRefusal } from '../../http/refusal.ts';
import { livesOn } from '../unit.ts';
import { knownUnits, type RosterLine, rosterLines } from './queries.ts';
import type { KnownUnit } from './state.ts';
import { labelOf } from './unit-names.ts';

/** The roster of a day as the workbook that the check takes back without a word. */
export const exportRoster = acts(contract.network.roster.export, async call => {
  const { input, tx, now, actor, server, record } = call;
  const day = input.asOf ?? dayOf(now);
  const units = (await knownUnits(tx, day)).filter(unit =>
    livesOn({ name: unit.name, opened_on: unit.openedOn, closed_on: unit.closedOn }, day),
  );
  const bytes = await writeRoster(rowsOf(units, await rosterLines(tx, day)));
  const kept = await keepFile(tx, server, { bytes, name: `名册 ${day}.xlsx`, actor, now });
  if (isRefusal(kept)) return kept;
  record(kept.fileId, null, { asOf: day, units: units.length });
  return kept;
});

/** Units in the order of the tree; under each its people, one row for each term with all roles of that term. */
function rowsOf(units: KnownUnit[], lines: RosterLine[]): RosterRow[] {
  const byId = new Map(units.map(unit => [unit.id, unit]));
  const lineUp = Map.groupBy(lines, line => line.unitId);
  const rows: Omit<RosterRow, 'row'>[] = [];
  for (const unit of [...units].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const above = unit.parentId ? byId.get(unit.parentId) : undefined;
    const parent = above ? labelOf(above, units) : null;
    const { name, group, openedOn } = unit;
    const written = { code: null, name, parent, group, openedOn };
    const terms = Map.groupBy(lineUp.get(unit.id) ?? [], line =>
      [line.personId, line.fromOn, line.toOn].join(),
    );
    if (terms.size === 0) rows.push({ unit: written, person: null });
    for (const [first, ...others] of terms.values()) {
      if (!first) continue;
      const { userName, title, phone, email, fromOn, toOn } = first;
      const roles = [first, ...others].map(line => line.role);
      const person = { name: first.name, userName, title, roles, phone, email, fromOn, toOn };
      rows.push({ unit: written, person });
    }
  }
  // The first row of the sheet holds the headings.
  return rows.map((row, index) => ({ row: index + 2, ...row }));
}
