import type { ChannelDraft, ChannelKind } from '@xinxuan/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Office, startOffice } from '../../test/office.ts';

let office: Office;
let admin: Client;
beforeAll(async () => {
  office = await startOffice();
  admin = await office.as('system');
});
afterAll(() => office.close());
beforeEach(async () => {
  for (const table of ['notice_channels', 'way_alarms'] as const)
    await office.app.database.db.deleteFrom(table).execute();
});

const channel = (kind: ChannelKind, name = '值班群'): ChannelDraft => ({
  ...{
    kind,
    name,
    version: 0,
    active: true,
    address: 'https://example.cn/send?key=KEY-1',
    secret: 'SECtest',
  },
  ...{ template: null, groups: ['to_do'] },
});

describe('the page of one’s own ways', () => {
  const reasons = async (who: Client) => {
    const { reach, robots } = await who.notices.wishes();
    return [reach.mail.why?.reason, reach.sms.why?.reason, robots.why?.reason];
  };
  const roster = (change: { email?: string | null; phone?: string | null }) =>
    office.app.database.db
      .updateTable('people')
      .set(change)
      .where('id', 'in', [office.people.writer, office.people.system])
      .execute();

  it('says of each way what is missing, and leads whoever may mend it there', async () => {
    const writer = await office.as('writer');
    await roster({ email: null, phone: null });
    expect(await reasons(writer)).toEqual(['no_mail_address', 'no_phone', 'no_robot']);
    const mine = await writer.notices.wishes();
    expect(mine.reach.mail.why?.zh).toContain('“人员与任职”');
    expect([mine.reach.mail.mend, mine.reach.sms.mend, mine.robots.mend]).toEqual([null, null, null]);
    const theirs = await admin.notices.wishes();
    expect([theirs.reach.mail.mend, theirs.robots.mend]).toEqual(['/network/people', '/network/channels']);

    // A number that no short message can be sent to does not count as one.
    await roster({ email: 'x@example.cn', phone: '010-82345678' });
    expect(await reasons(writer)).toEqual(['no_outgoing_mail', 'no_mobile', 'no_robot']);
    await roster({ phone: '13900000001' });
    expect(await reasons(writer)).toEqual(['no_outgoing_mail', 'no_gateway', 'no_robot']);
    await admin.notices.saveChannel(channel('sms'));
    await admin.notices.saveChannel(channel('wecom', '宣传工作群'));
    expect(await reasons(writer)).toEqual(['no_outgoing_mail', undefined, undefined]);
    expect((await writer.notices.wishes()).robots.rows).toMatchObject([
      { name: '宣传工作群', kind: 'wecom', why: null },
    ]);
  });

  it('does not show a way as working while it fails', async () => {
    const writer = await office.as('writer');
    await roster({ phone: '13900000001' });
    const sms = await admin.notices.saveChannel(channel('sms'));
    const robot = await admin.notices.saveChannel(channel('feishu'));
    const { db } = office.app.database;
    const raised = { body_id: office.body, raised_at: office.time.now.toISOString() };
    await db
      .insertInto('way_alarms')
      .values([
        { ...raised, way: 'sms', receiver: '' },
        { ...raised, way: 'feishu', receiver: robot.id },
      ])
      .execute();
    const { reach, robots } = await writer.notices.wishes();
    expect([reach.sms.why?.reason, robots.rows[0]?.why?.reason]).toEqual(['way_down', 'way_down']);
    expect(sms.id).not.toBe(robot.id);
  });
});
