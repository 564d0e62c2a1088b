import type { CheckedScheme } from '@xinxuan/contract';

type Finding = CheckedScheme['problems'][number];

/**
 * What the check found, each mistake once: a step that several clauses share is one place of the text, so its mistake
 * is told where it stands first.
 */
export function toldOnce(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ line, code, zh }) => {
    const said = `${line} ${code} ${zh}`;
    if (line === null || !told.has(said)) {
      told.add(said);
      return true;
    }
    return false;
  });
}

/** The number under which a clause is printed, 五（二）5, by its id; a clause without one keeps its id. */
export function printedNumbers(document: CheckedScheme['document']): Map<string, string> {
  const clauses: unknown = document?.['clauses'];
  if (!Array.isArray(clauses)) return new Map();
  return new Map(
    clauses.flatMap((clause: { id?: unknown; rule?: unknown } | null) =>
      clause?.id && clause.rule ? [[String(clause.id), String(clause.rule)] as const] : [],
    ),
  );
}
