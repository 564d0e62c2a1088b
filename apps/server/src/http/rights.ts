import type { Right, Role } from '@xinxuan/contract';
import type { Actor } from './actor.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * How far a right reaches from the unit of the post: that unit alone, it and all below, or the whole body; `top` is the
 * whole body too, but only for a post at its top unit, because a leader below does not act for everybody.
 */
export type Reach = 'unit' | 'below' | 'body' | 'top';

const EVERYBODY = {
  'network.read': 'body',
  'calendar.read': 'body',
  'outlet.read': 'body',
  'standings.read': 'body',
  'scheme.read': 'body',
  'circular.read': 'body',
  'plan.read': 'body',
} as const;

const LEADER = {
  ...EVERYBODY,
  'duty.read': 'below',
  'manuscript.read': 'below',
  'review.decide': 'below',
  'secrecy.clear': 'below',
  'adoption.read': 'below',
  'ledger.read': 'below',
  'objection.read': 'below',
  'release.read': 'below',
  'release.sign': 'below',
  'commission.read': 'below',
  'instruction.read': 'below',
  'lead.read': 'body',
} as const;

const EDITOR = {
  ...EVERYBODY,
  'duty.read': 'below',
  'duty.answer': 'unit',
  'manuscript.read': 'below',
  'manuscript.write': 'below',
  'mail.read': 'top',
  'mail.handle': 'top',
  'desk.triage': 'below',
  'notice.urgent': 'below',
  'adoption.read': 'below',
  'adoption.claim': 'below',
  'adoption.verify': 'below',
  'outlet.manage': 'body',
  'ledger.read': 'below',
  'release.read': 'below',
  'release.start': 'below',
  'release.sign': 'below',
  'commission.read': 'below',
  'commission.issue': 'below',
  'instruction.read': 'below',
  'instruction.record': 'below',
  'lead.read': 'body',
  'lead.record': 'below',
  'lead.answer': 'below',
  'lead.judge': 'below',
  'plan.answer': 'below',
} as const;

/** The whole of who may do what, and how far. Nothing else in the system decides by role. */
export const RIGHTS_OF: Record<Role, Partial<Record<Right, Reach>>> = {
  correspondent: {
    ...EVERYBODY,
    'duty.read': 'unit',
    'duty.answer': 'unit',
    'manuscript.read': 'unit',
    'manuscript.write': 'unit',
    'adoption.read': 'unit',
    'adoption.claim': 'unit',
    'ledger.read': 'unit',
    'objection.read': 'unit',
    'objection.raise': 'unit',
    'release.read': 'unit',
    'release.sign': 'unit',
    'commission.read': 'unit',
    'commission.answer': 'unit',
    'instruction.read': 'unit',
    'instruction.answer': 'unit',
    'lead.read': 'body',
    'lead.record': 'unit',
    'lead.answer': 'unit',
    'plan.answer': 'unit',
  },
  unit_head: {
    ...LEADER,
    'duty.answer': 'below',
    'duty.hand': 'below',
    'commission.answer': 'unit',
    'instruction.answer': 'unit',
    'lead.record': 'below',
    'lead.answer': 'below',
    'plan.answer': 'below',
    'manuscript.write': 'below',
    'revision.seal': 'below',
    'adoption.claim': 'below',
    'objection.raise': 'unit',
  },
  leader_in_charge: {
    ...LEADER,
    'duty.waive': 'below',
    'notice.urgent': 'below',
    'release.urgent': 'below',
    'instruction.record': 'below',
    'fairness.read': 'top',
    'scheme.approve': 'top',
    'scheme.trial': 'top',
    'fee.read': 'top',
    'fee.approve': 'top',
  },
  principal_leader: {
    ...LEADER,
    'duty.waive': 'below',
    'notice.urgent': 'below',
    'release.urgent': 'below',
    'instruction.record': 'below',
    'fairness.read': 'top',
    'scheme.approve': 'top',
    'scheme.trial': 'top',
    'objection.decide': 'top',
    'award.grant': 'top',
    'fee.read': 'top',
    'fee.approve': 'top',
  },
  desk_editor: EDITOR,
  desk_chief: {
    ...EDITOR,
    'plan.manage': 'below',
    'calendar.manage': 'below',
    'calendar.bring': 'top',
    'duty.waive': 'below',
    'duty.hand': 'below',
    'duty.manage': 'body',
    'route.manage': 'body',
    'check.manage': 'below',
    'secrecy.clear': 'below',
    'revision.seal': 'below',
    'import.manage': 'below',
    'fault.record': 'below',
    'fairness.read': 'body',
    'circular.write': 'body',
    'roster.exchange': 'body',
    'fee.read': 'body',
    'fee.approve': 'top',
  },
  assessor: {
    ...EVERYBODY,
    'duty.read': 'below',
    'manuscript.read': 'below',
    'adoption.read': 'below',
    'ledger.read': 'below',
    'fault.record': 'below',
    'release.read': 'below',
    'release.sign': 'below',
    'commission.read': 'below',
    'instruction.read': 'below',
    'lead.read': 'body',
    'scheme.manage': 'body',
    'scheme.trial': 'body',
    'period.close': 'body',
    'fairness.read': 'body',
    'fairness.answer': 'body',
    'objection.read': 'body',
    'objection.answer': 'body',
    'circular.write': 'body',
    'award.propose': 'body',
    'fee.read': 'body',
    'fee.prepare': 'body',
  },
  system_admin: {
    ...EVERYBODY,
    'calendar.manage': 'below',
    'calendar.bring': 'top',
    'mail.manage': 'top',
    'channel.manage': 'top',
    'network.manage': 'below',
    'roster.exchange': 'body',
    'outlet.manage': 'body',
  },
  security_admin: {
    ...EVERYBODY,
    'appointment.grant': 'below',
    'account.reset': 'below',
    'token.manage': 'below',
    'secrecy.manage': 'body',
  },
  audit_admin: { ...EVERYBODY, 'audit.read': 'body' },
};

export function rightsOf(actor: Actor): Right[] {
  const given = actor.post ? (Object.keys(RIGHTS_OF[actor.post.role]) as Right[]) : [];
  return given.filter(right => reachOf(actor, right));
}

/** How far the right reaches for this very post; null where it has none, so also below the top for what is `top`. */
export function reachOf(actor: Actor, right: Right): Exclude<Reach, 'top'> | null {
  const reach = givenTo(actor, right);
  if (reach !== 'top') return reach;
  return standsAtTop(actor) ? 'body' : null;
}

function givenTo(actor: Actor, right: Right): Reach | null {
  return actor.post ? (RIGHTS_OF[actor.post.role][right] ?? null) : null;
}

function standsAtTop({ post }: Actor): boolean {
  return post !== null && post.unitPath === `${post.unitId}/`;
}

/** Where a thing stands: the path of its unit, and the persons it concerns wherever they sit (authors, reviewer). */
export type Place = {
  unitPath: string;
  persons?: string[] /** Not for those above: a draft is its unit's own. */;
  ownUnitOnly?: boolean;
};

const FORBIDDEN = {
  zh: '您当前的任职没有办理此事的权限。如有其他任职，请在右上角切换后再试；否则请联系安全管理员。',
  en: 'The post you are acting in may not do this. Switch to another of your posts at the top right, or ask the security administrator.',
};
const OUT_OF_REACH = {
  zh: '此项不在您当前任职的管辖范围内。如有其他任职，请在右上角切换后再试。',
  en: 'This lies outside the reach of the post you are acting in. If you hold another post, switch to it at the top right.',
};

const ONLY_TOP = {
  zh: '此事关系全单位，由本单位（最上一级）任职的人员办理，下属科室、中队、社区的任职不能代办。如在最上一级另有任职，请在右上角切换后再试。',
  en: 'This concerns the whole body and is for posts at its top unit, not for those of a unit below. If you hold a post there, switch to it at the top right.',
};

export function whyNotAct(actor: Actor, right: Right): Refusal | null {
  if (reachOf(actor, right)) return null;
  return givenTo(actor, right) === 'top'
    ? refuse('forbidden', 'only_top', ONLY_TOP)
    : refuse('forbidden', 'no_right', FORBIDDEN);
}

export function whyNotHere(actor: Actor, right: Right, place: Place): Refusal | null {
  const reach = reachOf(actor, right);
  if (!reach || !actor.post) return whyNotAct(actor, right);
  if (reach === 'body') return null;
  if (place.persons?.includes(actor.personId)) return null;
  const inside =
    reach === 'below' && !place.ownUnitOnly
      ? place.unitPath.startsWith(actor.post.unitPath)
      : place.unitPath === actor.post.unitPath;
  return inside ? null : refuse('forbidden', 'out_of_reach', OUT_OF_REACH);
}

/** For lists: which unit paths are inside, as a condition a query can use. */
export type Scope = { kind: 'body' } | { kind: 'below'; path: string } | { kind: 'unit'; path: string };

export function scopeOf(actor: Actor, right: Right): Scope | null {
  const reach = reachOf(actor, right);
  if (!reach || !actor.post) return null;
  return reach === 'body' ? { kind: 'body' } : { kind: reach, path: actor.post.unitPath };
}
