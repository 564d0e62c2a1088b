import { describe, expect, it } from 'vitest';
import {
  body,
  channel,
  database,
  keep,
  later,
  now,
  payload,
  queue,
  states,
  useOutbox,
} from '../../test/outbox.ts';
import { type Channel, MOST_ATTEMPTS, waitAfter } from './delivery.ts';
import { claimDue, markFailed } from './queries.ts';
import { deadDeliveries, queueDelivery, reviveDeliveries, withdrawDeliveries } from './queue.ts';
import { sendDue, sweepOutbox } from './round.ts';

useOutbox();

describe('queueing', () => {
  it('goes with the act, and with it only', async () => {
    await database.write(
      body,
      async tx => {
        await queueDelivery(tx, { channel: 'mail', receiver: 'per_1', payload, dedupeKey: 'a', now });
        return 'refused';
      },
      () => true,
    );
    expect(await states()).toEqual([]);
    expect(await queue('a')).toBe(true);
    expect(await states()).toEqual(['waiting']);
  });

  it('takes the same key once', async () => {
    expect([await queue('a'), await queue('a'), await queue('b')]).toEqual([true, false, true]);
    const { got, round } = channel();
    expect(await round()).toBe(2);
    expect(await queue('a')).toBe(false);
    expect(await round()).toBe(0);
    expect(got.map(each => each.payload)).toEqual([payload, payload]);
  });

  it('waits for the moment that it was given', async () => {
    await queue('night', { notBefore: new Date(now.getTime() + 3_600_000) });
    const { got, round } = channel();
    await round();
    expect(got).toEqual([]);
    later(3_600_000);
    await round();
    expect(got).toHaveLength(1);
  });
});

describe('a failed try', () => {
  it('is repeated under the same id, each time later, until it succeeds', async () => {
    await queue('a');
    const { got, round } = channel(each =>
      each.attempt < 4 ? { sent: false, failed: 'busy' } : { sent: true },
    );
    for (let attempt = 1; attempt <= 4; attempt++) {
      await round();
      expect(got).toHaveLength(attempt);
      await round();
      expect(got).toHaveLength(attempt);
      later(waitAfter(attempt));
    }
    expect(new Set(got.map(each => each.id)).size).toBe(1);
    expect(got.map(each => each.attempt)).toEqual([1, 2, 3, 4]);
    expect(await states()).toEqual(['sent']);
  });

  it('waits as long as the other side asked for', async () => {
    await queue('a');
    const { got, round } = channel(() => ({ sent: false, failed: '429', retryAfterMs: 120_000 }));
    await round();
    later(119_999);
    await round();
    expect(got).toHaveLength(1);
    later(1);
    await round();
    expect(got).toHaveLength(2);
  });

  it('is a throw as well', async () => {
    await queue('a');
    const { round } = channel(() => {
      throw new Error('connection reset');
    });
    await round();
    const row = await database.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'failed', attempts: 1, last_error: 'connection reset' });
  });

  it('is kept in words that the database can hold, whatever the other side answers', async () => {
    await queue('a');
    await queue('b', { receiver: 'per_2' });
    const { got, round } = channel(() => ({ sent: false, failed: `bad\u0000\r\nkey \ud83d` }));
    await round();
    expect(got).toHaveLength(2);
    const rows = await database.db.selectFrom('outbox').select(['state', 'last_error']).execute();
    expect(rows.map(row => row.state)).toEqual(['failed', 'failed']);
    expect(rows[0]?.last_error).toBe('bad key \ufffd');
  });

  it('ends after the last with one alarm, and can be revived', async () => {
    await queue('a');
    const { got, alarms, round } = channel(() => ({ sent: false, failed: 'no route' }));
    for (let attempt = 1; attempt <= MOST_ATTEMPTS + 3; attempt++) {
      await round();
      later(waitAfter(attempt));
    }
    expect(got).toHaveLength(MOST_ATTEMPTS);
    expect(alarms).toEqual(['per_1: no route']);
    expect(await deadDeliveries(database.reader(body))).toEqual([
      { channel: 'mail', count: 1, lastError: 'no route' },
    ]);
    expect(await database.write(body, tx => reviveDeliveries(tx, 'mail', now), keep)).toBe(1);
    const mended = channel();
    await mended.round();
    expect(mended.got.map(each => each.id)).toEqual([got[0]?.id]);
    expect(await states()).toEqual(['sent']);
  });

  it('is the last one at once when no try can succeed', async () => {
    await queue('a');
    const { alarms, round } = channel(() => ({ sent: false, refused: 'no such address' }));
    await round();
    expect(alarms).toEqual(['per_1: no such address']);
    expect(await states()).toEqual(['dead']);
  });

  it('raises no alarm that is not kept: both stand in one transaction', async () => {
    await queue('a');
    const made: Channel = { name: 'mail', send: async () => ({ sent: false, refused: 'gone' }) };
    const failing = sendDue(database, {
      channels: [made],
      clock: () => now,
      alarm: () => Promise.reject(new Error('alarm failed')),
    });
    await expect(failing).rejects.toThrow('alarm failed');
    expect(await states()).toEqual(['sending']);
  });
});

describe('a worker that dies', () => {
  it('leaves its deliveries free when the lease ends, not before', async () => {
    await queue('a');
    expect(await claimDue(database, { channel: 'mail', now, leaseMs: 60_000, limit: 5 })).toHaveLength(1);
    const { got, round } = channel();
    later(59_999);
    await round();
    expect(got).toEqual([]);
    later(1);
    await round();
    expect(got.map(each => each.attempt)).toEqual([2]);
  });

  it('cannot speak for the one that took over', async () => {
    await queue('a');
    const [slow] = await claimDue(database, { channel: 'mail', now, leaseMs: 1000, limit: 5 });
    later(1000);
    await claimDue(database, { channel: 'mail', now, leaseMs: 60_000, limit: 5 });
    if (slow) await markFailed(database, slow, { error: 'late', nextAt: now });
    expect(await states()).toEqual(['sending']);
    expect(await claimDue(database, { channel: 'mail', now, leaseMs: 1000, limit: 5 })).toEqual([]);
  });
});

describe('one matter', () => {
  it('keeps its order towards each receiver, also behind a failure', async () => {
    for (const step of ['1', '2', '3']) await queue(step, { about: 'dut_1' });
    await queue('other', { about: 'dut_1', receiver: 'per_2' });
    await queue('free', { about: 'dut_2' });
    let down = true;
    const { got, round } = channel(each =>
      down && each.receiver === 'per_1' && each.about === 'dut_1'
        ? { sent: false, failed: 'down' }
        : { sent: true },
    );
    await round();
    expect(got).toHaveLength(3);
    down = false;
    for (let turn = 0; turn < 4; turn++) {
      later(waitAfter(1));
      await round();
    }
    const mine = await database.db
      .selectFrom('outbox')
      .select(['id', 'state'])
      .where('about', '=', 'dut_1')
      .where('receiver', '=', 'per_1')
      .orderBy('seq')
      .execute();
    const sent = got.filter(each => each.receiver === 'per_1' && each.about === 'dut_1').slice(1);
    expect(sent.map(each => each.id)).toEqual(mine.map(row => row.id));
  });

  it('is withdrawn when it ends; what has left stays', async () => {
    await queue('1', { about: 'dut_1' });
    await channel().round();
    await queue('2', { about: 'dut_1' });
    await queue('3', { about: 'dut_2' });
    expect(await database.write(body, tx => withdrawDeliveries(tx, 'dut_1', now), keep)).toBe(1);
    const { got, round } = channel();
    await round();
    expect(got.map(each => each.about)).toEqual(['dut_2']);
    expect(await states()).toEqual(['sent', 'withdrawn', 'sent']);
  });
});

it('leaves what no channel of this node knows to a node that does', async () => {
  await queue('a', { channel: 'robot' });
  const { round } = channel();
  expect(await round()).toBe(0);
  expect(await states()).toEqual(['waiting']);
});

it('forgets what left a quarter of a year ago', async () => {
  await queue('a');
  await channel().round();
  await queue('b', { channel: 'robot' });
  expect(await sweepOutbox(database, now)).toBe(0);
  later(91 * 86_400_000);
  expect(await sweepOutbox(database, now)).toBe(1);
  expect(await states()).toEqual(['waiting']);
});

it('sends each once with several nodes at work', async () => {
  for (let n = 0; n < 120; n++) await queue(`k${n}`);
  const nodes = Array.from({ length: 4 }, () => channel());
  await Promise.all(nodes.map(node => node.round()));
  const all = nodes.flatMap(node => node.got.map(each => each.id));
  expect(all).toHaveLength(120);
  expect(new Set(all).size).toBe(120);
});

it('lets a channel that never answers hold up none of the others', async () => {
  for (let n = 0; n < 20; n++) await queue(`slow${n}`, { channel: 'webhook', receiver: `cha_${n}` });
  await queue('mail');
  let answer = (): void => undefined;
  const stuck = new Promise<void>(resolve => {
    answer = resolve;
  });
  let mailed = (): void => undefined;
  const arrived = new Promise<void>(resolve => {
    mailed = resolve;
  });
  const sent = { sent: true } as const;
  const slow: Channel = { name: 'webhook', send: () => stuck.then(() => sent) };
  const mail: Channel = {
    name: 'mail',
    send: async () => {
      mailed();
      return sent;
    },
  };
  const done = sendDue(database, { channels: [slow, mail], clock: () => now, alarm: async () => undefined });
  await arrived;
  expect(await states()).toContain('sending');
  answer();
  expect(await done).toBe(21);
});
