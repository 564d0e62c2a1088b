import type { ChannelKind } from '@xinxuan/contract';
import type { Channel, Delivery, Outcome, SendCall } from '../outbox/delivery.ts';
import { storable } from '../outbox/round.ts';
import { findChannel, findSmsGateway } from './channel-queries.ts';
import type { Outside } from './outside.ts';
import { outcomeOf, post } from './post.ts';
import { dingtalkAnswer, dingtalkRequest } from './robots/dingtalk.ts';
import { feishuAnswer, feishuRequest } from './robots/feishu.ts';
import type { RobotAnswer, RobotMessage, RobotRequest } from './robots/message.ts';
import { wecomAnswer, wecomRequest } from './robots/wecom.ts';
import type { NoticeChannelRow } from './tables.ts';
import { contactsOf } from './way-queries.ts';
import { webhookHeaders } from './webhook.ts';

/** What seals the secrets of the ways out; nothing opens for another owner. */
export type Sealer = {
  seal(bytes: Uint8Array, of: string): Buffer;
  open(sealed: Uint8Array, of: string): Buffer | null;
};

export type Parts = { sealer: Sealer; origin: string; outside: Outside };

/** A channel with its secrets opened for the moment of sending. */
type Opened = { address: string; secret: string; former: string | null; row: NoticeChannelRow };

const SWITCHED_OFF = '渠道已停用或已移除 the channel is switched off or gone';
const KEY_LOST = '渠道的地址或密钥无法打开，请重新填写 its secrets cannot be opened, enter them again';
/** Robots take twenty messages a minute. */
const TOO_MANY_WAIT_MS = 60_000;

/** The ways out that a body sets up itself: robots, webhooks, the SMS gateway. */
export function noticeChannels(parts: Parts): Channel[] {
  const robots = (['wecom', 'dingtalk', 'feishu'] as const).map(
    (name): Channel => ({ name, send: bySelf(parts, sendRobot) }),
  );
  const webhook: Channel = { name: 'webhook', send: bySelf(parts, sendWebhook) };
  const sms: Channel = {
    name: 'sms',
    send: async (delivery, call) => {
      const row = await findSmsGateway(call.reader);
      if (!row) return { sent: false, failed: SWITCHED_OFF };
      const { phone } = await contactsOf(call.reader, delivery.receiver);
      if (!phone)
        return { sent: false, refused: '名册中没有此人的手机号 the roster has no phone of this person' };
      return withOpened(parts, row, opened => sendSms(opened, { ...parts, delivery, call, phone }));
    },
  };
  return [...robots, webhook, sms];
}

type Sent = { delivery: Delivery; call: SendCall } & Pick<Parts, 'origin' | 'outside'>;
type Send = (opened: Opened, sent: Sent) => Promise<Outcome>;

/** The receiver of a robot or webhook is the channel itself. */
function bySelf(parts: Parts, send: Send): Channel['send'] {
  return async (delivery, call) => {
    const row = await findChannel(call.reader, delivery.receiver);
    if (!row?.active) return { sent: false, failed: SWITCHED_OFF };
    return withOpened(parts, row, opened => send(opened, { ...parts, delivery, call }));
  };
}

async function withOpened(
  { sealer }: Parts,
  row: NoticeChannelRow,
  send: (opened: Opened) => Promise<Outcome>,
): Promise<Outcome> {
  const address = sealer.open(row.address, ownerOf(row, 'address'))?.toString('utf8');
  const opened = (sealed: Buffer | null) =>
    sealed === null ? '' : sealer.open(sealed, ownerOf(row, 'secret'))?.toString('utf8');
  const secret = opened(row.secret);
  if (address === undefined || secret === undefined) return { sent: false, failed: KEY_LOST };
  const former = opened(row.former_secret) || null;
  const outcome = await send({ row, address, secret, former });
  return withoutSecrets(outcome, [address, secret, former ?? '', ...partsOf(address)]);
}

/** What in an address may be a key: the values of its query and the parts of its path. */
function partsOf(address: string): string[] {
  const { searchParams, pathname } = new URL(address);
  return [...searchParams.values(), ...pathname.split('/')];
}

const SHORTEST_KEY = 8;

/** The other side may say back what it was told; its words are shown and recorded, a key is not. */
function withoutSecrets(outcome: Outcome, secrets: readonly string[]): Outcome {
  if (outcome.sent) return outcome;
  const clean = (said: string): string =>
    storable(
      secrets
        .filter(secret => secret.length >= SHORTEST_KEY)
        .reduce((text, secret) => text.replaceAll(secret, '…'), said),
    );
  if ('refused' in outcome) return { ...outcome, refused: clean(outcome.refused) };
  return { ...outcome, failed: clean(outcome.failed) };
}

export const ownerOf = (
  { body_id, id }: Pick<NoticeChannelRow, 'body_id' | 'id'>,
  what: 'address' | 'secret',
): string => `${body_id}/notice-channel/${id}/${what}`;

/** Tries one channel with a message that says that it is a test. */
export async function trySending(
  parts: Parts,
  row: NoticeChannelRow,
  { delivery, call, phone }: { delivery: Delivery; call: SendCall; phone: string },
): Promise<Outcome> {
  const sent = { ...parts, delivery, call };
  try {
    return await withOpened(parts, row, opened => {
      if (row.kind === 'sms') return sendSms(opened, { ...sent, phone });
      return row.kind === 'webhook' ? sendWebhook(opened, sent) : sendRobot(opened, sent);
    });
  } catch (error) {
    return { sent: false, failed: error instanceof Error ? error.message : String(error) };
  }
}

type Robot = Exclude<ChannelKind, 'webhook' | 'sms'>;
type Vendor = {
  request(at: { address: string; secret: string }, message: RobotMessage, now: Date): RobotRequest;
  answer(text: string): RobotAnswer;
};
const VENDORS: Record<Robot, Vendor> = {
  wecom: { request: ({ address }, message) => wecomRequest(address, message), answer: wecomAnswer },
  dingtalk: { request: dingtalkRequest, answer: dingtalkAnswer },
  feishu: { request: feishuRequest, answer: feishuAnswer },
};

/** What a vendor refuses is tried again: a wrong key is put right by a person, and then nothing may be lost. */
async function sendRobot(
  { row, address, secret }: Opened,
  { delivery, call, origin, outside }: Sent,
): Promise<Outcome> {
  const vendor = VENDORS[row.kind as Robot];
  const { title, link, urgent } = delivery.payload;
  const message = { title: title.zh, link: `${origin}${link}`, urgent: urgent === true };
  const request = vendor.request({ address, secret }, message, call.now);
  const answered = await post({ ...request, signal: call.signal, outside });
  if (answered.status !== 200) return outcomeOf(answered);
  const answer = vendor.answer(answered.text);
  if (answer.kind === 'sent') return { sent: true };
  if (answer.kind === 'later')
    return { sent: false, failed: '发送过于频繁 too many at once', retryAfterMs: TOO_MANY_WAIT_MS };
  return { sent: false, failed: answer.reason };
}

async function sendWebhook(
  { address, secret, former }: Opened,
  { delivery, call, origin, outside }: Sent,
): Promise<Outcome> {
  const { title, link, urgent, kind } = delivery.payload;
  const body = JSON.stringify({
    type: kind ?? 'notice',
    timestamp: delivery.createdAt.toISOString(),
    data: { title: title.zh, titleEn: title.en, link: `${origin}${link}`, urgent: urgent === true },
  });
  const secrets = former ? [secret, former] : [secret];
  const headers = webhookHeaders({ id: delivery.id, body, now: call.now }, secrets);
  return outcomeOf(await post({ url: address, body, headers, signal: call.signal, outside }));
}

export const USUAL_TEMPLATE = '{"phone":"{phone}","text":"【信宣】{title} {link}"}';

/** The gateway gets its own JSON, signed like a webhook with the bytes of the secret as key. */
async function sendSms(
  { row, address, secret }: Opened,
  { delivery, call, phone, origin, outside }: Sent & { phone: string },
): Promise<Outcome> {
  const { title, link } = delivery.payload;
  const body = filled(row.template ?? USUAL_TEMPLATE, { phone, title: title.zh, link: `${origin}${link}` });
  const key = `whsec_${Buffer.from(secret).toString('base64')}`;
  const headers = webhookHeaders({ id: delivery.id, body, now: call.now }, [key]);
  return outcomeOf(await post({ url: address, body, headers, signal: call.signal, outside }));
}

/** A string of JSON, or one of our places outside of any. */
const PARTS = /"(?:[^"\\]|\\.)*"|\{(phone|title|link)\}/gsu;
const PLACES = /\{(phone|title|link)\}/gu;

/**
 * Puts the values into a JSON text, so that none can change the rest: within quotes as a part of the string, outside of
 * them as a string of its own; a telephone of digits alone stays the number that the template asks for there.
 */
export function filled(template: string, values: { phone: string; title: string; link: string }): string {
  return template.replaceAll(PARTS, (part, bare?: keyof typeof values) => {
    if (bare === undefined)
      return part.replaceAll(PLACES, (_, name: keyof typeof values) =>
        JSON.stringify(values[name]).slice(1, -1),
      );
    const isNumber = bare === 'phone' && /^[1-9]\d{0,14}$/u.test(values.phone);
    return isNumber ? values.phone : JSON.stringify(values[bare]);
  });
}
