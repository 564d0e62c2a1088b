import { createHash } from 'node:crypto';
import { CONTENT } from './content.ts';
import { DOUBLING } from './doubling.ts';
import { GARBLED } from './garbled.ts';
import { MIXING } from './mixing.ts';
import { NUMERALS } from './numerals.ts';
import { PERSONAL } from './personal.ts';
import { PUNCTUATION } from './punctuation.ts';
import { type CheckedText, type Hit, type Rule, SEVERITIES, type Severity } from './rule.ts';
import { SECRECY } from './secrecy.ts';
import { WORDING } from './wording.ts';

/** Every rule of the quality check; the order is the order of equal findings. */
export const RULES: readonly Rule[] = [
  ...SECRECY,
  ...PERSONAL,
  ...GARBLED,
  ...PUNCTUATION,
  ...NUMERALS,
  ...WORDING,
  ...CONTENT,
  ...DOUBLING,
  ...MIXING,
];

export type Finding = {
  rule: string;
  severity: Severity;
  source: string;
  part: number;
  from: number;
  to: number;
  /** The passage as it stands. */
  text: string;
  repair: string | null;
  zh: string;
  en: string;
};

/** Rules switched off, or given another severity, by type and desk. */
export type RuleChoice = ReadonlyMap<string, Severity | 'off'>;

/**
 * Names the rules as they are, so that a kept finding says by which rules it was found: twelve hexadecimal digits that
 * change with a rule's expression, sentence, severity or examples.
 */
export const RULES_VERSION = createHash('sha256').update(JSON.stringify(RULES)).digest('hex').slice(0, 12);

/** How grave a rule is as chosen; what the law asks for is never weakened. */
export function severityOf(
  rule: Pick<Rule, 'severity' | 'floor'>,
  chosen: Severity | 'off' | undefined,
): Severity | 'off' {
  if (chosen === undefined) return rule.severity;
  if (!rule.floor) return chosen;
  const weaker = chosen === 'off' || SEVERITIES.indexOf(chosen) > SEVERITIES.indexOf(rule.severity);
  return weaker ? rule.severity : chosen;
}

/**
 * Everything that the rules find, in reading order. Pure: the same text gives the same findings. Where two rules claim one
 * passage the graver one keeps its repair and the other tells without one, so that repairs never fight.
 */
export function checkQuality(text: CheckedText, choice: RuleChoice = new Map()): Finding[] {
  const findings = RULES.flatMap(rule => {
    const severity = severityOf(rule, choice.get(rule.id));
    return severity === 'off' ? [] : rule.find(text).map(hit => told(text, { ...rule, severity }, hit));
  });
  findings.sort((a, b) => a.part - b.part || a.from - b.from || graver(a, b));
  return withoutClashes(findings);
}

function told(text: CheckedText, rule: Rule, { part, from, to, repair, named }: Hit): Finding {
  const passage = text.parts[part]?.text.slice(from, to) ?? '';
  const shown = passage.length > 24 ? `${passage.slice(0, 22)}……` : passage;
  const fill = (sentence: string, language: 'zh' | 'en'): string =>
    sentence.replaceAll('{text}', shown).replaceAll('{named}', named?.[language] ?? '');
  return {
    rule: rule.id,
    severity: rule.severity,
    source: rule.source,
    part,
    from,
    to,
    text: passage,
    repair,
    zh: fill(rule.zh, 'zh'),
    en: fill(rule.en, 'en'),
  };
}

function graver(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

function withoutClashes(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const clash = kept.findLast(
      each => each.repair !== null && each.part === finding.part && each.to > finding.from,
    );
    if (!clash || finding.repair === null) kept.push(finding);
    else if (graver(finding, clash) < 0) {
      kept[kept.indexOf(clash)] = { ...clash, repair: null };
      kept.push(finding);
    } else kept.push({ ...finding, repair: null });
  }
  return kept;
}

/**
 * The parts with the repairs of the findings put in; findings without a repair change nothing.
 * @param findings of exactly this text, as `checkQuality` gave them
 */
export function repaired(text: CheckedText, findings: readonly Finding[]): CheckedText {
  const parts = text.parts.map((part, index) => {
    const here = findings
      .filter(each => each.part === index && each.repair !== null)
      .sort((a, b) => b.from - a.from);
    const mended = here.reduce(
      (words, { from, to, repair }) => words.slice(0, from) + repair + words.slice(to),
      part.text,
    );
    return { ...part, text: mended };
  });
  return { ...text, parts };
}

/**
 * Repairs until nothing is left to repair: taking readings out of a text that is traditional as a whole uncovers what the
 * conversion then mends. At most five rounds.
 */
export function repairedThroughout(text: CheckedText, choice?: RuleChoice): CheckedText {
  let done = text;
  for (let round = 0; round < 5; round++) {
    const findings = checkQuality(done, choice).filter(each => each.repair !== null);
    if (findings.length === 0) return done;
    done = repaired(done, findings);
  }
  return done;
}
