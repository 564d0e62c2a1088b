import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { whyNotHere } from '../http/rights.ts';
import { cleanText } from '../manuscripts/paper.ts';
import { checkFound } from './check-found.ts';
import { keyOf } from './check-history.ts';
import { whyNotChange } from './import.ts';
import { type Known, knownToImport } from './known-queries.ts';
import { problem } from './problems.ts';
import { lockImport } from './queries.ts';
import { changeRow, isTaken, lockRow } from './row-queries.ts';
import type { Found } from './tables.ts';
import { rowView, standingOf } from './views.ts';

type Fields = {
  title?: string | undefined;
  unitId?: string | undefined;
  authorIds?: string[] | undefined;
  sentOn?: string | null | undefined;
  eventOn?: string | null | undefined;
  type?: Found['type'] | undefined;
};

/** Puts one row right, or leaves it out; what was found wrong is looked at again. */
export const saveRow = acts(contract.imports.saveRow, async ({ input, actor, tx, now, may, record }) => {
  const of = await lockImport(tx, input.id);
  const row = of && (await lockRow(tx, of.id, input.number));
  if (!of || !row?.found || row.state === 'taken') return notFound('这一行', 'row');
  const why = firstOf(may({ unitPath: of.unit_path }), whyNotChange(standingOf(of)));
  if (why) return why;
  const known = await knownToImport(tx);
  const found = putRight(row.found, input, known);
  const reaches = (unitPath: string): boolean => !whyNotHere(actor, 'import.manage', { unitPath });
  const checked = checkFound(found, { known, today: dayOf(now), reaches });
  const told = row.problems.filter(each => each.field === 'file' || each.field === 'outlet');
  const key = keyOf(found);
  const again = await isTaken(tx, key);
  const problems = [
    ...checked.problems,
    ...told,
    ...(again ? [problem('taken_before', { field: 'title' })] : []),
  ];
  const open = told.some(each => each.weight === 'error') ? 'wrong' : checked.state;
  const state = input.skip ? ('skipped' as const) : again ? ('repeated' as const) : open;
  await changeRow(tx, { importId: of.id, number: row.number }, { found, problems, key, state });
  record(of.id, { row: row.number, state: row.state }, { row: row.number, state, title: found.title });
  return rowView({ ...row, found, problems, key, state });
});

function putRight(found: Found, fields: Fields, { units, people }: Known): Found {
  const { title, unitId, authorIds, sentOn, eventOn, type } = fields;
  const unit = units.find(each => each.id === unitId);
  const authors = authorIds?.flatMap(id => {
    const person = people.find(each => each.id === id);
    return person ? [{ id, text: person.name }] : [];
  });
  const touched = new Set<string>([
    ...(title === undefined ? [] : ['title']),
    ...(unit ? ['unit'] : []),
    ...(authors ? ['correspondents'] : []),
    ...(eventOn === undefined && sentOn === undefined ? [] : ['eventOn']),
    ...(type === undefined ? [] : ['type']),
  ]);
  return {
    ...found,
    ...(title !== undefined && { title: cleanText(title).trim() }),
    ...(unit && { unit: { id: unit.id, text: unit.name } }),
    ...(authors && { authors }),
    ...(sentOn !== undefined && { sentOn }),
    ...(eventOn !== undefined && { eventOn }),
    ...(type !== undefined && { type }),
    unsure: found.unsure.filter(each => !touched.has(each)),
  };
}
