import type { InstructionLevel, InstructionState, ReceiverState } from '@xinxuan/contract';
import type { Generated } from 'kysely';

declare module '../db/connect.ts' {
  interface Tables {
    instructions: InstructionTable;
    instruction_receivers: ReceiverTable;
    instruction_events: {
      seq: Generated<number>;
      body_id: string;
      instruction_id: string;
      receiver_id: string | null;
      at: string;
      kind: InstructionEventKind;
      person_id: string;
      text: string;
    };
  }
}

export type InstructionEventKind =
  | 'recorded'
  | 'taken'
  | 'answered'
  | 'sent_back'
  | 'accepted'
  | 'closed'
  | 'cancelled';

export type InstructionTable = {
  body_id: string;
  id: string;
  manuscript_id: string;
  giver: string;
  giver_id: string | null;
  level: InstructionLevel;
  given_on: string;
  text: string;
  file_id: string | null;
  state: InstructionState;
  outcome: string | null;
  /** What it scores by. */
  fact_id: string;
  recorded_by: string;
  recorded_at: string;
  ended_by: string | null;
  ended_at: string | null;
  ended_reason: string | null;
  version: number;
};

export type ReceiverTable = {
  body_id: string;
  id: string;
  instruction_id: string;
  unit_id: string;
  due_at: string | null;
  state: ReceiverState;
  taken_by: string | null;
  taken_at: string | null;
  answer: string | null;
  answered_by: string | null;
  answered_at: string | null;
};
