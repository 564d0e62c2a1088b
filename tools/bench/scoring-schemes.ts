import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileScheme, type Plan, parseScheme } from '@xinxuan/scoring';

/** The schemes that are measured. */
export const SCHEMES = ['simple', 'thirty'] as const;
export type SchemeName = (typeof SCHEMES)[number];

const STREET_OFFICE = readFileSync(
  fileURLToPath(new URL('../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);

const LEVELS = ['national', 'provincial', 'municipal', 'district'];

/** Nineteen clauses beside the street office's eleven, of the kinds that printed schemes have. */
function furtherClauses(): string {
  const clause = (id: string, ledger: string, steps: string[]) =>
    [
      `  - id: ${id}`,
      `    rule: 附 ${id}`,
      `    text: { zh: 附加 ${id}, en: further ${id} }`,
      `    ledger: ${ledger}`,
      '    steps:',
      ...steps.map(step => `      - ${step}`),
    ].join('\n');
  const of = (level: string) => `select: { kind: adopted, where: "level == '${level}'" }`;
  return [
    ...LEVELS.map((level, i) =>
      clause(`front-${level}`, 'publicity', [
        `select: { kind: adopted, where: "level == '${level}' && position == 'front_lead'" }`,
        `value: ${4 - i}`,
        'combine: { key: manuscript, count: highest }',
      ]),
    ),
    ...LEVELS.map((level, i) =>
      clause(`monthly-${level}`, 'publicity', [
        of(level),
        'tally: { of: count, per: month }',
        `target: { number: ${i + 1}, met: 5, missing: -0.5 }`,
      ]),
    ),
    ...LEVELS.map(level =>
      clause(`capped-${level}`, 'publicity', [
        of(level),
        'value: { by: genre, table: { long: 2, brief: 1 } }',
        `{ add: 0.5, when: "position != 'ordinary'" }`,
        'limit: { per: quarter, most: 20 }',
      ]),
    ),
    ...LEVELS.map(level =>
      clause(`banded-${level}`, 'publicity', [
        of(level),
        'tally: { of: distinct, distinct: manuscript, per: quarter }',
        'bands: { bands: [{ from: 3, gives: 2 }, { from: 6, gives: 5 }, { from: 12, gives: 8 }] }',
      ]),
    ),
    clause('person-leads', 'personal', [
      "select: { kind: adopted, where: position != 'ordinary' }",
      'value: 2',
      'credit: { to: persons, share: equal }',
    ]),
    clause('person-long', 'personal', [
      "select: { kind: adopted, where: genre == 'long' }",
      'value: { by: level, table: { national: 4, provincial: 3, municipal: 2, district: 1 } }',
      'combine: { key: manuscript, count: highest }',
    ]),
    clause('person-months', 'personal', [
      'select: { kind: adopted }',
      'tally: { of: count, per: month }',
      'bands: { bands: [{ from: 1, gives: 1 }, { from: 3, gives: 2 }] }',
    ]),
  ].join('\n\n');
}

const THIRTY = STREET_OFFICE.replace('\nrankings:', `\n${furtherClauses()}\n\nrankings:`);

/**
 * `simple`: the one clause that a single SQL statement can say, for units. `thirty`: thirty clauses, with persons as
 * owners beside the units.
 */
export function planOf(name: SchemeName): Plan {
  const parsed = parseScheme(name === 'simple' ? STREET_OFFICE : THIRTY);
  if (!parsed.ok) throw new Error(`the scheme ${name} cannot be read: ${JSON.stringify(parsed.problems)}`);
  const { scheme } = parsed;
  if (name === 'thirty') {
    if (scheme.clauses.length !== 30) throw new Error(`${scheme.clauses.length} clauses instead of 30`);
    return compileScheme(scheme);
  }
  const { publicity } = scheme.ledgers;
  return compileScheme({
    ...scheme,
    ledgers: publicity ? { publicity } : {},
    clauses: scheme.clauses.filter(clause => clause.id === 'adoption'),
    rankings: [],
  });
}
