import {
  CHANNELS,
  type Channel,
  IMPORTANCES,
  type Importance,
  type Role,
  type RouteRule,
} from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';

/** Setting that holds the review routes of a body. */
export const ROUTES_SETTING = 'review_routes';

const BY_LEADER: Role[] = ['leader_in_charge'];
const BY_BOTH_LEADERS: Role[] = ['leader_in_charge', 'principal_leader'];
const DEFAULT_STEPS: Record<Importance, Role[]> = {
  ordinary: ['unit_head'],
  major_event: BY_LEADER,
  special_work: BY_LEADER,
  brand: BY_LEADER,
  decision: BY_BOTH_LEADERS,
  important_meeting: BY_BOTH_LEADERS,
  evaluation: BY_BOTH_LEADERS,
  comment: BY_BOTH_LEADERS,
};

/** The tiers of R1, in force until a body sets its own. */
export const DEFAULT_ROUTES: RouteRule[] = CHANNELS.flatMap(channel =>
  IMPORTANCES.map(importance => ({ importance, channel, steps: DEFAULT_STEPS[importance], dueHours: 24 })),
);

/** The rule for a manuscript; what a body's own rules leave out keeps the tier of R1. */
export function ruleFor(rules: RouteRule[], of: { importance: Importance; channel: Channel }): RouteRule {
  const matches = (rule: RouteRule): boolean =>
    rule.importance === of.importance && rule.channel === of.channel;
  return rules.find(matches) ?? DEFAULT_ROUTES.find(matches)!;
}

/** Somebody who holds a reviewing role today, at the unit or above; nearest unit first. */
export type Holder = { id: string; name: string; role: Role };
export type Assigned = { role: Role; reviewer: { id: string; name: string } | null };

/**
 * Names a signer for each step: the nearest holder of its role who did not write the item and signs no other step
 * (D15). A step that nobody may sign keeps null.
 */
export function assignSigners(steps: Role[], holders: Holder[], writers: string[]): Assigned[] {
  const taken = new Set(writers);
  return steps.map(role => {
    const holder = holders.find(each => each.role === role && !taken.has(each.id));
    if (!holder) return { role, reviewer: null };
    taken.add(holder.id);
    return { role, reviewer: { id: holder.id, name: holder.name } };
  });
}

export function whyNotAssigned(
  assigned: Assigned[],
  { unit, holders }: { unit: string; holders: Holder[] },
): Refusal | null {
  const open = assigned.find(step => step.reviewer === null);
  if (!open) return null;
  const held = holders.filter(each => each.role === open.role).map(each => each.name);
  const names = [...new Set(held)];
  const role = ROLE_WORDS[open.role];
  return refuse('invalid', 'no_reviewer', {
    zh: names.length
      ? `${unit}及其上级的${role.zh}（${names.join('、')}）是本稿作者、起草人，或已负责另一步审签，不能再审这一步。请安全管理员另行任命一名${role.zh}，或由他人起草。`
      : `${unit}及其上级现在没有在任的${role.zh}，这篇稿件没有人审签。请安全管理员登记${role.zh}的任职。`,
    en: names.length
      ? `Every ${role.en} of ${unit} and above (${names.join(', ')}) wrote or started this item or signs another step, and so may not sign this one. Have the security administrator appoint another ${role.en}, or let somebody else start the item.`
      : `${unit} and the units above have no ${role.en} in term, so nobody can sign. Have the security administrator record an appointment.`,
    details: { role: open.role },
  });
}

export const ROLE_WORDS: Record<Role, { zh: string; en: string }> = {
  correspondent: { zh: '信息员', en: 'correspondent' },
  unit_head: { zh: '单位负责人', en: 'unit head' },
  leader_in_charge: { zh: '分管领导', en: 'leader in charge' },
  principal_leader: { zh: '主要领导', en: 'principal leader' },
  desk_editor: { zh: '编辑', en: 'desk editor' },
  desk_chief: { zh: '编辑部负责人', en: 'desk chief' },
  assessor: { zh: '考核员', en: 'assessor' },
  system_admin: { zh: '系统管理员', en: 'system administrator' },
  security_admin: { zh: '安全管理员', en: 'security administrator' },
  audit_admin: { zh: '审计管理员', en: 'audit administrator' },
};

export function noDesk(unit: string): Refusal {
  return refuse('invalid', 'no_desk', {
    zh: `${unit}及其上级都没有设立编辑部，稿件无处报送。请系统管理员为上级单位登记编辑部（如宣传科）。`,
    en: `Neither ${unit} nor any unit above runs a desk, so there is nowhere to send this. Have the system administrator give a unit above a desk.`,
  });
}

/** When a step falls due; hours are plain hours of the clock. */
export function dueAfter(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toISOString();
}

export type Delegation = { from: string; to: { id: string; name: string } };

/** Shows delegates in the place of those who have handed their signature on, under the same bars as the signing itself. */
export function standIns(assigned: Assigned[], delegations: Delegation[], writers: string[]): Assigned[] {
  const barred = new Set([
    ...writers,
    ...assigned.flatMap(step => (step.reviewer ? [step.reviewer.id] : [])),
  ]);
  return assigned.map(({ role, reviewer }) => {
    const delegate = delegations.find(each => each.from === reviewer?.id && !barred.has(each.to.id))?.to;
    if (delegate) barred.add(delegate.id);
    return { role, reviewer: delegate ?? reviewer };
  });
}
