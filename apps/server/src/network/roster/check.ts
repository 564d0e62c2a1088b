import { contract } from '@xinxuan/contract';
import { answers } from '../../http/endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { checkRoster } from './read.ts';
import { problemsOf } from './views.ts';

export const tryRoster = answers(contract.network.roster.check, async call => {
  const checked = await checkRoster(call, call.input.fileId);
  if (isRefusal(checked)) return checked;
  const { units, people, posts } = checked.plan;
  const addedUnits = units.filter(unit => unit.added).length;
  return {
    problems: problemsOf(checked.problems),
    units: { added: addedUnits, kept: units.length - addedUnits },
    people: { added: people.added.length, changed: people.changed.length, kept: people.kept.length },
    appointments: { added: posts.added.length, kept: posts.kept.length },
  };
});
