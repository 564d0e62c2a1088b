import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelDraft } from '@xinxuan/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { sendDue } from '../outbox/round.ts';
import { filled, noticeChannels } from './channels.ts';
import { gatherDue } from './gather.ts';
import type { NoticeKind } from './kinds.ts';
import { outsideOf } from './outside.ts';
import { post } from './post.ts';
import { tell } from './tell.ts';
import { watchWays } from './watch-ways.ts';
import { contactsOf } from './way-queries.ts';
import { isSigned, type WebhookHeaders } from './webhook.ts';

type Got = { url: string; headers: IncomingHttpHeaders; body: string };

let office: Office;
let admin: Client;
let server: Server;
let base: string;
let got: Got[] = [];
/** What the server outside answers. */
let answer: { status: number; text: string; headers?: Record<string, string> };

beforeAll(async () => {
  office = await startOffice();
  admin = await office.as('system');
  server = createServer((request, response) => {
    let body = '';
    request.on('data', part => {
      body += part;
    });
    request.on('end', () => {
      got.push({ url: request.url ?? '', headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.text);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await office.close();
});
beforeEach(async () => {
  got = [];
  answer = { status: 200, text: '{"errcode":0,"code":0}' };
  office.time.now = new Date('2026-05-20T02:00:00Z');
  const { db } = office.app.database;
  for (const table of ['outbox', 'notice_sends', 'notices', 'notice_channels', 'way_alarms'] as const)
    await db.deleteFrom(table).execute();
});

const draft = (more: Partial<ChannelDraft> & Pick<ChannelDraft, 'kind'>): ChannelDraft => ({
  ...{ version: 0, name: '值班群', active: true, address: `${base}/send?key=KEY-1`, secret: 'SECtest' },
  ...{ template: null, groups: ['to_do'] },
  ...more,
});
const clock = (): Date => office.time.now;
const later = (ms: number): void => {
  office.time.now = new Date(office.time.now.getTime() + ms);
};

/** Rounds of the test's own hand, with the office's secrets: its own rounds may have been faster. */
async function rounds(): Promise<void> {
  const { sealer } = office.app.mail.works;
  const ways = { sealer, origin: 'https://xx.example.cn', outside: outsideOf(['127.0.0.0/8']) };
  await gatherDue(office.app.database, clock);
  const channels = noticeChannels(ways);
  await sendDue(office.app.database, { channels, clock, alarm: async () => undefined });
}
/** The server's own rounds may still be sending what these did not find. */
const arrived = (count: number) =>
  expect
    .poll(async () => {
      await rounds();
      return got.length;
    })
    .toBe(count);
const say = (kind: NoticeKind = 'to_review', urgent = false): Promise<void> =>
  office.app.database.write(
    office.body,
    tx =>
      tell(tx, {
        personIds: [office.people.writer],
        kind,
        zh: '《夜市》待审',
        en: 'x',
        link: '/reviews',
        urgent,
        now: clock(),
      }),
    () => false,
  );

describe('robots', () => {
  it('get general words and a link, signed as each vendor documents', async () => {
    await admin.notices.saveChannel(draft({ kind: 'dingtalk', address: `${base}/ding?access_token=T` }));
    await admin.notices.saveChannel(draft({ kind: 'feishu', address: `${base}/feishu` }));
    await admin.notices.saveChannel(draft({ kind: 'wecom', secret: null, address: `${base}/wecom?key=K` }));
    await say('to_review', true);
    await arrived(3);
    const byPath = (path: string): Got => got.find(each => each.url.startsWith(path)) as Got;
    const ding = new URL(byPath('/ding').url, base).searchParams;
    const right = createHmac('sha256', 'SECtest')
      .update(`${ding.get('timestamp')}\nSECtest`)
      .digest('base64');
    expect(ding.get('sign')).toBe(right);
    expect(JSON.parse(byPath('/ding').body)).toMatchObject({ at: { isAtAll: true } });
    const feishu = JSON.parse(byPath('/feishu').body) as { timestamp: string; sign: string };
    const key = `${feishu.timestamp}\nSECtest`;
    expect(feishu.sign).toBe(createHmac('sha256', key).update('').digest('base64'));
    expect(byPath('/wecom').url).toBe('/wecom?key=K');
    for (const { body } of got) {
      expect(body).toContain('有稿件待审核');
      expect(body).not.toContain('夜市');
    }
  });

  it('lose nothing to a wrong key: it waits, the administrators hear of it once, a test that gets through sends it', async () => {
    const { id } = await admin.notices.saveChannel(draft({ kind: 'dingtalk' }));
    answer = { status: 200, text: '{"errcode":310000,"errmsg":"sign not match"}' };
    await say('to_review', true);
    for (let tries = 0; tries < 5; tries++) {
      await rounds();
      later(300_000);
    }
    for (let times = 0; times < 2; times++) await watchWays(office.app.database, clock);
    const alarms = (await admin.notices.list({})).rows.filter(row => row.kind === 'channel_dead');
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({ link: '/network/channels' });
    expect(alarms[0]?.zh).toContain('310000');
    const [shown] = (await admin.notices.channels()).rows;
    expect(shown?.health).toMatchObject({ waiting: 1, lastSentAt: null });
    expect(shown?.health.lastError).toContain('310000');
    expect(await admin.notices.testChannel({ id })).toMatchObject({ sent: false, revived: 0 });
    answer = { status: 200, text: '{"errcode":0}' };
    later(1000);
    expect(await admin.notices.testChannel({ id })).toEqual({ sent: true, error: null, revived: 1 });
    got = [];
    await arrived(1);
    expect(got.map(each => JSON.parse(each.body).text.content)).toEqual([
      expect.stringContaining('有稿件待审核'),
    ]);
    await watchWays(office.app.database, clock);
    expect(await office.app.database.db.selectFrom('way_alarms').selectAll().execute()).toEqual([]);
  });

  it('never show or record an address or a secret', async () => {
    await admin.notices.saveChannel(draft({ kind: 'dingtalk' }));
    const shown = await admin.notices.channels();
    expect(shown.rows[0]).toMatchObject({ host: new URL(base).host, hasSecret: true });
    const rows = await office.app.database.db.selectFrom('notice_channels').selectAll().execute();
    const trail = await office.app.database.db.selectFrom('audit_entries').selectAll().execute();
    for (const text of [JSON.stringify(shown), JSON.stringify(trail)])
      for (const secret of ['KEY-1', 'SECtest']) expect(text).not.toContain(secret);
    expect(rows[0]?.address.toString('utf8')).not.toContain('KEY-1');
  });

  it('follow no redirection and name no address when they fail', async () => {
    const { id } = await admin.notices.saveChannel(draft({ kind: 'wecom', secret: null }));
    answer = { status: 302, text: '', headers: { location: `${base}/elsewhere` } };
    const { sent, error } = await admin.notices.testChannel({ id });
    expect([sent, got.length]).toEqual([false, 1]);
    expect(error).not.toContain('KEY-1');
  });
});

describe('webhooks', () => {
  it('are signed in the standard form, each event by itself; while secrets are exchanged by both', async () => {
    const made = await admin.notices.saveChannel(
      draft({ kind: 'webhook', secret: null, address: `${base}/hook` }),
    );
    const first = made.secret ?? '';
    await say();
    await say('duty');
    await say('at_desk');
    await arrived(2);
    for (const { headers, body } of got) {
      const signed = { headers: headers as WebhookHeaders & IncomingHttpHeaders, body, now: clock() };
      expect(isSigned(signed, first)).toBe(true);
      expect(isSigned({ ...signed, body: `${body} ` }, first)).toBe(false);
    }
    expect(got.map(each => JSON.parse(each.body).type).sort()).toEqual(['at_desk', 'to_review']);
    expect(new Set(got.map(each => each.headers['webhook-id'])).size).toBe(2);
    const exchanged = await admin.notices.exchangeSecret({ id: made.id, version: made.version });
    got = [];
    await admin.notices.testChannel({ id: made.id });
    const [test] = got;
    const signed = {
      headers: test?.headers as WebhookHeaders & IncomingHttpHeaders,
      body: test?.body ?? '',
      now: clock(),
    };
    expect([isSigned(signed, first), isSigned(signed, exchanged.secret)]).toEqual([true, true]);
  });

  it('are tried again under the same id', async () => {
    await admin.notices.saveChannel(draft({ kind: 'webhook', secret: null }));
    answer = { status: 503, text: '', headers: { 'retry-after': '60' } };
    await say();
    await arrived(1);
    answer = { status: 204, text: '' };
    later(59_000);
    await rounds();
    expect(got).toHaveLength(1);
    later(2000);
    await arrived(2);
    expect(got[0]?.headers['webhook-id']).toBe(got[1]?.headers['webhook-id']);
  });
});

describe('short messages', () => {
  it('reach the phone in the roster through the gateway by its own form, and only for what is urgent unless chosen', async () => {
    const { db } = office.app.database;
    await db
      .updateTable('people')
      .set({ phone: '13900000001' })
      .where('id', '=', office.people.writer)
      .execute();
    const template = '{"to":["{phone}"],"content":"{title} {link}","sign":"信宣"}';
    await admin.notices.saveChannel(draft({ kind: 'sms', template, groups: [] }));
    await say();
    later(600_000);
    await rounds();
    expect(got).toEqual([]);
    await say('to_review', true);
    await arrived(1);
    const [{ body, headers }] = got as [Got];
    expect(JSON.parse(body)).toMatchObject({ to: ['13900000001'], sign: '信宣' });
    const key = `whsec_${Buffer.from('SECtest').toString('base64')}`;
    expect(isSigned({ headers: headers as never, body, now: clock() }, key)).toBe(true);
  });

  it('carry whatever a value holds to its place, within quotes or outside, and nothing beside it', () => {
    const nasty = [
      '"}],"to":"x',
      'a&b=c?d#e',
      '两行\n第二行\r\t\u2028',
      '\\',
      '\\"',
      '{phone}{link}',
      "';--",
      '\ud83d\udea8',
    ];
    const template =
      '{"a":"{phone}","b":{title},"c":["{title} {link}",{link}],"{title}":1,"d\\"{title}":{phone}}';
    for (const title of nasty)
      for (const phone of ['13900000001', '+86 139-0000-0001', '0139', '1",2', '']) {
        const link = `https://x.example.cn/?q=${title}`;
        const sent = JSON.parse(filled(template, { phone, title, link })) as unknown;
        expect(sent).toEqual({
          ...{ a: phone, b: title, c: [`${title} ${link}`, link], [title]: 1 },
          [`d"${title}`]: phone === '13900000001' ? 13_900_000_001 : phone,
        });
      }
  });

  it('refuse a form that is no JSON', async () => {
    for (const template of ['{"to": {phone}x}', '{"to": -{phone}}', '{"to": "{title}}'])
      expect(await refusalOf(admin.notices.saveChannel(draft({ kind: 'sms', template })))).toMatchObject({
        ...{ code: 'invalid', fields: { template: expect.anything() } },
      });
  });
});

it('a channel that is removed takes with it what waited for it', async () => {
  const { id, version } = await admin.notices.saveChannel(draft({ kind: 'wecom', active: true }));
  answer = { status: 500, text: '' };
  await say('to_review', true);
  await arrived(1);
  await expect.poll(async () => (await admin.notices.channels()).rows[0]?.health.lastError).toBe('HTTP 500');
  expect(await admin.notices.removeChannel({ id, version })).toEqual({ withdrawn: 1 });
  expect((await admin.notices.channels()).rows).toEqual([]);
});

it('belongs to the system administrator at the top', async () => {
  for (const person of ['writer', 'chief', 'security'] as const)
    expect(await refusalOf((await office.as(person)).notices.channels())).toMatchObject({
      code: 'forbidden',
    });
});

describe('an address', () => {
  const { mayReach } = outsideOf(['10.8.0.0/16', 'fd00::5']);

  it.each([
    '127.0.0.1 ::1 0.0.0.0 :: 169.254.169.254 fe80::1 10.1.2.3 172.20.0.1 192.168.1.1 100.64.0.1 fd00::6',
    '::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 224.0.0.1 255.255.255.255',
    '::ffff:0:7f00:1 64:ff9b:1::7f00:1 2001::1 192.88.99.1 fec0::1',
  ])('inside the house is not reached unless allowed: %s', ips => {
    for (const ip of ips.split(' ')) expect([ip, mayReach(ip)]).toEqual([ip, false]);
  });

  it('outside, or in a net that was allowed, is', () => {
    for (const ip of ['47.95.1.1', '2408:4000::1', '10.8.3.4', 'fd00::5']) expect(mayReach(ip)).toBe(true);
  });

  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]'])(
    'of this machine is refused however it is written: %s',
    async host => {
      const url = `http://${host}:${new URL(base).port}/send?key=KEY-1`;
      const posted = post({ url, body: '{}', signal: AbortSignal.timeout(20_000), outside: outsideOf([]) });
      await expect(posted).rejects.toThrow(/INSIDE_NETS/u);
      expect(got).toEqual([]);
    },
  );
});

it('an answer without end is read no further than its beginning', async () => {
  const endless = createServer((_, response) => {
    const more = (): void => void (response.write('x'.repeat(65_536)) ? setImmediate(more) : 0);
    response.writeHead(200).on('drain', more);
    more();
  });
  await new Promise<void>(resolve => endless.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/`;
  const outside = outsideOf(['127.0.0.1']);
  const { text } = await post({ url, body: '{}', signal: AbortSignal.timeout(20_000), outside });
  expect(text).toHaveLength(20_000);
  endless.close();
});

it('what the other side says back holds no key and can be recorded', async () => {
  const { id } = await admin.notices.saveChannel(
    draft({ kind: 'dingtalk', address: `${base}/send?access_token=TOKEN-12345`, secret: 'SECRET-98765' }),
  );
  answer = { status: 200, text: '{"errcode":1,"errmsg":"TOKEN-12345 \\u0000 SECRET-98765"}' };
  const { error } = await admin.notices.testChannel({ id });
  expect(error).toMatch(/^1 … +…$/u);
});

it('a short message that was queued does not reach whoever has left meanwhile', async () => {
  const { db } = office.app.database;
  const people = db.updateTable('people').where('id', '=', office.people.writer);
  await people.set({ phone: '13900000001' }).execute();
  await admin.notices.saveChannel(draft({ kind: 'sms', groups: [] }));
  const reader = office.app.database.reader(office.body);
  expect(await contactsOf(reader, office.people.writer)).toMatchObject({ phone: '13900000001' });
  await people.set({ active: false }).execute();
  try {
    expect(await contactsOf(reader, office.people.writer)).toEqual({ email: null, phone: null });
  } finally {
    await people.set({ active: true }).execute();
  }
});
