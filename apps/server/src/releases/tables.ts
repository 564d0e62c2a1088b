import type { Block, ReleaseStage, ReleaseState, Role } from '@xinxuan/contract';
import type { ColumnType, Generated } from 'kysely';

declare module '../db/connect.ts' {
  interface Tables {
    releases: ReleaseTable;
    release_texts: {
      body_id: string;
      release_id: string;
      number: number;
      title: string;
      body: ColumnType<Block[], string, string>;
      hash: string;
      given_by: string;
      given_at: string;
    };
    release_duties: {
      body_id: string;
      release_id: string;
      stage: ReleaseStage;
      person_id: string;
      /** The post in which the duty is his. */
      role: Role | null;
      unit_id: string | null;
    };
    release_signs: {
      seq: Generated<number>;
      body_id: string;
      release_id: string;
      stage: ReleaseStage;
      person_id: string;
      for_id: string | null;
      role: Role | null;
      unit_id: string | null;
      text_number: number;
      hash: string;
      passed: boolean;
      opinion: string;
      checks: string[];
      errors: ColumnType<unknown, string, never>;
      at: string;
    };
  }
}

export type ReleaseTable = {
  body_id: string;
  id: string;
  manuscript_id: string;
  desk_unit_id: string;
  destination: string;
  state: ReleaseState;
  text_number: number;
  hash: string;
  started_by: string;
  started_at: string;
  released_by: string | null;
  released_at: string | null;
  /** The number of the text that went out. */
  released_text: number | null;
  urgent_by: string | null;
  urgent_at: string | null;
  urgent_reason: string | null;
  cancelled_by: string | null;
  cancelled_at: string | null;
  cancel_reason: string | null;
  version: number;
};
