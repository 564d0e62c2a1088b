import type {
  AdoptionState,
  Block,
  Channel,
  DeclineReason,
  Genre,
  Importance,
  ManuscriptState,
  ManuscriptType,
  OutletKind,
  OutletLevel,
  Position,
  ReviewState,
  Role,
  SecrecyMark,
  UnitKind,
} from '@xinxuan/contract';
import type { EventKind, RevisionKind } from '../../manuscripts/tables.ts';

/** Moments are milliseconds since 1970, days YYYY-MM-DD in Asia/Shanghai. */
export type Moment = number;
export type Day = string;

export const SIZES = ['district', 'county', 'city'] as const;
export type Size = (typeof SIZES)[number];

export type Group = { id: string; name: string; sort: number };

export type Unit = {
  id: string;
  /** Place in the list of units: 0 is the root. */
  index: number;
  parent: number | null;
  name: string;
  shortName: string;
  aliases: string[];
  kind: UnitKind;
  groupId: string | null;
  deskName: string | null;
  path: string;
  depth: number;
  sort: number;
  openedOn: Day;
  closedOn: Day | null;
  /** How eagerly it reports: 1 meets the quota. */
  diligence: number;
  places: Places;
};

/** Invented places that a unit's texts speak of. */
export type Places = {
  roads: string[];
  estates: string[];
  market: string;
  park: string;
  school: string;
  river: string;
  site: string;
};

export type Person = {
  id: string;
  name: string;
  pinyin: string;
  userName: string;
  title: string;
  phone: string;
  email: string;
  active: boolean;
};

export type Appointment = {
  id: string;
  personId: string;
  unitId: string;
  role: Role;
  fullTime: boolean;
  fromOn: Day;
  toOn: Day | null;
};

export type Outlet = {
  id: string;
  name: string;
  level: OutletLevel;
  kind: OutletKind;
  internal: boolean;
  openedOn: Day;
  closedOn: Day | null;
};

/** Who has it now: a person while it is written or signed, a desk once it has been received. */
export type Holder = {
  personId: string | null;
  role: Role;
  unitId: string | null;
  since: Moment;
  dueAt: Moment | null;
};

export type Manuscript = {
  id: string;
  unitId: string;
  unitPath: string;
  state: ManuscriptState;
  channel: Channel;
  type: ManuscriptType;
  genre: Genre;
  importance: Importance;
  themes: string[];
  title: string;
  eventOn: Day | null;
  secrecy: SecrecyMark;
  leadNote: string | null;
  revisionId: string;
  deskRevisionId: string | null;
  words: number;
  round: number;
  holder: Holder | null;
  late: boolean;
  decline: { reason: DeclineReason; note: string } | null;
  mergedInto: string | null;
  forwardedFrom: string | null;
  authorIds: string[];
  createdBy: string;
  createdAt: Moment;
  updatedAt: Moment;
  submittedAt: Moment | null;
  atDeskAt: Moment | null;
  decidedAt: Moment | null;
  version: number;
};

export type Revision = {
  id: string;
  number: number;
  kind: RevisionKind;
  title: string;
  body: Block[];
  words: number;
  createdBy: string;
  createdAt: Moment;
};

export type Review = {
  id: string;
  round: number;
  step: number;
  role: Role;
  reviewerId: string;
  /** Where the reviewer holds the role. */
  unit: Unit;
  state: ReviewState;
  revisionId: string;
  arrivedAt: Moment | null;
  dueAt: Moment | null;
  decidedBy: string | null;
  decidedAt: Moment | null;
  reason: string | null;
};

export type LifeEvent = {
  id: string;
  at: Moment;
  kind: EventKind;
  personId: string | null;
  role: Role | null;
  unitId: string | null;
  detail: Record<string, unknown>;
};

export type Evidence = {
  id: string;
  adoptionId: string;
  kind: 'link';
  url: string;
  addedBy: string;
  addedAt: Moment;
};

export type Adoption = {
  id: string;
  outletId: string;
  publishedOn: Day;
  issue: string;
  genre: Genre;
  position: Position;
  page: string;
  length: number | null;
  state: AdoptionState;
  claimedBy: string;
  claimedAt: Moment;
  decidedBy: string | null;
  decidedAt: Moment | null;
  reason: string | null;
  evidence: Evidence[];
};

/** A fact as the table keeps it; `attrs` as the schemes read them. */
export type FactRecord = {
  id: string;
  kind: 'submitted' | 'adopted' | 'fault';
  onDay: Day;
  bookedOn: Day;
  unitId: string;
  personIds: string[];
  manuscriptId: string | null;
  adoptionId: string | null;
  attrs: Record<string, string | number | boolean>;
  label: string;
  evidence: string[];
  note: string;
  recordedBy: string | null;
  recordedAt: Moment;
  /** Taken back: by whom, when and why. */
  voided: { at: Moment; by: string; reason: string } | null;
};

/** How much of one text stands in another, as the system finds it for planted repeats. */
export type Repeat = { manuscriptId: string; otherId: string; sharedPercent: number };

/** One manuscript with everything that hangs on it. */
export type Dossier = {
  manuscript: Manuscript;
  revisions: Revision[];
  events: LifeEvent[];
  reviews: Review[];
  adoptions: Adoption[];
  facts: FactRecord[];
  repeats: Repeat[];
};

export const CASE_KINDS = [
  'exact_duplicate',
  'forwarded',
  'same_event',
  'double_claim',
  'damaged_text',
  'long_title',
  'missing_facts',
  'personal_data',
  'flooding',
  'cut_event',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** A planted case and what is true of it; `manuscriptIds` in the order in which they were written. */
export type PlantedCase = { kind: CaseKind; unitIds: string[]; manuscriptIds: string[]; note: string };

/** Everything of a year but its manuscripts, which come as a stream. */
export type World = {
  seed: number;
  size: Size;
  until: Day;
  /** The moment at which the records were cut: what had not yet happened stands open. */
  now: Moment;
  bodyId: string;
  bodyName: string;
  groups: Group[];
  units: Unit[];
  people: Person[];
  appointments: Appointment[];
  outlets: Outlet[];
  /** Findings of late and missed major events. */
  faults: FactRecord[];
  truth: PlantedCase[];
};
