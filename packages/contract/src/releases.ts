import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Id,
  line,
  Moment,
  Named,
  PageInput,
  PrintedAs,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import { Body } from './manuscript.ts';
import { ROLES } from './words.ts';

/** 三审, 三校 and the secrecy review, in the order in which they come up. */
export const RELEASE_STAGES = [
  'review1',
  'proof1',
  'review2',
  'proof2',
  'secrecy',
  'review3',
  'proof3',
] as const;
export type ReleaseStage = (typeof RELEASE_STAGES)[number];

export const RELEASE_STATES = ['checking', 'returned', 'released', 'cancelled'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** What each duty has to look at; a signature ticks every one of them. */
export const RELEASE_CHECKS = {
  review: ['politics', 'law', 'policy', 'secrecy', 'wording'],
  proof: ['characters', 'punctuation', 'names', 'places', 'figures', 'captions'],
  secrecy: ['classified', 'internal_papers', 'work_secrets', 'personal', 'basis'],
} as const;
export type ReleaseCheck = (typeof RELEASE_CHECKS)[keyof typeof RELEASE_CHECKS][number];

export const checksOf = (stage: ReleaseStage): readonly ReleaseCheck[] =>
  stage === 'secrecy'
    ? RELEASE_CHECKS.secrecy
    : stage.startsWith('proof')
      ? RELEASE_CHECKS.proof
      : RELEASE_CHECKS.review;

export const ERROR_KINDS = [
  'wrong_character',
  'punctuation',
  'name_or_title',
  'place_or_organ',
  'date_or_figure',
  'fact',
  'wording',
  'policy',
  'secrecy',
  'other',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

const FoundError = z.object({
  kind: z.enum(ERROR_KINDS),
  passage: line(100),
  note: line(200).default(''),
});

/** The post in which a duty is somebody's: a leader of several signs in this one, whichever he has chosen. */
export const DutyPost = z.object({ role: z.enum(ROLES), unit: Named });
export type DutyPost = z.infer<typeof DutyPost>;

const Sign = z.object({
  by: Named,
  /** For whom `by` stood in. */
  for: Named.nullable(),
  /** Null for what was signed before posts were kept. */
  post: DutyPost.nullable(),
  at: Moment,
  passed: z.boolean(),
  opinion: z.string(),
  checks: z.array(z.string()),
  errors: z.array(FoundError),
  textNumber: z.number().int(),
  /** Given on the text as it stands now; otherwise it counts no more. */
  holds: z.boolean(),
});

const Duty = z.object({
  stage: z.enum(RELEASE_STAGES),
  person: Named,
  post: DutyPost.nullable(),
  /** The signature that holds, if there is one. */
  signed: Sign.nullable(),
  /** The last word on the text as it stands, when it is a return. */
  returned: Sign.nullable(),
  /** Everybody before has signed. */
  open: z.boolean(),
  dueAt: Moment.nullable(),
  can: z.object({ sign: Can, assign: Can }),
});

export const Release = z.object({
  id: Id,
  manuscript: z.object({ id: Id, title: z.string(), unit: Named, authors: z.array(Named) }),
  desk: Named,
  destination: z.string(),
  state: z.enum(RELEASE_STATES),
  /** Outside before all had signed; `owed` while signatures are missing. */
  urgent: z.object({ by: Named, at: Moment, reason: z.string(), owed: z.boolean() }).nullable(),
  title: z.string(),
  body: Body,
  textNumber: z.number().int(),
  hash: z.string(),
  startedBy: Named,
  startedAt: Moment,
  /** `textNumber`: of the text that went out; a correction after an urgent release has a higher one. */
  released: z.object({ by: Named, at: Moment, textNumber: z.number().int() }).nullable(),
  cancelled: z.object({ by: Named, at: Moment, reason: z.string() }).nullable(),
  duties: z.array(Duty),
  /** Every signature and return ever given, oldest first. */
  signs: z.array(Sign.extend({ stage: z.enum(RELEASE_STAGES) })),
  version: Version,
  can: z.object({ revise: Can, release: Can, releaseUrgent: Can, cancel: Can }),
});
export type Release = z.infer<typeof Release>;

export const ReleaseRow = Release.pick({
  id: true,
  destination: true,
  state: true,
  startedBy: true,
  startedAt: true,
}).extend({
  title: z.string(),
  unit: Named,
  urgent: z.boolean(),
  /** Somebody has returned the text as it stands. */
  returned: z.boolean(),
  signed: z.number().int(),
  /** Whose signature it waits for. */
  waitsFor: z.array(z.object({ stage: z.enum(RELEASE_STAGES), person: Named, post: DutyPost.nullable() })),
});
export type ReleaseRow = z.infer<typeof ReleaseRow>;

const tags = ['releases'];
const on = z.object({ id: Id, version: Version });
const acted = refuses('not_found', 'stale', 'wrong_state', 'invalid');
const Duties = z.record(z.enum(RELEASE_STAGES), Id);

export const releases = {
  list: endpoint
    .meta({ right: 'release.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/releases', tags, summary: 'Release checks that I may see' })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        state: z.array(z.enum(RELEASE_STATES)).max(4).optional(),
        manuscriptId: Id.optional(),
        /** Only those that wait for my signature. */
        mine: z.union([z.boolean(), z.stringbool()]).default(false),
        from: Day.optional(),
        to: Day.optional(),
      }),
    )
    .errors(refuses())
    .output(pageOf(ReleaseRow)),
  get: endpoint
    .meta({ right: 'release.read', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/releases/{id}', tags, summary: 'One release with its seven duties' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Release),
  /** Who could sign what, so that seven different persons are found without trying. */
  propose: endpoint
    .meta({ right: 'release.start', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/releases/propose', tags, summary: 'Proposed signers for a manuscript' })
    .input(z.object({ manuscriptId: Id }))
    .errors(refuses('not_found'))
    .output(
      z.object({
        title: z.string(),
        duties: z.partialRecord(z.enum(RELEASE_STAGES), Id),
        people: z.array(z.object({ id: Id, name: z.string(), post: z.string() })),
      }),
    ),
  start: endpoint
    .meta({ right: 'release.start', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/releases', tags, summary: 'Begin the release checks of a manuscript' })
    .input(z.object({ manuscriptId: Id, destination: line(100).min(2), duties: Duties }))
    .errors(refuses('not_found', 'wrong_state', 'invalid', 'conflict'))
    .output(Release),
  assign: endpoint
    .meta({ right: 'release.start', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/releases/{id}/assign', tags, summary: 'Give a duty to somebody else' })
    .input(on.extend({ stage: z.enum(RELEASE_STAGES), personId: Id }))
    .errors(acted)
    .output(Release),
  sign: endpoint
    .meta({ right: 'release.sign', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/releases/{id}/sign',
      tags,
      summary: 'Sign my duty on the text that I saw',
    })
    .input(
      on.extend({
        stage: z.enum(RELEASE_STAGES),
        /** Of the text that was on the screen. */
        hash: z.string().length(64),
        checks: z.array(z.string().max(30)).max(10),
        errors: z.array(FoundError).max(100).default([]),
        opinion: line(500).default(''),
      }),
    )
    .errors(acted)
    .output(Release),
  return: endpoint
    .meta({ right: 'release.sign', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/releases/{id}/return',
      tags,
      summary: 'Return the text with what is wrong',
    })
    .input(
      on.extend({
        stage: z.enum(RELEASE_STAGES),
        hash: z.string().length(64),
        reason: Reason,
        errors: z.array(FoundError).max(100).default([]),
      }),
    )
    .errors(acted)
    .output(Release),
  revise: endpoint
    .meta({ right: 'release.start', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/releases/{id}/revise', tags, summary: 'Take the text as it stands now' })
    .input(on)
    .errors(acted)
    .output(Release),
  release: endpoint
    .meta({ right: 'release.start', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/releases/{id}/release', tags, summary: 'Let it out: all have signed' })
    .input(on)
    .errors(acted)
    .output(Release),
  releaseUrgent: endpoint
    .meta({ right: 'release.urgent', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/releases/{id}/urgent',
      tags,
      summary: 'Let it out first; the checks follow',
    })
    .input(on.extend({ reason: Reason }))
    .errors(acted)
    .output(Release),
  cancel: endpoint
    .meta({ right: 'release.start', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/releases/{id}/cancel', tags, summary: 'Call the release off' })
    .input(on.extend({ reason: Reason }))
    .errors(acted)
    .output(Release),
  sheet: endpoint
    .meta({ right: 'release.read', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/releases/{id}/sheet',
      tags,
      summary: 'The sign-off sheet as a Word or PDF file',
    })
    .input(z.object({ id: Id, as: PrintedAs }))
    .errors(refuses('not_found', 'disk_full'))
    .output(z.object({ fileId: Id, name: z.string() })),
  errors: endpoint
    .meta({ right: 'release.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/releases/errors', tags, summary: 'Errors found, by duty and by unit' })
    .input(z.object({ from: Day, to: Day }))
    .errors(refuses())
    .output(
      z.object({
        stages: z.array(
          z.object({ stage: z.enum(RELEASE_STAGES), signed: z.number().int(), found: z.number().int() }),
        ),
        units: z.array(z.object({ unit: Named, texts: z.number().int(), found: z.number().int() })),
      }),
    ),
};
