import type { WorkingHours } from '@xinxuan/contract';
import type { NamedDay } from '../deadlines/calendar.ts';

declare module '../db/connect.ts' {
  interface Tables {
    calendars: { body_id: string; version: number; hours: WorkingHours | string | null };
    calendar_notices: {
      body_id: string;
      year: number;
      papers: string[];
      days: NamedDay[] | string;
      brought_by: string;
      brought_at: string;
    };
    calendar_days: {
      body_id: string;
      unit_id: string;
      day: string;
      work: boolean;
      reason: string;
      decided_by: string;
      decided_at: string;
    };
  }
}
