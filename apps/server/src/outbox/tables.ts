import type { Generated } from 'kysely';
import type { DeliveryState } from './delivery.ts';

declare module '../db/connect.ts' {
  interface Tables {
    outbox: {
      body_id: string;
      id: string;
      seq: Generated<number>;
      channel: string;
      receiver: string;
      about: string | null;
      payload: string;
      dedupe_key: string;
      state: DeliveryState;
      attempts: number;
      next_at: string;
      last_error: string | null;
      created_at: string;
      ended_at: string | null;
    };
  }
}
