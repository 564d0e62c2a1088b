/** Closed sets of the institution. The glossary gives each its official term; labels live in the web's word files. */
export const ROLES = [
  'correspondent',
  'unit_head',
  'leader_in_charge',
  'principal_leader',
  'desk_editor',
  'desk_chief',
  'assessor',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;
export type Role = (typeof ROLES)[number];

export const UNIT_KINDS = [
  'bureau',
  'section',
  'squad',
  'branch',
  'street',
  'community',
  'county',
  'other',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** 稿件类型 (M1). */
export const MANUSCRIPT_TYPES = ['experience', 'problem', 'digest', 'response', 'urgent', 'other'] as const;
export type ManuscriptType = (typeof MANUSCRIPT_TYPES)[number];

/** 体裁: 长篇, 简讯, 调研. */
export const GENRES = ['long', 'brief', 'research'] as const;
export type Genre = (typeof GENRES)[number];

/** 渠道: ordinary information, or opinion report (舆情信息), which travels separately. */
export const CHANNELS = ['news', 'opinion'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 重要程度; the review route is chosen by it (R1). */
export const IMPORTANCES = [
  'ordinary',
  'major_event',
  'special_work',
  'brand',
  'decision',
  'important_meeting',
  'evaluation',
  'comment',
] as const;
export type Importance = (typeof IMPORTANCES)[number];

export const SECRECY_MARKS = ['none', 'internal', 'restricted'] as const;
export type SecrecyMark = (typeof SECRECY_MARKS)[number];

export const MANUSCRIPT_STATES = [
  'draft',
  'in_review',
  'returned',
  'at_desk',
  'accepted',
  'merged',
  'declined',
  'withdrawn',
] as const;
export type ManuscriptState = (typeof MANUSCRIPT_STATES)[number];

/** `submitted`: sent and not taken back; `counted`: of these, neither late nor poor nor passed on. */
export const CREDITS = ['submitted', 'counted'] as const;
export type Credit = (typeof CREDITS)[number];

export const DECLINE_REASONS = ['late', 'poor', 'duplicate', 'off_topic'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const OUTLET_LEVELS = [
  'national',
  'provincial',
  'municipal',
  'district',
  'inhouse',
  'upper_bulletin',
] as const;
export type OutletLevel = (typeof OUTLET_LEVELS)[number];
/** The desk books what it edits or sees arrive itself. */
export const DESK_LEVELS: readonly OutletLevel[] = ['inhouse', 'upper_bulletin'];
/** Everything but the body's own bulletins may be claimed, with evidence. */
export const CLAIM_LEVELS: readonly OutletLevel[] = OUTLET_LEVELS.filter(level => level !== 'inhouse');

export const OUTLET_KINDS = [
  'tv',
  'radio',
  'paper',
  'journal',
  'website',
  'forum',
  'wechat',
  'weibo',
  'douyin',
  'bulletin',
  'window',
  'board',
] as const;
export type OutletKind = (typeof OUTLET_KINDS)[number];

/** 版位: 头版头条, 其他版面头条, 一般. */
export const POSITIONS = ['front_lead', 'page_lead', 'ordinary'] as const;
export type Position = (typeof POSITIONS)[number];

export const ADOPTION_STATES = ['claimed', 'verified', 'refused', 'withdrawn'] as const;
export type AdoptionState = (typeof ADOPTION_STATES)[number];

export const EVIDENCE_KINDS = ['scan', 'video', 'fee_slip', 'link', 'kept_page'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const REVIEW_STATES = ['waiting', 'pending', 'approved', 'returned', 'void'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
/** Of the persons of one step any one signs, or each of them. */
export const STEP_MODES = ['any', 'all'] as const;
export type StepMode = (typeof STEP_MODES)[number];

/** `veto` (一票否决) is a finding of its own: it bars from awards, and schemes read it as a kind of fact. */
export const FAULT_KINDS = ['major_event_late', 'major_event_missed', 'veto'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Every act that a person can be allowed to do; the server's rights table says who may, and how far. */
export const RIGHTS = [
  'body.set_up',
  'network.read',
  'network.manage',
  'roster.exchange',
  'appointment.grant',
  'account.reset',
  'token.manage',
  'audit.read',
  'outlet.read',
  'outlet.manage',
  'manuscript.read',
  'manuscript.write',
  'mail.read',
  'mail.handle',
  'mail.manage',
  'channel.manage',
  'notice.urgent',
  'route.manage',
  'revision.seal',
  'check.manage',
  'secrecy.manage',
  'secrecy.clear',
  'review.decide',
  'desk.triage',
  'adoption.read',
  'adoption.claim',
  'adoption.verify',
  'fault.record',
  'import.manage',
  'calendar.read',
  'calendar.manage',
  'calendar.bring',
  'duty.read',
  'duty.answer',
  'duty.waive',
  'duty.hand',
  'duty.manage',
  'release.read',
  'release.start',
  'release.sign',
  'release.urgent',
  'commission.read',
  'commission.issue',
  'commission.answer',
  'instruction.read',
  'instruction.record',
  'instruction.answer',
  'lead.read',
  'lead.record',
  'lead.answer',
  'lead.judge',
  'plan.read',
  'plan.answer',
  'plan.manage',
  'scheme.read',
  'scheme.manage',
  'scheme.approve',
  'scheme.trial',
  'standings.read',
  'ledger.read',
  'period.close',
  'objection.read',
  'objection.raise',
  'objection.answer',
  'objection.decide',
  'fairness.read',
  'fairness.answer',
  'circular.read',
  'circular.write',
  'award.propose',
  'award.grant',
  'fee.read',
  'fee.prepare',
  'fee.approve',
] as const;
export type Right = (typeof RIGHTS)[number];
