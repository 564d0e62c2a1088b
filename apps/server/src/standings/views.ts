import { parseScheme } from '@xinxuan/scoring';
import type { Actor } from '../http/actor.ts';
import { can } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import type { SchemeTable } from './tables.ts';

/** The answers to the scheme's open questions, told beside every result. */
export function switchesOf(scheme: SchemeTable): { id: string; question: string; value: string }[] {
  const parsed = parseScheme(scheme.yaml);
  if (!parsed.ok) return [];
  return Object.entries(parsed.scheme.switches).map(([id, each]) => ({
    id,
    question: each.question.zh,
    value: each.options[each.value]?.zh ?? each.value,
  }));
}

export function mayNotManage(actor: Actor) {
  return can(whyNotAct(actor, 'scheme.manage'));
}
