import type { ImportProblem, ImportRowState } from '@xinxuan/contract';
import type { Known } from './known-queries.ts';
import { problem } from './problems.ts';
import type { Found } from './tables.ts';

type Against = { known: Known; today: string; reaches: (unitPath: string) => boolean };

/** What keeps a document from being taken in as it stands now: found by the reader, or put right by a person. */
export function checkFound(
  found: Found,
  { known, today, reaches }: Against,
): { state: ImportRowState; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const unit = known.units.find(each => each.id === found.unit.id);
  const text = found.unit.text;
  if (found.title.trim() === '') problems.push(problem('title_missing', { field: 'title' }));
  if (!unit)
    problems.push(problem(text === '' ? 'unit_missing' : 'unit_unknown', { field: 'unit', value: text }));
  else if (!reaches(unit.path)) problems.push(problem('unit_away', { field: 'unit', value: unit.name }));
  else if (found.sentOn && (found.sentOn < unit.openedOn || (unit.closedOn && found.sentOn > unit.closedOn)))
    problems.push(problem('unit_closed', { field: 'unit', value: unit.name }));
  if (found.sentOn && found.sentOn > today)
    problems.push(problem('day_future', { field: 'sentOn', value: found.sentOn }));
  for (const author of found.authors)
    if (!author.id) problems.push(problem('author_unknown', { field: 'authors', value: author.text }));
  const [first] = found.repeats;
  if (first)
    problems.push(problem('repeat_of', { field: 'title', value: first.title, taken: String(first.percent) }));
  const state = problems.some(each => each.weight === 'error') ? 'wrong' : 'ready';
  return { state, problems };
}
