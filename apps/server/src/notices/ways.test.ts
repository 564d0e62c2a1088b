import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bureau, startBureau } from '../../test/bureau.ts';
import { saveQuietRow } from './channel-queries.ts';
import { gatherDue } from './gather.ts';
import { gatheredWords, outsideWords } from './kinds.ts';
import { tell } from './tell.ts';
import type { Told } from './told.ts';
import { saveWishesRow } from './way-queries.ts';
import { afterQuiet, isQuiet } from './wishes.ts';

let bureau: Bureau;
const people = {} as Record<'writer' | 'head' | 'noAddress', string>;
const at = (text: string): Date => new Date(`${text}+08:00`);
const SECRET = '城东夜市整治方案（机密★）：某队长联系方式 13912345678';

beforeAll(async () => {
  bureau = await startBureau('2026-05-20T02:00:00Z');
  const unit = await bureau.addUnit({ name: '市容科', kind: 'section', below: bureau.root });
  people.writer = await bureau.addPerson('陆晓棠', { unitId: unit, role: 'correspondent' });
  people.head = await bureau.addPerson('郭北辰', { unitId: unit, role: 'unit_head' });
  people.noAddress = await bureau.addPerson('祁远', { unitId: unit, role: 'correspondent' });
  const { db } = bureau.database;
  for (const [id, email, phone] of [
    [people.writer, 'writer@example.cn', '13900000001'],
    [people.head, 'head@example.cn', '010-82345678'],
  ])
    await db
      .updateTable('people')
      .set({ email, phone })
      .where('id', '=', id ?? '')
      .execute();
  await db
    .insertInto('mail_settings')
    .values({
      ...{ body_id: bureau.body, incoming: '{}', incoming_secret: null, door: '{}', outgoing_secret: null },
      ...{ outgoing: '{"on":true}', rules: '{}', version: 1, saved_by: people.head },
      saved_at: '2026-05-20T00:00:00Z',
    } as never)
    .execute();
});
afterAll(() => bureau.close());
beforeEach(async () => {
  bureau.time.now = at('2026-05-20T10:00');
  const { db } = bureau.database;
  for (const table of [
    'outbox',
    'notice_sends',
    'notices',
    'notice_wishes',
    'notice_channels',
    'notice_settings',
  ] as const)
    await db.deleteFrom(table).execute();
});

type More = Partial<Pick<Told, 'personIds' | 'kind' | 'urgent' | 'dutyId' | 'manuscriptId'>>;
const say = ({ manuscriptId, ...more }: More = {}): Promise<void> =>
  bureau.write(tx =>
    tell(tx, {
      ...{ personIds: [people.writer], kind: 'to_review', zh: SECRET, en: SECRET, now: bureau.time.now },
      ...(manuscriptId ? { manuscriptId } : { link: '/notices' }),
      ...more,
    }),
  );
async function until(text: string) {
  bureau.time.now = at(text);
  await gatherDue(bureau.database, () => bureau.time.now);
  return queued();
}
async function queued() {
  const rows = await bureau.database.db
    .selectFrom('outbox')
    .select(['channel', 'receiver', 'payload'])
    .orderBy('seq')
    .execute();
  return rows.map(row => ({
    ...row,
    payload: row.payload as unknown as { title: { zh: string }; link: string; urgent?: boolean },
  }));
}
const wish = (personId: string, more: object) =>
  bureau.write(tx =>
    saveWishesRow(tx, personId, {
      ...{ ways: { mail: ['to_do'], sms: [] }, quiet: null, digest: false, version: 0 },
      ...more,
    }),
  );

describe('what leaves with an act', () => {
  it('goes to those with an address, by the transaction of the act, and tells nobody else outside', async () => {
    await say({ personIds: [people.writer, people.head, people.noAddress] });
    expect(await queued()).toEqual([]);
    const sent = await until('2026-05-20T10:03');
    expect(sent.map(row => [row.channel, row.receiver])).toEqual([
      ['mail', people.writer],
      ['mail', people.head],
    ]);
    await bureau.database.write(
      bureau.body,
      async tx => {
        await tell(tx, {
          personIds: [people.writer],
          kind: 'returned',
          zh: 'x',
          en: 'x',
          link: '/notices',
          now: bureau.time.now,
        });
        return 'refused';
      },
      () => true,
    );
    expect(await until('2026-05-20T11:00')).toHaveLength(2);
  });

  it('carries general words and a link, never anything of the notice', async () => {
    for (const kind of ['to_review', 'returned', 'lead', 'commission_passed', 'secrecy_refused'] as const)
      await say({ kind, manuscriptId: 'man_1' });
    await say({ kind: 'duty', urgent: true });
    await until('2026-05-20T10:05');
    const all = JSON.stringify(await bureau.database.db.selectFrom('outbox').selectAll().execute());
    for (const part of ['城东', '夜市', '机密', '某队长', '139123']) expect(all).not.toContain(part);
    expect(all).toContain('稿件待审核');
    expect(all).toContain('/manuscripts/man_1');
  });

  it('goes by the ways that each has chosen for the group', async () => {
    await wish(people.writer, { ways: { mail: ['points'], sms: [] } });
    await say();
    expect(await until('2026-05-20T10:10')).toEqual([]);
    await say({ kind: 'award_granted' });
    expect((await until('2026-05-20T10:20')).map(row => row.payload.title.zh)).toEqual(['评优有进展']);
  });
});

describe('gathering', () => {
  it('makes one message of several within some minutes, with a kind each once', async () => {
    await say({ manuscriptId: 'man_1' });
    bureau.time.now = at('2026-05-20T10:01');
    await say({ manuscriptId: 'man_2' });
    await say({ kind: 'duty', dutyId: null });
    const sent = await until('2026-05-20T10:03');
    expect(sent.map(row => row.payload)).toEqual([
      {
        title: {
          zh: '3 条新通知：有稿件待审核（2）、有应办事项到了提醒时间（1）',
          en: '3 new notices: A manuscript to review (2); A duty wants attention (1)',
        },
        link: '/notices',
      },
    ]);
    expect(await until('2026-05-20T10:30')).toHaveLength(1);
  });

  it('leaves out what was read meanwhile', async () => {
    await say();
    await bureau.database.db.updateTable('notices').set({ read_at: bureau.time.now.toISOString() }).execute();
    expect(await until('2026-05-20T10:03')).toEqual([]);
  });

  it('is done once by two nodes at the same moment', async () => {
    for (let i = 0; i < 20; i++) await say({ personIds: [people.writer, people.head] });
    bureau.time.now = at('2026-05-20T10:05');
    const clock = () => bureau.time.now;
    await Promise.all([1, 2, 3, 4].map(() => gatherDue(bureau.database, clock)));
    expect((await queued()).map(row => row.receiver).sort()).toEqual([people.writer, people.head].sort());
  });
});

describe('quiet hours', () => {
  it('hold until their end what is not urgent, and never what is', async () => {
    bureau.time.now = at('2026-05-20T23:00');
    await say();
    await say({ urgent: true });
    expect((await queued()).map(row => row.payload.urgent)).toEqual([true]);
    expect(await until('2026-05-21T06:59')).toHaveLength(1);
    expect(await until('2026-05-21T07:00')).toHaveLength(2);
  });

  it('are those of the person, else of the body', async () => {
    await bureau.write(tx => saveQuietRow(tx, { from: 9 * 60, to: 11 * 60 }, 0));
    await wish(people.head, { quiet: { from: 12 * 60, to: 12 * 60 } });
    await say({ personIds: [people.writer, people.head] });
    expect((await until('2026-05-20T10:30')).map(row => row.receiver)).toEqual([people.head]);
    expect(await until('2026-05-20T11:00')).toHaveLength(2);
  });

  it('cross midnight or not, and begin and end with the minute', () => {
    const night = { from: 1320, to: 420 };
    expect(
      ['21:59', '22:00', '00:00', '06:59', '07:00'].map(time => isQuiet(at(`2026-05-20T${time}`), night)),
    ).toEqual([false, true, true, true, false]);
    expect(afterQuiet(at('2026-05-20T22:30:40'), night)).toEqual(at('2026-05-21T07:00'));
    expect(afterQuiet(at('2026-05-20T03:10'), night)).toEqual(at('2026-05-20T07:00'));
    const none = { from: 0, to: 0 };
    expect(afterQuiet(at('2026-05-20T00:00'), none)).toEqual(at('2026-05-20T00:00'));
  });
});

it('names what is many only by its commonest kinds', () => {
  expect(gatheredWords(['to_review'])).toEqual(outsideWords('to_review'));
  expect(gatheredWords(['a', 'b', 'duty', 'returned', 'adopted', 'to_clear']).zh).toBe(
    '6 条新通知：信宣有一条新通知（2）、有应办事项到了提醒时间（1）、有稿件被退回（1）等',
  );
});

it('reaches a body of many thousands in one act', async () => {
  const ids = Array.from({ length: 6000 }, (_, n) => `per_many${n}`);
  const { db } = bureau.database;
  await sql`insert into people (body_id, id, name, user_name, email)
    select ${bureau.body}, id, '多人', id, id || '@example.cn' from unnest(${ids}::text[]) id`.execute(db);
  await db.deleteFrom('notice_sends').execute();
  await say({ personIds: ids });
  for (const table of ['notices', 'notice_sends'] as const) {
    const { n } = await db
      .selectFrom(table)
      .select(eb => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect([table, Number(n)]).toEqual([table, 6000]);
  }
  expect(await until('2026-05-20T10:10')).toHaveLength(6000);
  await say({ personIds: ids, urgent: true });
  expect((await queued()).filter(row => row.payload.urgent)).toHaveLength(6000);
});
