import type { TrialChoices, TrialProposed } from '@xinxuan/contract';
import { periodOf, SPANS, type Span, spanOf } from '../period.ts';

/** A choice in a list is text: what kind of thing is meant stands before its name. */
export const PASTED = 'text:';

export function proposedOf(value: string, yaml: string): TrialProposed | null {
  const [kind = '', name = ''] = value.split(':');
  if (kind === 'scheme') return { kind, id: name };
  if (kind === 'preset') return { kind, name };
  return kind === 'text' && yaml.trim() ? { kind, yaml } : null;
}

export type PeriodChoice = { period: string; span: Span; facts: number };

/** Years, quarters and months that have facts, newest first, with how many. */
export function periodsOf(months: TrialChoices['months']): PeriodChoice[] {
  const facts = new Map<string, number>();
  for (const { month, facts: count } of months) {
    for (const span of SPANS) {
      const period = periodOf(`${month}-01`, span);
      facts.set(period, (facts.get(period) ?? 0) + count);
    }
  }
  return [...facts]
    .map(([period, count]) => ({ period, span: spanOf(period), facts: count }))
    .sort((a, b) => SPANS.indexOf(a.span) - SPANS.indexOf(b.span) || (a.period < b.period ? 1 : -1));
}
