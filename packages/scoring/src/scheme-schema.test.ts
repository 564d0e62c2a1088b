/** The published JSON Schema knows the same entries as the reader: what the reader says is possible, place by place. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { mismatches, type Schema } from '../test/matches-schema.ts';
import { FOLDER } from '../test/presets.ts';
import { parseScheme } from './index.ts';

type Node = {
  properties?: Record<string, Node>;
  anyOf?: Node[];
  $ref?: string;
  items?: Node;
  additionalProperties?: Node | false;
};
const ROOT = JSON.parse(
  readFileSync(new URL('../../../docs/scheme.schema.json', import.meta.url), 'utf8'),
) as Node & { $defs: Record<string, Node> };

/** Entries of a place, through references and alternatives; `choose` may stand anywhere and is left out. */
function entriesOf(node: Node | undefined): string[] {
  if (!node) return [];
  if (node.$ref) return entriesOf(ROOT.$defs[node.$ref.replace('#/$defs/', '')]);
  const own = Object.keys(node.properties ?? {});
  return [...new Set([...own, ...(node.anyOf ?? []).flatMap(entriesOf)])]
    .filter(key => key !== 'choose')
    .sort();
}

function stepNode(defs: 'step' | 'closing', name: string): Node | undefined {
  return ROOT.$defs[defs]?.anyOf?.find(node => node.properties?.[name])?.properties?.[name];
}

const clause = (steps: string) => `clauses: [ { id: c, steps: [ ${steps} ] } ]`;
const ledger = (step: string) => `ledgers: { main: { steps: [ ${step} ] } }`;

/** What the reader says is possible where it meets an entry `zzz`. */
function possible(text: string): string[] {
  const parsed = parseScheme(text);
  const problem = parsed.ok
    ? undefined
    : parsed.problems.find(item => item.code === 'unknown-key' && item.path.endsWith('zzz'));
  return (problem?.en.split('possible here: ')[1] ?? '').split(', ').sort();
}

describe('reader and schema agree', () => {
  test.each([
    ['the document', 'zzz: 1', ROOT],
    ['a clause', 'clauses: [ { zzz: 1 } ]', ROOT.$defs.clause],
    ['a ledger', 'ledgers: { main: { zzz: 1 } }', ROOT.$defs.ledger],
    ['an attribute', 'attributes: { a: { zzz: 1 } }', ROOT.$defs.attribute],
    ['a switch', 'switches: { a: { zzz: 1 } }', ROOT.$defs.switch],
    ['a ranking', 'rankings: [ { zzz: 1 } ]', ROOT.$defs.ranking],
    ['an award', 'awards: [ { zzz: 1 } ]', ROOT.$defs.award],
    ['seats', 'awards: [ { seats: { zzz: 1 } } ]', ROOT.$defs.award?.properties?.seats],
    ['an amount', clause('{ value: { zzz: 1 } }'), ROOT.$defs.amount],
    ...['select', 'judged', 'limit', 'round', 'combine', 'credit', 'tally', 'target', 'bands'].map(
      step => [step, clause(`{ ${step}: { zzz: 1 } }`), stepNode('step', step)] as const,
    ),
    ...['part', 'limit', 'round', 'gate'].map(
      step => [`closing ${step}`, ledger(`{ ${step}: { zzz: 1 } }`), stepNode('closing', step)] as const,
    ),
  ] as const)('%s', (_, text, node) => {
    expect(entriesOf(node).length).toBeGreaterThan(1);
    // best, first and last stand below combine's count in the schema, in an alternative of their own
    expect(possible(text)).toEqual(entriesOf(node));
  });

  test('the steps themselves', () => {
    const names = (defs: 'step' | 'closing') => entriesOf(ROOT.$defs[defs]);
    expect(possible(clause('{ zzz: 1 }'))).toEqual(names('step'));
    expect(possible(ledger('{ zzz: 1 }'))).toEqual(names('closing'));
  });
});

describe('documents', () => {
  test.each(readdirSync(FOLDER))('%s matches the published schema', file => {
    expect(mismatches(ROOT as Schema, parse(readFileSync(new URL(file, FOLDER), 'utf8')))).toEqual([]);
  });

  test.each([
    ['an unknown entry', 'numbers:', 'nmbers:'],
    ['an unknown step', 'combine:', 'combin:'],
    ['a word outside its list', 'later: { choose: later-higher', 'later: { chose: later-higher'],
  ])('%s does not', (_, from, to) => {
    const text = readFileSync(new URL('street-office.yaml', FOLDER), 'utf8');
    expect(text, 'the text to be spoilt is not there').toContain(from);
    expect(mismatches(ROOT as Schema, parse(text.replace(from, to)))).not.toEqual([]);
  });
});
