import type { Problem, Scheme } from '@xinxuan/scoring';
import { type Refusal, refuse } from '../../http/refusal.ts';
import { problemView } from './scheme.ts';

/** A text that cannot be read has no document; the refusal carries every mistake. */
export function whyNotPrinted(problems: readonly Problem[]): Refusal {
  const [first] = problems;
  const line = first?.line === undefined ? '' : `第 ${first.line} 行：`;
  const at = first?.line === undefined ? '' : `line ${first.line}: `;
  return refuse('invalid', 'scheme_problems', {
    zh: `办法文本有 ${problems.length} 处错误，改正后才能成文和比较。${line}${first?.zh ?? ''}。`,
    en: `The scheme has ${problems.length} mistakes; mend them before it is printed or compared. ${at}${first?.en ?? ''}.`,
    details: { problems: problems.map(problemView) },
  });
}

/**
 * A text that is or was in force says the days that it really counts, whatever day it hoped for: these are what points
 * are computed by.
 */
export function asInForce(
  scheme: Scheme,
  kept: { from_on: string | null; to_on: string | null } | null,
): Scheme {
  if (!kept?.from_on) return scheme;
  return { ...scheme, effective: { from: kept.from_on, ...(kept.to_on && { to: kept.to_on }) } };
}
