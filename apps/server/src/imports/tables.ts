import type {
  Block,
  Genre,
  HistoryField,
  Importance,
  ImportKind,
  ImportProblem,
  ImportRowState,
  ImportState,
  ManuscriptType,
  Mapping,
  Position,
  TakeAs,
} from '@xinxuan/contract';
import type { ColumnType } from 'kysely';

declare module '../db/connect.ts' {
  interface Tables {
    imports: ImportTable;
    import_rows: {
      body_id: string;
      import_id: string;
      number: number;
      state: ImportRowState;
      file_id: string | null;
      path: string;
      found: ColumnType<Found | null, string | null, string | null>;
      problems: ColumnType<ImportProblem[], string, string>;
      key: string | null;
      manuscript_id: string | null;
      adoption_id: string | null;
      made_manuscript: boolean;
    };
    import_mappings: {
      body_id: string;
      signature: string;
      mapping: ColumnType<Mapping, string, string>;
      used_by: string;
      used_at: string;
    };
  }
}

/** Sheet, head row and columns of a history. */
export type Settings = {
  sheets: string[];
  sheet: string;
  headRow: number;
  mapping: Mapping;
  remembered: boolean;
};

export type ImportTable = {
  body_id: string;
  id: string;
  kind: ImportKind;
  name: string;
  state: ImportState;
  unit_id: string;
  unit_path: string;
  started_by: string;
  started_at: string;
  file_id: string | null;
  sha256: string | null;
  settings: ColumnType<Settings | null, string | null, string | null>;
  taken_as: TakeAs | null;
  beat_at: string | null;
  undone_at: string | null;
  undone_by: string | null;
  undo_reason: string | null;
};

type Matched = { id: string | null; text: string };

/** What a row or a document says, matched with what the body knows. */
export type Found = {
  title: string;
  unit: Matched;
  authors: Matched[];
  sentOn: string | null;
  eventOn: string | null;
  type: ManuscriptType;
  genre: Genre;
  importance: Importance;
  body: Block[];
  words: number;
  photos: { fileId: string; caption: string }[];
  adoption: {
    outlet: Matched;
    publishedOn: string | null;
    issue: string;
    position: Position;
    page: string;
  } | null;
  unsure: string[];
  repeats: { id: string; title: string; percent: number }[];
};

export type FoundRow = {
  number: number;
  state: ImportRowState;
  found: Found;
  problems: ImportProblem[];
  key: string;
};
export type Field = HistoryField;
