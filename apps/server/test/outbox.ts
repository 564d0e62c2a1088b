import { afterAll, beforeAll, beforeEach } from 'vitest';
import { connect, type Database } from '../src/db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../src/db/template.ts';
import { newId } from '../src/ids.ts';
import type { Channel, Delivery, Outcome } from '../src/outbox/delivery.ts';
import { type Queued, queueDelivery } from '../src/outbox/queue.ts';
import { sendDue } from '../src/outbox/round.ts';

/** One database for the tests of a file, emptied before each, with a clock of the tests' own. */
export let database: Database;
export let body: string;
export let now: Date;

export function useOutbox(): void {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = connect(test.config);
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });
  beforeEach(async () => {
    now = new Date('2026-11-23T01:00:00Z');
    body = newId('body', now);
    await database.db.deleteFrom('outbox').execute();
    await database.db
      .insertInto('bodies')
      .values({ id: body, name: '区局', demonstration: false, created_at: now.toISOString() })
      .execute();
  });
}

export const keep = (): boolean => false;
export const payload = { title: { zh: '稿件待审核', en: 'To review' }, link: '/manuscripts/man_1' };

export function queue(key: string, more: Partial<Queued> = {}): Promise<boolean> {
  const queued = { channel: 'mail', receiver: 'per_1', payload, dedupeKey: key, now, ...more };
  return database.write(body, tx => queueDelivery(tx, queued), keep);
}

/** A channel that notes what it was given and answers as told. */
export function channel(answer: (delivery: Delivery) => Outcome | Promise<Outcome> = () => ({ sent: true })) {
  const got: Delivery[] = [];
  const made: Channel = {
    name: 'mail',
    send: async delivery => {
      got.push(delivery);
      return answer(delivery);
    },
  };
  const alarms: string[] = [];
  const round = (): Promise<number> =>
    sendDue(database, {
      channels: [made],
      clock: () => now,
      alarm: async (_, dead) => void alarms.push(`${dead.receiver}: ${dead.error}`),
    });
  return { got, alarms, round };
}

export const states = async (): Promise<string[]> =>
  (await database.db.selectFrom('outbox').select('state').orderBy('seq').execute()).map(row => row.state);
export const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
