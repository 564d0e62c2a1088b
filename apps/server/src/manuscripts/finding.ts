import { createHash } from 'node:crypto';
import type { FindingAnswer, QualityFinding } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';
import { RULES } from '../text/quality/check.ts';
import { NEVER_QUOTED, TO_BE_CLEARED } from '../text/quality/secrecy.ts';

/** Findings about the whole text quote nothing; their place is where they are shown. */
const OF_THE_WHOLE = /^C(?!4)/;
const PERSONAL = /^D/;
const LONGEST_QUOTE = 60;

/**
 * The passage as it may be kept: nothing of what hints at secrets, personal data with its middle struck out, so that the
 * record does not hold what was masked in the text.
 */
export function quoteOf(rule: string, text: string): string | null {
  if (NEVER_QUOTED.has(rule)) return null;
  if (OF_THE_WHOLE.test(rule)) return '';
  if (PERSONAL.test(rule)) return struckOut(text);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 2)}……` : text;
}

function struckOut(text: string): string {
  const characters = [...text];
  const kept = characters.length > 6 ? 2 : 1;
  return characters
    .map((each, at) => (at < kept || at >= characters.length - (kept - 1) ? each : '*'))
    .join('');
}

/** Names a wording, so that an answer holds for it wherever it stands in the manuscript. */
export function wordingOf(rule: string, quote: string): string {
  return createHash('sha256').update(`${rule}\0${quote}`).digest('hex').slice(0, 32);
}

/** Leaving a fault in, or calling it none, wants a reason; what hints at secrets is cleared by two persons instead. */
export function whyNotAnswer(rule: string, answer: FindingAnswer | null, reason: string): Refusal | null {
  if (!RULES.some(each => each.id === rule)) {
    return refuse('not_found', 'not_found', {
      zh: '没有这条检查规则。请刷新后再试。',
      en: 'There is no such rule. Reload and try again.',
    });
  }
  if (TO_BE_CLEARED.has(rule) || rule === 'S1') {
    return refuse('wrong_state', 'to_be_cleared', {
      zh: '保密类问题不由作者答复，须由两名审查人在稿件页面作保密审查。',
      en: 'What hints at secrets is not for the writer to answer: two persons clear it on the page of the manuscript.',
    });
  }
  if (answer === null || answer === 'repaired' || reason.trim().length >= 2) return null;
  return refuse('invalid', 'reason_missing', {
    zh: '请写明理由，审核人会看到。',
    en: 'Give a reason; the reviewers will see it.',
    fields: { reason: { zh: '至少两个字', en: 'two characters at least' } },
  });
}

/** Nothing is sent while a rule that the desk made blocking finds something. */
export function whyNotClean(
  findings: readonly QualityFinding[],
  blocking: ReadonlySet<string>,
): Refusal | null {
  const stops = findings.filter(each => blocking.has(each.rule));
  const first = stops[0];
  if (!first) return null;
  return refuse('invalid', 'check_blocks', {
    zh: `质量检查有 ${stops.length} 处必须改正才能报送：${first.zh}`,
    en: `The check found ${stops.length === 1 ? 'something that has' : `${stops.length} passages that have`} to be mended before it can be sent: ${first.en}`,
    details: { rules: [...new Set(stops.map(each => each.rule))] },
  });
}
