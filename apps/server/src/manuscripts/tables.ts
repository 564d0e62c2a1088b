import type {
  Block,
  Channel,
  DeclineReason,
  Genre,
  Importance,
  ManuscriptState,
  ManuscriptType,
  REVISION_REASONS,
  Redline,
  RepeatAnswer,
  ReviewState,
  Role,
  SecrecyMark,
  StepMode,
} from '@xinxuan/contract';
import type { ColumnType, Generated } from 'kysely';
import type { TextPlace } from '../db/hanging-texts.ts';

declare module '../db/connect.ts' {
  interface Tables {
    manuscripts: ManuscriptColumns;
    field_reports: {
      body_id: string;
      manuscript_id: string;
      person_id: string;
      unit_id: string;
      on_day: string;
      place: string;
      banners: number | null;
      leaflets: number | null;
      consultations: number | null;
      reported_at: string;
    };
    manuscript_authors: { body_id: string; manuscript_id: string; person_id: string; position: number };
    revisions: {
      body_id: string;
      id: string;
      manuscript_id: string;
      number: number;
      kind: RevisionKind;
      title: string;
      body: ColumnType<Block[], string, string>;
      words: number;
      hash: string;
      created_by: string;
      created_at: string;
      sealed_at?: string | null;
      sealed_by?: string | null;
      seal_reason?: string | null;
      seal_id?: string | null;
      /** Who wrote it besides `created_by`. */
      writers: Generated<string[]>;
      saved_at: Generated<string | null>;
      reason: Generated<RevisionReason>;
      based_on: Generated<string | null>;
      restored_from: Generated<string | null>;
      added: Generated<number | null>;
      removed: Generated<number | null>;
      redline: ColumnType<Redline | null, string | null | undefined, string | null>;
      /** False for versions from before photos were kept with the text. */
      photos_kept: Generated<boolean>;
    };
    manuscript_files: {
      body_id: string;
      manuscript_id: string;
      file_id: string;
      role: FileUse;
      caption: string;
      position: number;
    };
    manuscript_events: {
      seq: Generated<number>;
      body_id: string;
      id: string;
      manuscript_id: string;
      at: string;
      kind: EventKind;
      person_id: string | null;
      role: Role | null;
      unit_id: string | null;
      detail: ColumnType<Record<string, unknown>, string, never>;
    };
    manuscript_fingerprints: { body_id: string; manuscript_id: string; fingerprints: number[] };
    common_fingerprints: { body_id: string; fingerprint: number };
    repeat_answers: {
      body_id: string;
      id: string;
      manuscript_id: string;
      other_id: string;
      side: 'writer' | 'desk';
      answer: RepeatAnswer;
      note: string;
      answered_by: string;
      answered_at: string;
      withdrawn_by: string | null;
      withdrawn_at: string | null;
    };
    seals: {
      body_id: string;
      id: string;
      manuscript_id: string;
      sealed_by: string;
      sealed_at: string;
      reason: string;
      revision_was: string | null;
      words: Buffer;
      opened_by?: string | null;
      opened_at?: string | null;
    };
    sealed_pieces: {
      body_id: string;
      seal_id: string;
      number: number;
      place: ColumnType<TextPlace, string, never>;
      content: Buffer;
      left_hash: string;
    };
    sealed_files: { body_id: string; seal_id: string; file_id: string };
    manuscript_repeats: { body_id: string; manuscript_id: string; other_id: string; shared_percent: number };
    reviews: {
      body_id: string;
      id: string;
      manuscript_id: string;
      round: number;
      step: number;
      role: Role;
      reviewer_id: string;
      state: ReviewState;
      revision_id: string;
      arrived_at: string | null;
      due_at: string | null;
      decided_by: string | null;
      decided_at: string | null;
      reason: string | null;
      seat: Generated<number>;
      mode: Generated<StepMode>;
      due_hours: Generated<number>;
      signed_hash: string | null;
      carried_from: string | null;
      /** Where its reviewer holds the role of the step. */
      unit_id?: string | null;
      /** Who of those who may sign it has opened it last. */
      opened_by?: string | null;
      opened_at?: string | null;
    };
  }
}

export type RevisionKind = 'draft' | 'sent' | 'review' | 'desk';
export type RevisionReason = (typeof REVISION_REASONS)[number];
export type FileUse = 'photo' | 'attachment' | 'source';

/** The life line's words (M7). */
export const EVENT_KINDS = [
  'created',
  'submitted',
  'resubmitted',
  'approved',
  'returned',
  'withdrawn',
  'taken_back',
  'received',
  'accepted',
  'desk_returned',
  'declined',
  'merged',
  'desk_edited',
  'review_edited',
  'text_restored',
  'changes_decided',
  'undone',
  'adopted',
  'adoption_claimed',
  'adoption_verified',
  'adoption_refused',
  'adoption_withdrawn',
  'secrecy_cleared',
  'secrecy_held',
  'revision_sealed',
  'revision_unsealed',
  'repeat_declared',
  'repeat_decided',
  'repeat_withdrawn',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type ManuscriptColumns = {
  /** The name that a device gave it when it was begun there. */
  draft_key?: string | null;
  body_id: string;
  id: string;
  unit_id: string;
  unit_path: string;
  state: ManuscriptState;
  channel: Channel;
  type: ManuscriptType;
  genre: Genre;
  importance: Importance;
  themes: string[];
  title: string;
  event_on: string | null;
  secrecy: SecrecyMark;
  lead_note: string | null;
  lead_id: string | null;
  revision_id: string;
  desk_revision_id: string | null;
  words: number;
  round: number;
  holder_person_id: string | null;
  holder_role: Role | null;
  holder_unit_id: string | null;
  held_since: string | null;
  due_at: string | null;
  late: boolean;
  decline_reason: DeclineReason | null;
  decline_note: string | null;
  merged_into: string | null;
  forwarded_from: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
  submitted_at: string | null;
  at_desk_at: string | null;
  decided_at: string | null;
  discarded_at: string | null;
  /** The first of those who have it now to open it. */
  opened_at?: string | null;
  opened_by?: string | null;
  version: number;
};
