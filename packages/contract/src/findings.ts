import * as z from 'zod';
import { Can, endpoint, Id, line, Moment, Named, PageInput, pageOf, Reason, refuses } from './base.ts';
import { FINDING_ANSWERS, WaitingClearance } from './checks.ts';
import { QUALITY_SEVERITIES, TextPlace } from './quality.ts';
import { ROLES } from './words.ts';

/** Steps at which the check runs on the server and its findings are kept. */
export const CHECK_STEPS = ['submitted', 'approved', 'accepted', 'adopted', 'released'] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

export const KeptFinding = z.object({
  rule: z.string(),
  severity: z.enum(QUALITY_SEVERITIES),
  place: TextPlace,
  from: z.number().int(),
  to: z.number().int(),
  /** Null for secrecy findings; masked for personal data. */
  quote: z.string().nullable(),
  /** What is wrong, as the rule says it today. */
  zh: z.string(),
  en: z.string(),
  answer: z.enum(FINDING_ANSWERS).nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
});
export type KeptFinding = z.infer<typeof KeptFinding>;

export const CheckRun = z.object({
  id: Id,
  step: z.enum(CHECK_STEPS),
  at: Moment,
  by: z.string().nullable(),
  revisionNumber: z.number().int(),
  /** SHA-256 of the text that was checked. */
  hash: z.string(),
  /** The version of the rules. */
  rules: z.string(),
  findings: z.array(KeptFinding),
});
export type CheckRun = z.infer<typeof CheckRun>;

export const WritersAnswer = z.object({
  rule: z.string(),
  /** The wording it was given about, as quoted; empty for the whole text. */
  quote: z.string(),
  answer: z.enum(FINDING_ANSWERS),
  reason: z.string(),
  by: z.string(),
  at: Moment,
});
export type WritersAnswer = z.infer<typeof WritersAnswer>;

export const Clearance = z.object({
  /** Something in the text as it stands hints at secrets. */
  needed: z.boolean(),
  /** Which wording is cleared; another one has to be cleared anew. */
  key: z.string(),
  hints: z.array(z.object({ rule: z.string(), place: TextPlace, zh: z.string(), en: z.string() })),
  given: z.array(
    z.object({
      person: Named,
      role: z.enum(ROLES),
      verdict: z.enum(['clear', 'hold']),
      reason: z.string(),
      at: Moment,
    }),
  ),
  cleared: z.boolean(),
  can: z.object({ clear: Can }),
});
export type Clearance = z.infer<typeof Clearance>;

const SealWords = z.array(z.string().trim().min(1).max(60)).max(50);
const SealedWord = z.object({
  word: z.string().nullable(),
  /** Texts that say it, each counted once. */
  places: z.number().int(),
  /** Entries of the audit trail. */
  entries: z.number().int(),
  /** Why it may not be covered. */
  why: Can,
});
export type SealedWord = z.infer<typeof SealedWord>;

/** What the check found and what people said to it (F35, L13): part of the manuscripts' contract. */
export const findings = {
  checkRecord: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/manuscripts/{id}/checks',
      tags: ['manuscripts'],
      summary: 'What the check found at each step, the answers given, and the clearance of the text',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ runs: z.array(CheckRun), answers: z.array(WritersAnswer), clearance: Clearance })),
  answerFinding: endpoint
    .meta({ right: 'manuscript.write', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/finding-answers',
      tags: ['manuscripts'],
      summary: 'Answer a finding of the check; null takes the answer back',
    })
    .input(
      z.object({
        id: Id,
        rule: line(20).min(1),
        text: z.string().max(2000),
        answer: z.enum(FINDING_ANSWERS).nullable(),
        reason: line(200).default(''),
      }),
    )
    .errors(refuses('not_found', 'invalid', 'wrong_state'))
    .output(z.array(WritersAnswer)),
  clear: endpoint
    .meta({ right: 'secrecy.clear', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/clearance',
      tags: ['manuscripts'],
      summary: 'Clear a text in which something hints at secrets, or hold it; two persons have to clear it',
    })
    .input(z.object({ id: Id, key: z.string().max(64), verdict: z.enum(['clear', 'hold']), reason: Reason }))
    .errors(refuses('not_found', 'wrong_state', 'stale'))
    .output(Clearance),
  toClear: endpoint
    .meta({ right: 'secrecy.clear', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/secrecy/waiting',
      tags: ['manuscripts'],
      summary: 'Items that wait for the clearance of two persons',
    })
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(WaitingClearance)),
  seal: endpoint
    .meta({ right: 'revision.seal', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/revisions/{revisionId}/seal',
      tags: ['manuscripts'],
      summary: 'Close an earlier text to reading because it holds what was masked later, or open it again',
    })
    .input(
      z.object({
        id: Id,
        revisionId: Id,
        reason: Reason,
        undo: z.boolean().default(false),
        /** What else is to be covered besides personal data, hints at secrets and what was masked since. */
        words: SealWords.default([]),
      }),
    )
    .errors(refuses('not_found', 'wrong_state', 'invalid'))
    .output(
      z.object({
        sealed: z.boolean(),
        /** The versions that were closed or opened, with those that held the same words. */
        versions: z.array(z.number().int()),
        /** In how many places words were covered or put back. */
        places: z.number().int(),
        /** In how many entries of the audit trail. */
        entries: z.number().int(),
      }),
    ),
  /** In numbers alone: no word is answered that was not asked. */
  previewSeal: endpoint
    .meta({ right: 'revision.seal', writes: false, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/revisions/{revisionId}/seal-preview',
      tags: ['manuscripts'],
      summary: 'How many places a seal would cover, word by word; nothing is changed',
    })
    .input(z.object({ id: Id, revisionId: Id, words: SealWords.default([]) }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(
      z.object({
        /** The version itself, and those that hold the same words. */
        versions: z.array(z.number().int()),
        /** Personal data, hints at secrets and what was masked since, found by themselves and not named. */
        found: z.array(SealedWord),
        asked: z.array(SealedWord),
        /** Labels that a closed period has counted; they stay, because its printed hash was made on them. */
        inClosings: z.number().int(),
      }),
    ),
};
