import * as z from 'zod';
import { Day, endpoint, Flag, Id, line, Moment, Named, PageInput, pageOf, refuses, Version } from './base.ts';
import { ManuscriptRow } from './manuscript.ts';
import {
  CHANNELS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  OUTLET_LEVELS,
} from './words.ts';

export const SEARCH_SORTS = ['newest', 'best'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** When a saved search speaks up: never, with every new find, or once a day. */
export const SEARCH_NOTIFIES = ['off', 'at_once', 'daily'] as const;
export type SearchNotify = (typeof SEARCH_NOTIFIES)[number];

/** Finds are counted up to here; beyond it the answer says "more than". */
export const SEARCH_COUNTED = 1000;

/** What a search may be narrowed by; every list has the same. */
export const SearchFilter = z.object({
  state: z.array(z.enum(MANUSCRIPT_STATES)).max(8).optional(),
  /** This unit and all below it. */
  unitId: Id.optional(),
  authorId: Id.optional(),
  channel: z.enum(CHANNELS).optional(),
  type: z.enum(MANUSCRIPT_TYPES).optional(),
  genre: z.enum(GENRES).optional(),
  importance: z.enum(IMPORTANCES).optional(),
  theme: line(40).optional(),
  /** Days of sending, both included. */
  from: Day.optional(),
  to: Day.optional(),
  /** Adopted by somebody, or by nobody yet. */
  adopted: Flag.optional(),
  outletId: Id.optional(),
  level: z.enum(OUTLET_LEVELS).optional(),
  mine: Flag.optional(),
});
export type SearchFilter = z.infer<typeof SearchFilter>;

/** A question as it is kept. */
export const SavedQuestion = SearchFilter.extend({ q: line(200).min(1) });
export type SavedQuestion = z.infer<typeof SavedQuestion>;

/** A piece of text in order; `hit` is what was looked for. */
export const Marked = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type Marked = z.infer<typeof Marked>;

export const SNIPPET_PLACES = ['text', 'desk', 'caption', 'attachment'] as const;
export type SnippetPlace = (typeof SNIPPET_PLACES)[number];

export const Found = ManuscriptRow.extend({
  marked: Marked,
  /** Where it stands, a few places at most. */
  snippets: z.array(z.object({ place: z.enum(SNIPPET_PLACES), name: z.string().nullable(), marked: Marked })),
});
export type Found = z.infer<typeof Found>;

/** What the typed words were understood as. */
export const Understood = z.object({
  words: z.array(z.object({ text: z.string(), titleOnly: z.boolean() })),
  without: z.array(z.string()),
  /** Words that were typed without a space between them and are looked for one by one. */
  parted: z.boolean(),
});
export type Understood = z.infer<typeof Understood>;

export const SavedSearch = z.object({
  id: Id,
  name: z.string(),
  question: SavedQuestion,
  notify: z.enum(SEARCH_NOTIFIES),
  /** The post in which it was saved: it asks with the rights of that post, as long as it is held. */
  post: Named,
  held: z.boolean(),
  /** Found since it was saved. */
  finds: z.number().int(),
  createdAt: Moment,
  version: Version,
});
export type SavedSearch = z.infer<typeof SavedSearch>;

export const UnreadFile = z.object({
  fileId: Id,
  name: z.string(),
  url: z.string(),
  manuscript: z.object({ id: Id, title: z.string() }),
  unit: Named,
  zh: z.string(),
  en: z.string(),
  since: Moment,
});
export type UnreadFile = z.infer<typeof UnreadFile>;

const reads = { right: 'manuscript.read', writes: false, place: 'reach' } as const;
const keeps = { right: 'manuscript.read', writes: true, place: 'body' } as const;
const route = <M extends 'GET' | 'POST' | 'PUT'>(method: M, path: `/${string}`, summary: string) => ({
  method,
  path,
  tags: ['search'],
  summary,
});

export const search = {
  find: endpoint
    .meta(reads)
    .route(route('GET', '/search', 'Manuscripts that say this, of those that I may see'))
    .input(
      SearchFilter.extend({
        q: line(200),
        sort: z.enum(SEARCH_SORTS).default('newest'),
        /** `next` of the answer before. */
        after: z.string().max(200).optional(),
        pageSize: z.coerce.number().int().min(1).max(50).default(20),
      }),
    )
    .errors(refuses('invalid'))
    .output(
      z.object({
        rows: z.array(Found),
        understood: Understood,
        /** Only with the first page. `exact` is false where counting stopped: then it is "at least". */
        count: z.object({ found: z.number().int(), exact: z.boolean() }).nullable(),
        next: z.string().nullable(),
        /** The search paused here, because it had to look at very many texts; `next` goes on before this day. */
        pausedAt: Day.nullable(),
      }),
    ),
  /** How far the index is, and how many attachments it could not read. */
  state: endpoint
    .meta(reads)
    .route(route('GET', '/search/state', 'How far the index is'))
    .errors(refuses())
    .output(
      z.object({
        /** Manuscripts that are not to be found by what they say now. */
        waiting: z.number().int(),
        /** Found as ever, only not as quickly yet: the index is being renewed. */
        renewing: z.number().int(),
        kept: z.number().int(),
        filesWaiting: z.number().int(),
        filesUnread: z.number().int(),
      }),
    ),
  unread: endpoint
    .meta(reads)
    .route(route('GET', '/search/unread-files', 'Attachments whose text could not be read, and why'))
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(UnreadFile)),
  readAgain: endpoint
    .meta({ right: 'manuscript.read', writes: true, place: 'thing' })
    .route(route('POST', '/search/unread-files/{fileId}/read-again', 'Read an attachment again'))
    .input(z.object({ fileId: Id, manuscriptId: Id }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(z.object({ fileId: Id })),
  saved: endpoint
    .meta({ ...reads, place: 'body' })
    .route(route('GET', '/saved-searches', 'My saved searches'))
    .errors(refuses())
    .output(z.array(SavedSearch)),
  save: endpoint
    .meta(keeps)
    .route(route('POST', '/saved-searches', 'Save a search'))
    .input(z.object({ name: line(40).min(1), question: SavedQuestion, notify: z.enum(SEARCH_NOTIFIES) }))
    .errors(refuses('invalid', 'conflict'))
    .output(SavedSearch),
  change: endpoint
    .meta(keeps)
    .route(route('PUT', '/saved-searches/{id}', 'Change the name or the notices of a saved search'))
    .input(
      z.object({
        id: Id,
        version: Version,
        name: line(40).min(1),
        notify: z.enum(SEARCH_NOTIFIES),
      }),
    )
    .errors(refuses('not_found', 'stale', 'conflict'))
    .output(SavedSearch),
  remove: endpoint
    .meta(keeps)
    .route(route('POST', '/saved-searches/{id}/remove', 'Remove a saved search'))
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ id: Id })),
};
