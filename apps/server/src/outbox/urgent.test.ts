import { describe, expect, it } from 'vitest';
import { body, channel, database, keep, later, now, payload, queue, useOutbox } from '../../test/outbox.ts';
import { type Delivery, type Outcome, waitAfter } from './delivery.ts';
import { queueDeliveries } from './queue.ts';

useOutbox();

describe('what is urgent', () => {
  const urgent = { payload: { ...payload, urgent: true } };
  /** Each answers when it is told to, in any order. */
  function slowly() {
    const under: { delivery: Delivery; answer: (outcome: Outcome) => void }[] = [];
    let came = (): void => undefined;
    const { got, round } = channel(
      delivery =>
        new Promise<Outcome>(answer => {
          under.push({ delivery, answer });
          came();
        }),
    );
    const until = async (count: number): Promise<void> => {
      while (got.length < count)
        await new Promise<void>(resolve => {
          came = resolve;
        });
    };
    const answerOne = (at = 0): void => under.splice(at, 1)[0]?.answer({ sent: true });
    return { got, under, round, until, answerOne };
  }
  const ordinary = (count: number) =>
    database.write(
      body,
      tx => {
        const queued = Array.from({ length: count }, (_, n) => ({
          ...{ channel: 'mail', receiver: `per_${n % 50}`, about: `dut_${n % 25}`, payload },
          ...{ dedupeKey: `ordinary${n}`, now },
        }));
        return queueDeliveries(tx, queued);
      },
      keep,
    );
  const keysOf = async (got: readonly Delivery[]): Promise<string[]> => {
    const rows = await database.db.selectFrom('outbox').select(['id', 'dedupe_key']).execute();
    const keys = new Map(rows.map(row => [row.id, row.dedupe_key]));
    return got.map(each => keys.get(each.id) ?? '');
  };

  it('takes the next place that is free of a slow channel, before five hundred that wait', async () => {
    expect(await ordinary(500)).toBe(500);
    const { got, under, round, until, answerOne } = slowly();
    const done = round();
    await until(16);
    for (const key of ['u1', 'u2', 'u3']) await queue(key, { ...urgent, receiver: `chief_${key}` });
    // Only one of sixteen answers, not the first that was taken.
    answerOne(7);
    await until(17);
    answerOne(2);
    answerOne(9);
    await until(19);
    expect((await keysOf(got)).slice(16)).toEqual(['u1', 'u2', 'u3']);
    for (let sent = 19; under.length > 0 || sent < 503; sent = got.length) {
      answerOne();
      if (under.length === 0) await until(Math.min(sent + 1, 503));
    }
    expect(await done).toBe(503);
  });

  it('comes in its order to each receiver, whoever is urgent and whichever try fails', async () => {
    const order: string[] = [];
    // A row of numbers as if drawn by lot, the same in every run.
    let drawn = 7;
    const draw = (below: number): number => {
      drawn = (drawn * 1103515245 + 12345) % 2 ** 31;
      return Math.floor((drawn / 2 ** 31) * below);
    };
    for (let n = 0; n < 60; n++) {
      const more = { receiver: `per_${draw(4)}`, about: `dut_${draw(3)}` };
      await queue(`k${n}`, { ...more, ...(draw(5) === 0 ? urgent : {}) });
    }
    const { got, round } = channel(each => {
      if (each.attempt === 1 && draw(3) === 0) return { sent: false, failed: 'busy' };
      order.push(each.id);
      return { sent: true };
    });
    while (order.length < 60) {
      await round();
      later(waitAfter(1));
    }
    expect(got.length).toBeGreaterThan(60);
    const rows = await database.db.selectFrom('outbox').selectAll().orderBy('seq').execute();
    const ofMatter = (id: string): string => {
      const row = rows.find(each => each.id === id);
      return `${row?.receiver} ${row?.about}`;
    };
    for (const matter of new Set(rows.map(row => ofMatter(row.id))))
      expect(order.filter(id => ofMatter(id) === matter)).toEqual(
        rows.map(row => row.id).filter(id => ofMatter(id) === matter),
      );
  });

  it('hurries what it comes after, in the queue and in its pause after a failure', async () => {
    await queue('first', { about: 'dut_1', receiver: 'per_1' });
    await channel(() => ({ sent: false, failed: 'busy' })).round();
    await ordinary(50);
    await queue('pressing', { ...urgent, about: 'dut_1', receiver: 'per_1' });
    const { got, round, until, answerOne } = slowly();
    const done = round();
    await until(16);
    // Its turn begins at once, although it was to wait after its failure; the next of the matter follows, then what presses.
    expect((await keysOf(got))[0]).toBe('first');
    answerOne();
    await until(17);
    answerOne(15);
    await until(18);
    expect((await keysOf(got)).slice(16)).toEqual(['ordinary1', 'pressing']);
    while (got.length < 52) {
      answerOne();
      await until(Math.min(got.length + 1, 52));
    }
    for (let n = 0; n < 16; n++) answerOne();
    expect(await done).toBe(52);
  });
});
