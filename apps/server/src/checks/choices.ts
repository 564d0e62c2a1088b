import type { ManuscriptType, RuleMode } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { RuleChoice } from '../text/quality/check.ts';
import { RULES } from '../text/quality/check.ts';
import type { Rule, Severity } from '../text/quality/rule.ts';
import { type Chosen, choicesAlong } from './queries.ts';

/** How the rules hold somewhere: what the check is told, and which rules let nothing be sent. */
export type Holding = { choice: RuleChoice; blocking: ReadonlySet<string> };

/**
 * The choice that holds for a rule: the nearest desk's, and there one for the type before one for all types.
 * `along`: the choices of the units on the path, the topmost first.
 */
export function choiceThatHolds(
  along: readonly Chosen[],
  of: { rule: string; type: ManuscriptType | null },
): Chosen | null {
  let held: Chosen | null = null;
  for (const each of along) {
    if (each.rule !== of.rule || (each.type !== '' && each.type !== of.type)) continue;
    const nearer = held === null || each.depth > held.depth;
    if (nearer || (each.depth === held?.depth && each.type !== '')) held = each;
  }
  return held;
}

/** What the law asks for can be made blocking and is never made weaker. */
export function modeOf(rule: Pick<Rule, 'floor'>, chosen: RuleMode | undefined): RuleMode {
  if (chosen === undefined || (rule.floor && chosen !== 'blocking')) return 'normal';
  return chosen;
}

const SEVERITY_OF: Record<RuleMode, (rule: Rule) => Severity | 'off'> = {
  off: () => 'off',
  advice: () => 'note',
  normal: rule => rule.severity,
  blocking: rule => (rule.severity === 'block' ? 'block' : 'error'),
};

export function holdingOf(along: readonly Chosen[], type: ManuscriptType | null): Holding {
  const modes = RULES.map(rule => {
    const held = choiceThatHolds(along, { rule: rule.id, type });
    return { rule, mode: modeOf(rule, held?.choice) };
  });
  return {
    choice: new Map(
      modes.flatMap(({ rule, mode }) =>
        mode === 'normal' ? [] : [[rule.id, SEVERITY_OF[mode](rule)] as const],
      ),
    ),
    blocking: new Set(modes.flatMap(({ rule, mode }) => (mode === 'blocking' ? [rule.id] : []))),
  };
}

/** How the rules hold for a type of manuscript at a unit. */
export async function holdingAt(
  reader: Reader,
  at: { unitPath: string; type: ManuscriptType | null },
): Promise<Holding> {
  return holdingOf(await choicesAlong(reader, at.unitPath), at.type);
}
