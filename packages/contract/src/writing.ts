import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { Can, endpoint, Flag, Id, line, Moment, Named, refuses, Version } from './base.ts';
import { Body } from './manuscript.ts';
import { MANUSCRIPT_STATES } from './words.ts';

const Mark = z.object({
  n: z.number().int(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: Moment,
});
const Run = z.object({
  text: z.string(),
  ins: z.number().int().optional(),
  del: z.number().int().optional(),
});
/** The text with the trace of its changes; see `redline/redline.ts`. */
const RedlineShape = z.object({ marks: z.array(Mark), runs: z.array(Run) });

/** Who works on a text: its writers, the person who signs, or the desk. Their changes are traced but for the writers'. */
export const TEXT_SIDES = ['writer', 'review', 'desk'] as const;
export type TextSide = (typeof TEXT_SIDES)[number];

const Said = z.string().trim().min(1).max(1000);
const Comment = z.object({ id: Id, by: Named, at: Moment, said: z.string(), mentions: z.array(Named) });

/** What is said about one passage. */
export const CommentThread = z.object({
  id: Id,
  /** The words as they stood when the first comment was made. */
  quote: z.string(),
  /** Where they stand in the flat text now; null once they have been taken out. */
  stretch: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
  comments: z.array(Comment),
  resolved: z.object({ by: Named, at: Moment }).nullable(),
});
export type CommentThread = z.infer<typeof CommentThread>;

/** A change that somebody took or rejected: by whom it was and who decided. */
export const DecidedChange = z.object({
  id: Id,
  by: Named,
  at: Moment,
  added: z.string(),
  removed: z.string(),
  decision: z.enum(['accept', 'reject']),
  decidedBy: Named,
  decidedAt: Moment,
});
export type DecidedChange = z.infer<typeof DecidedChange>;

/** The text that holds, as it is worked on: with the trace of its changes, what is said about it, and what I may do. */
export const TextInWork = z.object({
  id: Id,
  version: Version,
  state: z.enum(MANUSCRIPT_STATES),
  unit: Named,
  /** In which part I write here; null when I only read. */
  side: z.enum(TEXT_SIDES).nullable(),
  title: z.string(),
  body: Body,
  revisionId: Id,
  redline: RedlineShape.nullable(),
  threads: z.array(CommentThread),
  decisions: z.array(DecidedChange),
  /** Who may be named in a comment: they have a part in this manuscript. */
  people: z.array(Named),
  can: z.object({ write: Can, decide: Can, comment: Can }),
});
export type TextInWork = z.infer<typeof TextInWork>;

export const Present = z.object({ person: Named, writing: z.boolean(), since: Moment });
export type Present = z.infer<typeof Present>;

const read = { right: 'manuscript.read', writes: false, place: 'thing' } as const;
/** Signers, writers and the desk hold different rights; the handler asks for the one of the side that acts. */
const write = { right: 'manuscript.read', writes: true, place: 'thing' } as const;
const onText = z.object({ id: Id, version: Version });

export const writing = {
  open: endpoint
    .meta(read)
    .route({
      method: 'GET',
      path: '/manuscripts/{id}/text',
      tags: ['writing'],
      summary: 'The text in work, with its changes and comments',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(TextInWork),
  save: endpoint
    .meta(write)
    .route({
      method: 'PUT',
      path: '/manuscripts/{id}/text',
      tags: ['writing'],
      summary: 'Save the text as its writer, its signer or the desk; changes of the last two are traced',
    })
    .input(onText.extend({ title: line(200), body: Body }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid', 'too_large'))
    .output(TextInWork),
  /** Takes or rejects traced changes, one, some or all; who decided on whose change is kept. */
  decide: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/changes',
      tags: ['writing'],
      summary: 'Accept or reject traced changes',
    })
    .input(
      onText.extend({
        changes: z.array(z.number().int().positive()).min(1).max(5000).nullable(),
        decision: z.enum(['accept', 'reject']),
      }),
    )
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(TextInWork),
  /** Makes an older version the text again, as a new version: nothing in between is lost. */
  restore: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/restore',
      tags: ['writing'],
      summary: 'Restore an older version as a new one',
    })
    .input(onText.extend({ revisionId: Id }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(TextInWork),
  /** Begins a thread on a passage, or answers in one. */
  comment: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/comments',
      tags: ['writing'],
      summary: 'Comment on a passage, or answer',
    })
    .input(
      z.object({
        id: Id,
        on: z.union([
          z.object({ threadId: Id }),
          /** `from` counts in the flat text that the commenter saw; the nearest such words are meant. */
          z.object({ from: z.number().int().nonnegative(), quote: z.string().min(1).max(2000) }),
        ]),
        said: Said,
        mentions: z.array(Id).max(20).default([]),
      }),
    )
    .errors(refuses('not_found', 'invalid', 'wrong_state'))
    .output(TextInWork),
  resolve: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/comments/{threadId}/resolve',
      tags: ['writing'],
      summary: 'Close a thread of comments, or open it again',
    })
    .input(z.object({ id: Id, threadId: Id, resolved: z.boolean() }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(TextInWork),
  /** Server-sent events while a text is open: who is here, and which version holds. Being connected is being here. */
  room: endpoint
    .meta(read)
    .route({
      method: 'GET',
      path: '/manuscripts/{id}/room',
      tags: ['writing'],
      summary: 'Who is at this text, and when it changes (server-sent events)',
    })
    .input(z.object({ id: Id, tab: z.string().regex(/^[0-9a-z-]{4,40}$/), writing: Flag }))
    .errors(refuses('not_found'))
    .output(eventIterator(z.object({ present: z.array(Present), version: Version, said: z.number().int() }))),
  /** As a Word file whose changes can be taken or rejected in Word. */
  download: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/redline',
      tags: ['writing'],
      summary: 'The text with its traced changes as a Word file',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ fileId: Id, name: z.string() })),
};
