import type { SavedQuestion, SearchNotify } from '@xinxuan/contract';
import type { ColumnType, Generated } from 'kysely';

declare module '../db/connect.ts' {
  interface Tables {
    search_texts: {
      body_id: string;
      manuscript_id: string;
      at: string;
      day: number;
      title: string;
      normal: string;
      terms: number[];
      triples: boolean;
      hash: string;
      changed: Generated<number>;
    };
    search_days: { body_id: string; day: number; texts: number };
    search_queue: {
      seq: Generated<number>;
      body_id: string;
      manuscript_id: string;
      old: Generated<boolean>;
      queued_at: Generated<string>;
    };
    search_files: {
      body_id: string;
      file_id: string;
      state: FileState;
      tries: Generated<number>;
      since: string;
      text: Generated<string>;
      zh: string | null;
      en: string | null;
    };
    saved_searches: {
      body_id: string;
      id: string;
      person_id: string;
      appointment_id: string;
      name: string;
      question: ColumnType<SavedQuestion, string, string>;
      notify: SearchNotify;
      seen_until: number;
      told_on: string | null;
      created_at: string;
      version: number;
    };
    saved_search_finds: {
      body_id: string;
      search_id: string;
      manuscript_id: string;
      found_at: string;
      told: Generated<boolean>;
    };
  }
}

/** `no_text`: pictures and the like, which say nothing that could be searched. */
export type FileState = 'waiting' | 'reading' | 'read' | 'no_text' | 'failed';
