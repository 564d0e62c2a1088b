import type { RosterProblem } from '@xinxuan/contract';
import type { Finding } from '../../files/finding.ts';

export function problemsOf(findings: Finding[]): RosterProblem[] {
  return findings.map(({ code, zh, en, where }) => ({ cell: where ?? '', reason: code, zh, en }));
}
