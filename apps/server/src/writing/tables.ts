declare module '../db/connect.ts' {
  interface Tables {
    change_decisions: {
      body_id: string;
      id: string;
      manuscript_id: string;
      made_by: string;
      made_at: string;
      added: string;
      removed: string;
      decision: 'accept' | 'reject';
      decided_by: string;
      decided_at: string;
    };
    comment_threads: {
      body_id: string;
      id: string;
      manuscript_id: string;
      quote: string;
      stretch_from: number;
      stretch_to: number;
      created_by: string;
      created_at: string;
      resolved_by: string | null;
      resolved_at: string | null;
    };
    comments: {
      body_id: string;
      id: string;
      thread_id: string;
      said: string;
      mentions: string[];
      person_id: string;
      at: string;
    };
    comment_grounds: { body_id: string; manuscript_id: string; flat: string };
    text_presence: {
      body_id: string;
      manuscript_id: string;
      person_id: string;
      tab: string;
      writing: boolean;
      since: string;
      seen_at: string;
    };
  }
}

export {};
