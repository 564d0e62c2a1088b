import type { ChangedFact } from '../../facts/changes.ts';
import { periodName } from '../period.ts';
import { plain } from '../plain.ts';
import type { StoredLine } from '../tables.ts';

/** How a closed period's total moved for one owner, all of them exact decimals. */
export type Drift = { origin: string; frozen: string; recomputed: string; earlier: string; points: string };

const KINDS: Record<string, { zh: string; en: string }> = {
  submitted: { zh: '报送', en: 'submission' },
  adopted: { zh: '采用', en: 'adoption' },
  fault: { zh: '迟报漏报记录', en: 'record of a late or missed report' },
};

/** What set a late correction off, in words. Never empty: a settlement follows some fact. */
export function causeOf(facts: readonly ChangedFact[]): { zh: string; en: string } {
  const [first] = facts;
  if (!first) return { zh: '相关事实变动', en: 'a related fact changed' };
  const kind = KINDS[first.kind] ?? { zh: '事实', en: 'fact' };
  const [, month, day] = first.onDay.split('-').map(Number);
  const more =
    facts.length > 1
      ? { zh: `等 ${facts.length} 项事实`, en: ` and ${facts.length - 1} more` }
      : { zh: '', en: '' };
  const label = first.label ? { zh: `“${first.label}”的`, en: ` “${first.label}”` } : { zh: '', en: '' };
  if (first.what === 'voided') {
    return {
      zh: `${month}月${day}日${label.zh}${kind.zh}${more.zh}在关账后撤销（${first.reason}）`,
      en: `the ${kind.en}${label.en} of ${first.onDay}${more.en} was taken back after closing (${first.reason})`,
    };
  }
  return {
    zh: `${month}月${day}日${label.zh}${kind.zh}${more.zh}在关账后登记`,
    en: `the ${kind.en}${label.en} of ${first.onDay}${more.en} was booked after closing`,
  };
}

/** The line of a late correction: original period, fact, and how the amount came about. */
export function lateLine(drift: Drift, facts: readonly ChangedFact[]): StoredLine {
  const { zh, en } = periodName(drift.origin);
  const cause = causeOf(facts);
  const [now, then, before, points] = [drift.recomputed, drift.frozen, drift.earlier, drift.points].map(
    plain,
  );
  const earlier =
    before === '0'
      ? { zh: '', en: '', sum: '' }
      : {
          zh: `，此前已补记 ${before}`,
          en: `, corrected by ${before} before`,
          sum: ` − ${bracketed(before)}`,
        };
  return {
    zh: `${zh}已关账，${cause.zh}；该期重新计算为 ${now}，关账定格 ${then}${earlier.zh}：${now} − ${bracketed(then)}${earlier.sum} = ${points}`,
    en: `${en} is closed and ${cause.en}; it now comes to ${now}, was closed at ${then}${earlier.en}: ${now} − ${bracketed(then)}${earlier.sum} = ${points}`,
    label: facts[0]?.label || null,
    clauseText: `补记${zh}`,
    ledger: '',
  };
}

/** The line of an entry after an objection: whose word it was, and why. */
export function entryLine(entry: {
  origin: string;
  number: number;
  points: string;
  reason: string;
  by: string;
}): StoredLine {
  const { zh, en } = periodName(entry.origin);
  const points = plain(entry.points);
  return {
    zh: `${zh}公示第 ${entry.number} 号异议，${entry.by}核定更正：${entry.reason}，计 ${points}`,
    en: `Objection ${entry.number} to ${en}, corrected by ${entry.by}: ${entry.reason}; ${points}`,
    label: null,
    clauseText: '公示异议后的更正',
    ledger: '',
  };
}

const bracketed = (number = '0'): string => (number.startsWith('-') ? `(${number})` : number);
