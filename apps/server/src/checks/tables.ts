import type { RuleMode } from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    rule_choices: {
      body_id: string;
      unit_id: string;
      rule: string;
      type: string;
      choice: RuleMode;
      chosen_by: string;
      chosen_at: string;
    };
    secrecy_words: {
      body_id: string;
      id: string;
      word: string;
      reason: string;
      added_by: string;
      added_at: string;
      removed_by: string | null;
      removed_at: string | null;
    };
    secrecy_refusals: {
      body_id: string;
      id: string;
      person_id: string;
      unit_id: string | null;
      endpoint: string;
      rule: string;
      first_at: string;
      last_at: string;
      times: number;
      text_hash: string;
      last_hash: string;
    };
  }
}
