import * as z from 'zod';
import { Can, Day, Id, line, Moment, Named, Version } from './base.ts';
import { DueTime } from './duties.ts';
import { RepeatVerdict } from './repeat-verdict.ts';
import {
  CHANNELS,
  DECLINE_REASONS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  REVIEW_STATES,
  ROLES,
  SECRECY_MARKS,
  STEP_MODES,
} from './words.ts';

/** The longest body taken in, in characters; research items end at 6,000. */
export const BODY_LIMIT = 50_000;

/** A manuscript's text is a list of blocks, not free HTML: what can be reviewed, compared, typeset and counted. */
export const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paragraph'),
    /** 0 text; 1 一、 2 （一） 3 1. 4 （1） */
    level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(0),
    text: z.string().max(BODY_LIMIT),
  }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string().max(2000)).max(30)).max(500) }),
]);
export type Block = z.infer<typeof Block>;
export const Body = z.array(Block).max(2000);

export const Photo = z.object({ fileId: Id, caption: line(200) });
export const PhotoView = z.object({
  fileId: Id,
  caption: z.string(),
  name: z.string(),
  size: z.number(),
  url: z.string(),
});
export const Attachment = z.object({
  fileId: Id,
  name: z.string(),
  size: z.number(),
  url: z.string(),
  role: z.enum(['source', 'attachment']),
});

export const ManuscriptRow = z.object({
  id: Id,
  title: z.string(),
  unit: Named,
  authors: z.array(Named),
  state: z.enum(MANUSCRIPT_STATES),
  channel: z.enum(CHANNELS),
  type: z.enum(MANUSCRIPT_TYPES),
  genre: z.enum(GENRES),
  importance: z.enum(IMPORTANCES),
  eventOn: Day.nullable(),
  submittedAt: Moment.nullable(),
  updatedAt: Moment,
  late: z.boolean(),
  /** Who holds it now and since when; null once nobody has to act. */
  holder: z
    .object({ name: z.string(), role: z.enum(ROLES), since: Moment, dueAt: Moment.nullable() })
    .nullable(),
  adoptions: z.number().int(),
  words: z.number().int(),
  version: Version,
});
export type ManuscriptRow = z.infer<typeof ManuscriptRow>;

export const ReviewStep = z.object({
  id: Id,
  round: z.number().int(),
  step: z.number().int(),
  /** Several persons at one step: any of them, or each. */
  mode: z.enum(STEP_MODES),
  role: z.enum(ROLES),
  reviewer: Named.nullable(),
  /** Of the post in which it is signed; null for what was signed before that was kept. */
  unit: Named.nullable(),
  /** For whom the reviewer stands in. */
  for: Named.nullable(),
  state: z.enum(REVIEW_STATES),
  /** The signature was given in an earlier round and holds, because the text has not changed since. */
  carried: z.boolean(),
  arrivedAt: Moment.nullable(),
  dueAt: Moment.nullable(),
  /** How the due time was counted; only while it waits. */
  due: DueTime.nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string().nullable(),
});
export type ReviewStep = z.infer<typeof ReviewStep>;

/** One entry of the life line (M7): every hand the manuscript passed through. */
export const LifeEvent = z.object({
  id: Id,
  at: Moment,
  kind: z.string(),
  person: Named.nullable(),
  role: z.enum(ROLES).nullable(),
  unit: Named.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type LifeEvent = z.infer<typeof LifeEvent>;

/** Why a version exists: written in a sitting, restored from an older one, or changes decided on. */
export const REVISION_REASONS = ['written', 'restored', 'decided'] as const;

export const RevisionRow = z.object({
  id: Id,
  number: z.number().int(),
  kind: z.enum(['draft', 'sent', 'review', 'desk']),
  reason: z.enum(REVISION_REASONS),
  title: z.string(),
  by: Named,
  /** Who wrote it together with `by`. */
  with: z.array(Named),
  at: Moment,
  /** The last save into it. */
  savedAt: Moment,
  words: z.number().int(),
  /** Characters put in and taken out against the version that it was made from; null where nobody has counted. */
  size: z.object({ added: z.number().int(), removed: z.number().int() }).nullable(),
  /** The number of the version that it repeats. */
  restoredFrom: z.number().int().nullable(),
  /** SHA-256 of title and text: what is signed and checked. */
  hash: z.string(),
  /** How many photos it had; null for versions from before photos were kept with the text. */
  photos: z.number().int().nullable(),
  /** Closed to reading, because it holds what was masked later. */
  sealed: z.object({ by: z.string(), at: Moment, reason: z.string() }).nullable(),
});
export type RevisionRow = z.infer<typeof RevisionRow>;

export const Manuscript = ManuscriptRow.extend({
  body: Body,
  photos: z.array(PhotoView),
  attachments: z.array(Attachment),
  themes: z.array(z.string()),
  secrecy: z.enum(SECRECY_MARKS),
  leadNote: z.string().nullable(),
  revisionId: Id,
  revisionNumber: z.number().int(),
  /** The desk's own text, when an editor has worked on it; the sent text stays as it was. */
  deskText: z.object({ revisionId: Id, title: z.string(), body: Body }).nullable(),
  route: z.array(ReviewStep),
  /** Who of those that have it now opened it first; until then the one before may take it back. */
  opened: z.object({ by: z.string(), at: Moment }).nullable(),
  /** The asker has it now, and either nobody of those who have it has opened it yet or the asker has still to sign it unseen. */
  awaitsOpening: z.boolean(),
  life: z.array(LifeEvent),
  declined: z.object({ reason: z.enum(DECLINE_REASONS), note: z.string() }).nullable(),
  mergedInto: Named.nullable(),
  mergedFrom: z.array(Named),
  possibleRepeats: z.array(
    z.object({
      id: Id,
      title: z.string(),
      unit: z.string(),
      sharedPercent: z.number(),
      /** What was said of the two. */
      said: RepeatVerdict,
    }),
  ),
  can: z.object({
    edit: Can,
    submit: Can,
    withdraw: Can,
    discard: Can,
    approve: Can,
    return: Can,
    takeBack: Can,
    accept: Can,
    deskReturn: Can,
    decline: Can,
    deskEdit: Can,
    /** On a merged item and its sources; all others refuse with `not_merged`. */
    unmerge: Can,
    adopt: Can,
    claim: Can,
    instruct: Can,
    release: Can,
  }),
});
export type Manuscript = z.infer<typeof Manuscript>;

const draftFields = {
  title: line(200),
  body: Body,
  unitId: Id,
  authorIds: z.array(Id).max(10),
  channel: z.enum(CHANNELS),
  type: z.enum(MANUSCRIPT_TYPES),
  genre: z.enum(GENRES),
  importance: z.enum(IMPORTANCES),
  themes: z.array(line(20).min(1)).max(10),
  eventOn: Day.nullable(),
  secrecy: z.enum(SECRECY_MARKS),
  leadNote: line(200).nullable(),
  photos: z.array(Photo).max(20),
  attachmentIds: z.array(Id).max(20),
};
export const DraftFields = z.object(draftFields);
export type DraftFields = z.infer<typeof DraftFields>;

const Certainty = z.enum(['certain', 'likely', 'missing']);
function read<T extends z.ZodType>(value: T) {
  return z.object({ value, certainty: Certainty, from: z.string() });
}

/** What was read from a Word file, field by field, with how sure the reader is and where it found it. */
export const Intake = z.object({
  fileId: Id,
  fileName: z.string(),
  title: read(z.string().nullable()),
  body: read(Body),
  unit: read(z.object({ text: z.string(), id: Id.nullable() }).nullable()),
  correspondents: read(z.array(z.object({ text: z.string(), id: Id.nullable() }))),
  eventOn: read(Day.nullable()),
  type: read(z.enum(MANUSCRIPT_TYPES).nullable()),
  photos: z.array(PhotoView),
  findings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
});
export type Intake = z.infer<typeof Intake>;
