import type { Problem } from '@xinxuan/scoring';
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
