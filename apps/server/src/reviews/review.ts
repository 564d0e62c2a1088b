import {
  CHANNELS,
  type Channel,
  IMPORTANCES,
  type Importance,
  type ManuscriptType,
  ROLES,
  type Role,
  type RouteRule,
} from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';
import { RIGHTS_OF } from '../http/rights.ts';
import { ROLE_WORDS, stepsFor } from '../manuscripts/route.ts';

/** Roles that may sign at all. */
export const SIGNING_ROLES: readonly Role[] = ROLES.filter(role => RIGHTS_OF[role]['review.decide']);

/**
 * A set of routes says for every importance and channel who signs, says it once, names only roles that may sign, and
 * leaves no manuscript without a step.
 */
export function whyNotRules(rules: RouteRule[]): Refusal | null {
  const seen = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const key = `${rule.channel}/${rule.type ?? '*'}/${rule.importance ?? '*'}`;
    if (seen.has(key)) return ruledTwice(index, rule);
    seen.add(key);
    for (const [place, step] of rule.steps.entries()) {
      const odd = step.roles.find(role => !SIGNING_ROLES.includes(role));
      if (odd) return cannotSign(`rules.${index}.steps.${place}`, odd);
    }
    const covered = rule.importance ? [rule.importance] : IMPORTANCES;
    const empty = covered.find(importance => stepsFor(rule, importance).length === 0);
    if (empty) return noStep(index, { ...rule, importance: empty });
  }
  return notCovered(rules);
}

function notCovered(rules: RouteRule[]): Refusal | null {
  const ruled = (channel: Channel, importance: Importance): boolean =>
    rules.some(
      rule =>
        rule.channel === channel &&
        rule.type === null &&
        (rule.importance === null || rule.importance === importance),
    );
  const missing = CHANNELS.flatMap(channel => IMPORTANCES.map(importance => ({ channel, importance }))).find(
    each => !ruled(each.channel, each.importance),
  );
  return missing ? noRule(missing) : null;
}

function ruledTwice(index: number, rule: RouteRule): Refusal {
  return refuse('invalid', 'ruled_twice', {
    zh: `“${wordsOf(rule).zh}”出现了两条审稿程序，没有保存。请删去其中一条。`,
    en: `There are two routes for ${wordsOf(rule).en}, so nothing was saved. Remove one of them.`,
    fields: { [`rules.${index}`]: { zh: '重复', en: 'given twice' } },
  });
}

function cannotSign(field: string, role: Role): Refusal {
  const may = SIGNING_ROLES.map(each => ROLE_WORDS[each]);
  return refuse('invalid', 'role_cannot_sign', {
    zh: `“${ROLE_WORDS[role].zh}”没有审签权限，不能列入审稿程序。可选：${may.map(each => each.zh).join('、')}。`,
    en: `A ${ROLE_WORDS[role].en} may not sign and cannot stand in a route. Choose from: ${may.map(each => each.en).join(', ')}.`,
    fields: { [field]: { zh: '没有审签权限', en: 'may not sign' } },
  });
}

function noStep(index: number, rule: RouteRule): Refusal {
  return refuse('invalid', 'no_step', {
    zh: `“${wordsOf(rule).zh}”按所设条件一步也不用审，没有保存。请至少保留一步对它适用。`,
    en: `Under these conditions ${wordsOf(rule).en} would need no signature at all, so nothing was saved. Let at least one step apply to it.`,
    fields: { [`rules.${index}.steps`]: { zh: '至少一步适用', en: 'at least one step must apply' } },
  });
}

function noRule(of: { importance: Importance; channel: Channel }): Refusal {
  return refuse('invalid', 'no_rule', {
    zh: `“${wordsOf(of).zh}”没有审稿程序，没有保存。请补上由谁审签。`,
    en: `There is no route for ${wordsOf(of).en}, so nothing was saved. Say who signs.`,
    details: of,
  });
}

const CHANNEL_WORDS: Record<Channel, { zh: string; en: string }> = {
  news: { zh: '信息', en: 'news' },
  opinion: { zh: '舆情信息', en: 'opinion reports' },
};
const IMPORTANCE_WORDS: Record<Importance, { zh: string; en: string }> = {
  ordinary: { zh: '一般工作', en: 'ordinary' },
  major_event: { zh: '重大活动', en: 'major event' },
  special_work: { zh: '专项工作', en: 'special work' },
  brand: { zh: '品牌工作', en: 'brand work' },
  decision: { zh: '重要决策', en: 'decision' },
  important_meeting: { zh: '重要会议', en: 'important meeting' },
  evaluation: { zh: '总体评价', en: 'evaluation' },
  comment: { zh: '重要评论', en: 'comment' },
};

const TYPE_WORDS: Record<ManuscriptType, { zh: string; en: string }> = {
  experience: { zh: '经验型', en: 'experience' },
  problem: { zh: '问题反映型', en: 'problem' },
  digest: { zh: '简编', en: 'digest' },
  response: { zh: '反响热烈型', en: 'warm response' },
  urgent: { zh: '紧急型', en: 'urgent' },
  other: { zh: '其他', en: 'other' },
};

type Row = { channel: Channel; importance: Importance | null; type?: ManuscriptType | null };

function wordsOf(row: Row): { zh: string; en: string } {
  const parts = [
    CHANNEL_WORDS[row.channel],
    ...(row.type ? [TYPE_WORDS[row.type]] : []),
    row.importance ? IMPORTANCE_WORDS[row.importance] : { zh: '各种重要程度', en: 'every importance' },
  ];
  return { zh: parts.map(part => part.zh).join('·'), en: parts.map(part => part.en).join(', ') };
}

type Term = { toPersonId: string; fromOn: string; toOn: string };

/** A delegation is for somebody else, for days that still come, and to a person who may sign. */
export function whyNotDelegate(
  term: Term,
  at: { from: string; today: string; delegate: { name: string; roles: Role[] } },
): Refusal | null {
  if (term.toPersonId === at.from) {
    return refuse('invalid', 'delegate_is_self', {
      zh: '不能委托给自己。请选择另一位同事。',
      en: 'You cannot delegate to yourself. Choose a colleague.',
      fields: { toPersonId: { zh: '请选择他人', en: 'choose somebody else' } },
    });
  }
  if (term.toOn < term.fromOn || term.toOn < at.today) {
    return refuse('invalid', 'term_over', {
      zh: `委托期限 ${term.fromOn} 至 ${term.toOn} 不成立或已过。请填写今天及以后的日期，且止日不早于起日。`,
      en: `The term ${term.fromOn} to ${term.toOn} is reversed or over. It must end today or later, and not before it begins.`,
      fields: { toOn: { zh: '止日须不早于起日和今天', en: 'must not lie before the first day or today' } },
    });
  }
  if (at.delegate.roles.some(role => SIGNING_ROLES.includes(role))) return null;
  const may = SIGNING_ROLES.map(each => ROLE_WORDS[each]);
  return refuse('invalid', 'delegate_cannot_sign', {
    zh: `${at.delegate.name}在委托期内没有可以审签的任职。请委托给任${may.map(each => each.zh).join('、')}的同事。`,
    en: `${at.delegate.name} holds no post in that term that may sign. Choose a ${may.map(each => each.en).join(', ')}.`,
    fields: { toPersonId: { zh: '没有审签权限', en: 'may not sign' } },
  });
}

export function overlapping(existing: { to: string; fromOn: string; toOn: string }): Refusal {
  return refuse('conflict', 'delegated_already', {
    zh: `${existing.fromOn} 至 ${existing.toOn} 已委托给${existing.to}。请先结束该委托，或改选不重叠的日期。`,
    en: `You have delegated to ${existing.to} from ${existing.fromOn} to ${existing.toOn}. End that first, or choose days that do not overlap.`,
  });
}
