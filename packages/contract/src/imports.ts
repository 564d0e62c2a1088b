import * as z from 'zod';
import { Can, Day, endpoint, Id, line, Moment, Named, PageInput, pageOf, Reason, refuses } from './base.ts';
import { GENRES, IMPORTANCES, MANUSCRIPT_TYPES, POSITIONS } from './words.ts';

/** `history`: a sheet of items and adoptions; `folder`: documents, alone or in archives. */
export const IMPORT_KINDS = ['history', 'folder'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/**
 * `mapping`: the columns wait to be named; `reading`: documents are being read; `ready`: looked through, nothing taken in;
 * `taking`, `undoing`: under way; `done`, `undone`, `cancelled`: ended.
 */
export const IMPORT_STATES = [
  'mapping',
  'reading',
  'ready',
  'taking',
  'done',
  'undoing',
  'undone',
  'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/**
 * `waiting`: not read yet; `ready`: can be taken in; `wrong`: something must be put right first; `refused`: the document
 * cannot be read; `repeated`: is there already; `skipped`: left out by a person; `taken`; `undone`.
 */
export const IMPORT_ROW_STATES = [
  'waiting',
  'ready',
  'wrong',
  'refused',
  'repeated',
  'skipped',
  'taken',
  'undone',
] as const;
export type ImportRowState = (typeof IMPORT_ROW_STATES)[number];

/** Columns that a history can have, in the order in which they are asked for. */
export const HISTORY_FIELDS = [
  'title',
  'unit',
  'sentOn',
  'authors',
  'eventOn',
  'type',
  'genre',
  'importance',
  'outlet',
  'publishedOn',
  'issue',
  'position',
  'page',
  'body',
] as const;
export type HistoryField = (typeof HISTORY_FIELDS)[number];
export const NEEDED_FIELDS: readonly HistoryField[] = ['title', 'unit'];

/** `draft`: into the importer's hands, to be gone on with; `history`: as reported on its day, with what it brings in points. */
export const TAKE_AS = ['draft', 'history'] as const;
export type TakeAs = (typeof TAKE_AS)[number];

const Said = z.object({ zh: z.string(), en: z.string() });

/** Something about one cell or field. `error` keeps the row out; `note` only says what was made of it. */
export const ImportProblem = Said.extend({
  code: z.string(),
  weight: z.enum(['error', 'note']),
  field: z.string(),
  /** Such as C12; empty for a document. */
  cell: z.string(),
  value: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportCounts = z.record(z.enum(IMPORT_ROW_STATES), z.number().int());

export const ImportSummary = z.object({
  id: Id,
  kind: z.enum(IMPORT_KINDS),
  name: z.string(),
  state: z.enum(IMPORT_STATES),
  takenAs: z.enum(TAKE_AS).nullable(),
  by: Named,
  at: Moment,
  counts: ImportCounts,
  manuscripts: z.number().int(),
  adoptions: z.number().int(),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

export const Mapping = z.partialRecord(z.enum(HISTORY_FIELDS), z.number().int().min(0).max(59));
export type Mapping = z.infer<typeof Mapping>;

/** The head of a sheet as it lies there, for the step in which its columns are named. */
export const SheetView = z.object({
  sheets: z.array(z.string()),
  sheet: z.string(),
  headRow: z.number().int(),
  /** Titles of the columns in the head row, from column A. */
  head: z.array(z.string()),
  /** The first rows below it. */
  rows: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()) })),
  mapping: Mapping,
  /** Whether the mapping is the one that was last used for such a head. */
  remembered: z.boolean(),
});
export type SheetView = z.infer<typeof SheetView>;

export const Import = ImportSummary.extend({
  /** Rows or documents gone through in the work under way. */
  progress: z.object({ done: z.number().int(), all: z.number().int() }),
  /** The work stopped because a server ended; it can be gone on with. */
  interrupted: z.boolean(),
  sheet: SheetView.nullable(),
  /** The same file, taken in before and not undone. */
  sameFile: z.array(z.object({ id: Id, at: Moment, by: z.string() })),
  undone: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
  can: z.object({ take: Can, cancel: Can, undo: Can, change: Can }),
});
export type Import = z.infer<typeof Import>;

export const ImportRow = z.object({
  number: z.number().int().max(10_000_000),
  /** The file's name, with its folder; empty for a row of a sheet. */
  file: z.string(),
  state: z.enum(IMPORT_ROW_STATES),
  title: z.string(),
  unit: z.object({ id: Id.nullable(), text: z.string() }),
  authors: z.array(z.object({ id: Id.nullable(), text: z.string() })),
  sentOn: Day.nullable(),
  eventOn: Day.nullable(),
  type: z.enum(MANUSCRIPT_TYPES),
  genre: z.enum(GENRES),
  importance: z.enum(IMPORTANCES),
  words: z.number().int(),
  photos: z.number().int(),
  adoption: z
    .object({
      outlet: z.object({ id: Id.nullable(), text: z.string() }),
      publishedOn: Day.nullable(),
      issue: z.string(),
      position: z.enum(POSITIONS),
      page: z.string(),
    })
    .nullable(),
  problems: z.array(ImportProblem),
  /** Fields that the reader was not certain of. */
  unsure: z.array(z.string()),
  /** Texts that say the same. */
  repeats: z.array(z.object({ id: Id, title: z.string(), percent: z.number().int() })),
  manuscriptId: Id.nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

const one = z.object({ id: Id });
const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  ({ method, path: `/imports${path}`, tags: ['imports'], summary }) as const;
const reads = endpoint.meta({ right: 'import.manage', writes: false, place: 'thing' });
const writes = endpoint.meta({ right: 'import.manage', writes: true, place: 'thing' });

/** An import begins where the person stands who begins it. */
const begins = endpoint.meta({ right: 'import.manage', writes: true, place: 'body' });

export const imports = {
  list: endpoint
    .meta({ right: 'import.manage', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/imports', tags: ['imports'], summary: 'Imports, newest first' })
    .input(
      PageInput.extend({
        kind: z.enum(IMPORT_KINDS).optional(),
        state: z.array(z.enum(IMPORT_STATES)).max(8).optional(),
      }),
    )
    .errors(refuses())
    .output(pageOf(ImportSummary)),
  get: reads
    .route(route('GET', '/{id}', 'One import: how far it is, and what may be done'))
    .input(one)
    .errors(refuses('not_found'))
    .output(Import),
  rows: reads
    .route(route('GET', '/{id}/rows', 'Rows or documents of an import'))
    .input(
      PageInput.extend({
        id: Id,
        state: z.array(z.enum(IMPORT_ROW_STATES)).max(8).optional(),
        /** Only rows about which something is said. */
        doubtful: z.stringbool().or(z.boolean()).default(false),
        q: line(60).optional(),
      }),
    )
    .errors(refuses('not_found'))
    .output(pageOf(ImportRow)),
  openHistory: begins
    .route(route('POST', '/history', 'Begin an import of a sheet'))
    .input(z.object({ fileId: Id }))
    .errors(refuses('not_found', 'unreadable_file', 'too_large', 'invalid'))
    .output(Import),
  map: writes
    .route(
      route('POST', '/{id}/columns', 'Choose sheet, head row and columns; with `check`, go through all rows'),
    )
    .input(
      z.object({
        id: Id,
        sheet: z.string().max(60).optional(),
        headRow: z.number().int().min(1).max(100).optional(),
        mapping: Mapping.optional(),
        check: z.boolean().default(false),
      }),
    )
    .errors(refuses('not_found', 'wrong_state', 'unreadable_file', 'too_large', 'invalid'))
    .output(Import),
  marked: writes
    .route(route('POST', '/{id}/marked', 'The sheet with its wrong cells marked, as a workbook'))
    .input(one)
    .errors(refuses('not_found', 'wrong_state', 'unreadable_file', 'too_large', 'disk_full'))
    .output(z.object({ fileId: Id, name: z.string() })),
  openFolder: begins
    .route(route('POST', '/folder', 'Begin an import of documents'))
    .input(z.object({ name: line(100).min(1) }))
    .errors(refuses('invalid'))
    .output(Import),
  addFiles: writes
    .route(
      route('POST', '/{id}/files', 'Add uploaded documents or archives; they are read in the background'),
    )
    .input(
      z.object({
        id: Id,
        files: z
          .array(z.object({ fileId: Id, path: line(300) }))
          .min(1)
          .max(200),
      }),
    )
    .errors(refuses('not_found', 'wrong_state', 'too_large'))
    .output(Import),
  saveRow: writes
    .route(route('POST', '/{id}/rows/{number}', 'Put one document right, or leave it out'))
    .input(
      z.object({
        id: Id,
        number: z.coerce.number().int().min(1).max(10_000_000),
        title: line(200).min(1).optional(),
        unitId: Id.optional(),
        authorIds: z.array(Id).max(10).optional(),
        sentOn: Day.nullable().optional(),
        eventOn: Day.nullable().optional(),
        type: z.enum(MANUSCRIPT_TYPES).optional(),
        skip: z.boolean().optional(),
      }),
    )
    .errors(refuses('not_found', 'wrong_state', 'invalid'))
    .output(ImportRow),
  take: writes
    .route(route('POST', '/{id}/take', 'Take in every row that is ready; runs in the background'))
    .input(z.object({ id: Id, as: z.enum(TAKE_AS) }))
    .errors(refuses('not_found', 'wrong_state', 'invalid'))
    .output(Import),
  cancel: writes
    .route(route('POST', '/{id}/cancel', 'Stop; what has been taken in stays and can be undone'))
    .input(one)
    .errors(refuses('not_found', 'wrong_state'))
    .output(Import),
  undo: writes
    .route(route('POST', '/{id}/undo', 'Take a whole import back, as long as nothing was built on it'))
    .input(z.object({ id: Id, reason: Reason }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(Import),
};
