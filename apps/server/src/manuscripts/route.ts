import {
  CHANNELS,
  type Channel,
  IMPORTANCES,
  type Importance,
  type ManuscriptType,
  type Role,
  type RouteRule,
  type RouteStep,
  type StepMode,
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

/** Working hours of a step unless the body says otherwise: one working day of seven hours. */
export const USUAL_DUE_HOURS = 7;

/** One role after the other, each signed by one person. */
export const oneByOne = (roles: readonly Role[]): RouteStep[] =>
  roles.map(role => ({ roles: [role], mode: 'any', onlyFor: [] }));

/** The tiers of R1, in force until a body sets its own. */
export const DEFAULT_ROUTES: RouteRule[] = CHANNELS.flatMap(channel =>
  IMPORTANCES.map(importance => ({
    channel,
    type: null,
    importance,
    steps: oneByOne(DEFAULT_STEPS[importance]),
    dueHours: USUAL_DUE_HOURS,
  })),
);

export type Routed = { type: ManuscriptType | null; importance: Importance; channel: Channel };
/** What a manuscript goes through: the steps of its rule that its importance asks for. */
export type Route = { steps: RouteStep[]; dueHours: number };

/**
 * The route of a manuscript. The row that says most wins: one for its type before one for all types, then one for its
 * importance before one for every importance. What a body's own rows leave out keeps the tier of R1.
 */
export function routeFor(rules: readonly RouteRule[], of: Routed): Route {
  const rule = bestOf(rules, of) ?? bestOf(DEFAULT_ROUTES, of)!;
  return { steps: stepsFor(rule, of.importance), dueHours: rule.dueHours };
}

function bestOf(rules: readonly RouteRule[], of: Routed): RouteRule | undefined {
  const fitting = rules.filter(
    rule =>
      rule.channel === of.channel &&
      (rule.type === null || rule.type === of.type) &&
      (rule.importance === null || rule.importance === of.importance),
  );
  const weight = (rule: RouteRule): number => (rule.type ? 2 : 0) + (rule.importance ? 1 : 0);
  return fitting.sort((a, b) => weight(b) - weight(a)).find(rule => stepsFor(rule, of.importance).length > 0);
}

export function stepsFor(rule: Pick<RouteRule, 'steps'>, importance: Importance): RouteStep[] {
  return rule.steps.filter(step => step.onlyFor.length === 0 || step.onlyFor.includes(importance));
}

/** Every role that a route asks. */
export const rolesOf = (steps: readonly RouteStep[]): Role[] => [
  ...new Set(steps.flatMap(step => step.roles)),
];

/** Somebody who holds a reviewing role today, at the unit or above; nearest unit first. */
export type Holder = { id: string; name: string; role: Role; unitId: string };
/** A place at a step with the person who signs there. */
export type Assigned = {
  step: number;
  mode: StepMode;
  role: Role;
  reviewer: Reviewer | null;
};
/** Who signs, and the unit of the post in which he does. */
export type Reviewer = { id: string; name: string; unitId: string };

/**
 * Names a signer for each seat: the nearest holder of its role who did not write the item and has no other seat (D15).
 * A seat that nobody may take keeps null; where any one of several is enough, such a seat is left out.
 */
export function assignSigners(
  steps: readonly RouteStep[],
  holders: readonly Holder[],
  writers: readonly string[],
): Assigned[] {
  const taken = new Set(writers);
  return steps.flatMap(({ roles, mode }, index) => {
    const seats = roles.map((role): Assigned => {
      const holder = holders.find(each => each.role === role && !taken.has(each.id));
      if (holder) taken.add(holder.id);
      const reviewer = holder ? { id: holder.id, name: holder.name, unitId: holder.unitId } : null;
      return { step: index + 1, mode, role, reviewer };
    });
    const filled = seats.filter(seat => seat.reviewer !== null);
    return mode === 'any' ? (filled.length > 0 ? filled : seats.slice(0, 1)) : seats;
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

export type Delegation = { from: string; to: { id: string; name: string } };

type Shown = Omit<Assigned, 'reviewer'> & { reviewer: { id: string; name: string } | null };

/** Shows delegates in the place of those who have handed their signature on, under the same bars as the signing itself. */
export function standIns(assigned: Assigned[], delegations: Delegation[], writers: string[]): Shown[] {
  const barred = new Set([
    ...writers,
    ...assigned.flatMap(step => (step.reviewer ? [step.reviewer.id] : [])),
  ]);
  return assigned.map(({ reviewer, ...seat }) => {
    const delegate = delegations.find(each => each.from === reviewer?.id && !barred.has(each.to.id))?.to;
    if (delegate) barred.add(delegate.id);
    return { ...seat, reviewer: delegate ?? reviewer };
  });
}
