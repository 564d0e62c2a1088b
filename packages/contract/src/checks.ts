import * as z from 'zod';
import { Can, Day, endpoint, Id, line, Moment, Named, PageInput, pageOf, Reason, refuses } from './base.ts';
import { QUALITY_SEVERITIES } from './quality.ts';
import { MANUSCRIPT_STATES, MANUSCRIPT_TYPES } from './words.ts';

/**
 * How a desk wants a rule. `off`: not looked for; `advice`: shown, nothing more; `normal`: as the rule is written;
 * `blocking`: nothing is sent while it finds something.
 */
export const RULE_MODES = ['off', 'advice', 'normal', 'blocking'] as const;
export type RuleMode = (typeof RULE_MODES)[number];

const RuleChoice = z.object({
  mode: z.enum(RULE_MODES),
  type: z.enum(MANUSCRIPT_TYPES).nullable(),
  unit: Named,
  by: z.string(),
  at: Moment,
});
export type RuleChoice = z.infer<typeof RuleChoice>;

export const CheckRule = z.object({
  id: z.string(),
  severity: z.enum(QUALITY_SEVERITIES),
  /** The law asks for it: it may be made graver, never weaker. */
  fixed: z.boolean(),
  source: z.string(),
  zh: z.string(),
  en: z.string(),
  wrong: z.array(z.string()),
  right: z.array(z.string()),
  /** What holds at the unit asked for, for the type asked for. */
  mode: z.enum(RULE_MODES),
  /** Whose choice that is; null when nobody chose. */
  from: RuleChoice.nullable(),
  /** The choices of this very unit, by type. */
  own: z.array(RuleChoice),
});
export type CheckRule = z.infer<typeof CheckRule>;

export const FINDING_ANSWERS = ['repaired', 'left', 'not_a_fault'] as const;
export type FindingAnswer = (typeof FINDING_ANSWERS)[number];

export const RuleFigures = z.object({
  rule: z.string(),
  severity: z.enum(QUALITY_SEVERITIES),
  /** Findings that people met: repaired before sending, or standing in the text that was sent. */
  found: z.number().int(),
  repaired: z.number().int(),
  left: z.number().int(),
  notAFault: z.number().int(),
  /** Sent without any answer. */
  unanswered: z.number().int(),
  /** Manuscripts concerned. */
  manuscripts: z.number().int(),
});
export type RuleFigures = z.infer<typeof RuleFigures>;

export const AnsweredFinding = z.object({
  manuscript: z.object({ id: Id, title: z.string(), unit: z.string() }),
  rule: z.string(),
  answer: z.enum(FINDING_ANSWERS).nullable(),
  reason: z.string(),
  /** Null where nothing may be quoted. */
  quote: z.string().nullable(),
  by: z.string().nullable(),
  at: Moment,
});
export type AnsweredFinding = z.infer<typeof AnsweredFinding>;

export const SecrecyWord = z.object({
  id: Id,
  word: z.string(),
  reason: z.string(),
  addedBy: Named,
  addedAt: Moment,
  removedAt: Moment.nullable(),
});
export type SecrecyWord = z.infer<typeof SecrecyWord>;

export const SecrecyRefusal = z.object({
  id: Id,
  person: Named,
  unit: z.string().nullable(),
  /** At which act it was refused. */
  endpoint: z.string(),
  rule: z.string(),
  firstAt: Moment,
  lastAt: Moment,
  times: z.number().int(),
  /** Keyed: tells whether the same text came again, and nothing of the text. */
  hash: z.string(),
});
export type SecrecyRefusal = z.infer<typeof SecrecyRefusal>;

export const WaitingClearance = z.object({
  id: Id,
  title: z.string(),
  unit: Named,
  state: z.enum(MANUSCRIPT_STATES),
  since: Moment,
  hints: z.number().int(),
  cleared: z.array(z.string()),
  held: z.boolean(),
});
export type WaitingClearance = z.infer<typeof WaitingClearance>;

const Days = z.object({ from: Day, to: Day, unitId: Id.optional() });

export const checks = {
  rules: endpoint
    .meta({ right: 'network.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/checks/rules',
      tags: ['checks'],
      summary: 'Every rule of the quality check, as it holds at a unit',
    })
    .input(z.object({ unitId: Id.optional(), type: z.enum(MANUSCRIPT_TYPES).optional() }))
    .errors(refuses('not_found'))
    .output(
      z.object({
        unit: Named.nullable(),
        version: z.string(),
        rules: z.array(CheckRule),
        can: z.object({ choose: Can }),
      }),
    ),
  choose: endpoint
    .meta({ right: 'check.manage', writes: true, place: 'thing' })
    .route({
      method: 'PUT',
      path: '/checks/rules/{rule}',
      tags: ['checks'],
      summary: 'How a desk wants a rule; null takes the choice back, so that the one above holds',
    })
    .input(
      z.object({
        rule: line(20).min(1),
        unitId: Id,
        type: z.enum(MANUSCRIPT_TYPES).nullable().default(null),
        mode: z.enum(RULE_MODES).nullable(),
      }),
    )
    .errors(refuses('not_found', 'invalid'))
    .output(CheckRule),
  figures: endpoint
    .meta({ right: 'check.manage', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/checks/figures',
      tags: ['checks'],
      summary: 'How often each rule found something, and what people answered',
    })
    .input(Days)
    .errors(refuses())
    .output(z.array(RuleFigures)),
  answered: endpoint
    .meta({ right: 'check.manage', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/checks/answers',
      tags: ['checks'],
      summary: 'The findings behind a figure, newest first',
    })
    .input(
      PageInput.extend({
        ...Days.shape,
        rule: line(20).optional(),
        answer: z.enum([...FINDING_ANSWERS, 'none']).optional(),
      }),
    )
    .errors(refuses())
    .output(pageOf(AnsweredFinding)),
  /** Read by the security role alone: writers learn of a hit in their own text and nothing else. */
  words: endpoint
    .meta({ right: 'secrecy.manage', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/secrecy/words',
      tags: ['checks'],
      summary: 'Words that hint at secrets',
    })
    .input(z.object({}).default({}))
    .errors(refuses())
    .output(z.array(SecrecyWord)),
  addWord: endpoint
    .meta({ right: 'secrecy.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/secrecy/words',
      tags: ['checks'],
      summary: 'Put a word on the list; * stands for up to six characters, # for digits',
    })
    .input(z.object({ word: line(40).min(2), reason: Reason }))
    .errors(refuses('invalid', 'conflict'))
    .output(SecrecyWord),
  removeWord: endpoint
    .meta({ right: 'secrecy.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/secrecy/words/{id}/remove',
      tags: ['checks'],
      summary: 'Take a word off the list, or put it back',
    })
    .input(z.object({ id: Id, undo: z.boolean().default(false) }))
    .errors(refuses('not_found', 'conflict'))
    .output(z.array(SecrecyWord)),
  refusals: endpoint
    .meta({ right: 'secrecy.manage', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/secrecy/refusals',
      tags: ['checks'],
      summary: 'Texts refused for a secrecy mark: who, when, where; never the text',
    })
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(SecrecyRefusal)),
};
