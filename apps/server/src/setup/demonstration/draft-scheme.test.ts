import { readFileSync } from 'node:fs';
import { parseScheme, scoreTable } from '@xinxuan/scoring';
import { expect, test } from 'vitest';
import { DRAFT_EXAMPLES, revisedDraft } from './draft-scheme.ts';
import { withHonours } from './scheme.ts';

const IN_FORCE = withHonours(
  readFileSync(
    new URL('../../../../../packages/scoring/schemes/street-office.yaml', import.meta.url),
    'utf8',
  ),
);

function schemeOf(yaml: string) {
  const parsed = parseScheme(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

test('the draft changes the amounts that its note names, and nothing that scores besides', () => {
  const before = schemeOf(IN_FORCE);
  const draft = schemeOf(revisedDraft(IN_FORCE));
  const changed = draft.clauses.filter(
    (clause, i) => JSON.stringify(clause) !== JSON.stringify(before.clauses[i]),
  );
  expect(changed.map(clause => clause.id)).toEqual([
    'adoption',
    'year',
    'opinion-adopted',
    'adoption-person',
  ]);
  expect(draft.title.zh).toContain('2027年修订草案');
});

test('its examples are read without a problem and come to the new amounts', () => {
  const scored = scoreTable({ scheme: schemeOf(revisedDraft(IN_FORCE)), rows: DRAFT_EXAMPLES });
  expect(scored.problems).toEqual([]);
  const counted = scored.ledger.lines.filter(line => ['adoption', 'opinion-adopted'].includes(line.clause));
  expect(counted.map(line => line.points).sort()).toEqual(['0', '20', '65']);
});
