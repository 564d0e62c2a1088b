declare module '../db/connect.ts' {
  interface Tables {
    plan_topics: TopicTable;
    plan_targets: { body_id: string; topic_id: string; unit_id: string; items: number; adoptions: number };
    plan_items: { body_id: string; manuscript_id: string; topic_id: string; put_by: string; put_at: string };
  }
}

export type TopicTable = {
  body_id: string;
  id: string;
  unit_id: string;
  year: number;
  title: string;
  wanted: string;
  theme: string | null;
  from_on: string;
  to_on: string;
  due_on: string | null;
  /** Null: the end of that day's work. */
  due_minute: number | null;
  published_at: string | null;
  published_by: string | null;
  removed_at: string | null;
  removed_by: string | null;
  made_by: string;
  made_at: string;
  copied_from: string | null;
  version: number;
};
