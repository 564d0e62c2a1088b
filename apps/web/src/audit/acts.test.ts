import { contract } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { ACT_NOUNS, actName, actWords } from './acts.ts';

type Procedure = { '~orpc': { meta: { writes: boolean } } };

/** The names of all endpoints that write, as the trail records them. */
function writing(node: object, path: readonly string[] = []): string[] {
  if ('~orpc' in node) return (node as Procedure)['~orpc'].meta.writes ? [path.join('.')] : [];
  return Object.entries(node).flatMap(([name, part]) => writing(part as object, [...path, name]));
}

test('every act that is recorded has its words', () => {
  const nameless = writing(contract).filter(act => !(act in actWords.zh));
  expect(nameless).toEqual([]);
});

test('every noun of the filter begins some act, and every act but one begins with one', () => {
  const acts = Object.keys(actWords.zh);
  expect(ACT_NOUNS.filter(noun => !acts.some(act => act.startsWith(`${noun}.`)))).toEqual([]);
  const rest = acts.filter(act => !ACT_NOUNS.some(noun => act.startsWith(`${noun}.`)));
  expect(rest).toEqual(['setup.begin']);
});

test('an act without words keeps its name', () => {
  expect(actName('manuscripts.submit')).toBe('报送稿件');
  expect(actName('somebody.danced')).toBe('somebody.danced');
});
