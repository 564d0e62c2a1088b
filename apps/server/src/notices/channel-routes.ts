import { randomBytes } from 'node:crypto';
import { type ChannelDraft, contract, type NoticeChannel } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { acts, actsOn, answers } from '../http/endpoint.ts';
import { notFound, type Refusal, refuse, stale } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { reviveDeliveries, withdrawDeliveriesTo } from '../outbox/queue.ts';
import {
  deleteChannel,
  findChannel,
  findQuiet,
  healthOf,
  insertChannel,
  listChannels,
  saveQuietRow,
  updateChannel,
} from './channel-queries.ts';
import { filled, ownerOf, type Parts, trySending, USUAL_TEMPLATE } from './channels.ts';
import type { NoticeChannelRow } from './tables.ts';
import { bodyWays } from './way-queries.ts';
import { USUAL_QUIET, USUAL_URGENT_PER_HOUR } from './wishes.ts';

const NEVER = { lastSentAt: null, waiting: 0, failingSince: null, lastError: null };
const missing = (): Refusal => notFound('这条通知渠道', 'way out');

export const showChannels = answers(contract.notices.channels, async ({ reader }) => {
  const health = await healthOf(reader);
  const quiet = await findQuiet(reader);
  const rows = (await listChannels(reader)).map(
    (row): NoticeChannel => ({
      ...shownPart(row),
      id: row.id,
      health: health.get(row.kind === 'sms' ? 'sms' : row.id) ?? NEVER,
      version: row.version,
    }),
  );
  const mail = { ...(health.get('mail') ?? NEVER), on: (await bodyWays(reader, [])).mail };
  const { urgentPerHour } = quiet ?? { urgentPerHour: USUAL_URGENT_PER_HOUR };
  return { rows, mail, quiet: quiet?.quiet ?? USUAL_QUIET, urgentPerHour, quietVersion: quiet?.version ?? 0 };
});

/** What may be shown and recorded: never an address, which may be a key, and never a secret. */
function shownPart(row: NoticeChannelRow) {
  const { kind, name, active, host, template, groups } = row;
  return { kind, name, active, host, template, groups, hasSecret: row.secret !== null };
}

export const saveChannel = (parts: Parts) =>
  acts(contract.notices.saveChannel, async call => {
    const { input, tx, now } = call;
    const before = input.id ? await findChannel(tx, input.id) : null;
    if (input.id && !before) return missing();
    if ((before?.version ?? 0) !== input.version) return stale({ version: before?.version ?? 0 });
    const why = whyNotWhole(input, before);
    if (why) return why;
    const { row, made } = changed(parts, { ...call, before });
    if (!before) await insertChannel(tx, row);
    else if (!(await updateChannel(tx, row, input.version))) return stale();
    if (row.active) await reviveDeliveries(tx, row.kind, now);
    call.record(row.id, before && shownPart(before), shownPart(row));
    return { id: row.id, version: row.version, secret: made };
  });

type Change = { input: ChannelDraft; tx: Tx; actor: Actor; now: Date; before: NoticeChannelRow | null };

/** The row as it is to be, its secrets sealed; a new webhook gets a secret of our making. */
function changed(
  { sealer }: Parts,
  { input, tx, actor, now, before }: Change,
): { row: NoticeChannelRow; made: string | null } {
  const { kind, name, active, groups, address } = input;
  const owner = { body_id: tx.body, id: before?.id ?? newId('noticeChannel', now) };
  const seal = (text: string, what: 'address' | 'secret'): Buffer =>
    sealer.seal(Buffer.from(text), ownerOf(owner, what));
  const kept = before ?? { address: Buffer.alloc(0), host: '', secret: null, former_secret: null };
  const made = kind === 'webhook' && !before ? newSecret() : null;
  const given = made ?? (kind === 'webhook' ? null : input.secret);
  const secret = given === null ? kept.secret : given === '' ? null : seal(given, 'secret');
  const place =
    address === null
      ? { address: kept.address, host: kept.host }
      : { address: seal(address, 'address'), host: new URL(address).host };
  const template = kind === 'sms' ? input.template || USUAL_TEMPLATE : null;
  const saved = { saved_by: actor.personId, saved_at: now.toISOString(), version: input.version + 1 };
  const row = { ...owner, kind, name, active, groups, ...place, secret, template, ...saved };
  return { row: { ...row, former_secret: kept.former_secret }, made };
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

const PLAIN_JSON = { title: 't', link: 'l' };
/** A telephone stands outside of quotes as a number or, with anything but digits, as a string: both must do. */
const PHONES = ['13800000000', '+86 138-0000-0000'];

function whyNotWhole(input: ChannelDraft, before: NoticeChannelRow | null): Refusal | null {
  const fields: Record<string, { zh: string; en: string }> = {};
  if (input.address === null && !before) fields['address'] = { zh: '请填写地址', en: 'enter the address' };
  if (before && before.kind !== input.kind)
    fields['kind'] = { zh: '类型不能改，请另建一条', en: 'the kind cannot change; make another one' };
  const needs = input.kind === 'dingtalk' || input.kind === 'feishu' || input.kind === 'sms';
  if (needs && (input.secret === '' || (input.secret === null && !before?.secret)))
    fields['secret'] = { zh: '请填写签名密钥', en: 'enter the secret that it is signed with' };
  const readable = (template: string): boolean =>
    PHONES.every(phone => isJson(filled(template, { ...PLAIN_JSON, phone })));
  if (input.kind === 'sms' && input.template && !readable(input.template))
    fields['template'] = { zh: '模板不是有效的 JSON', en: 'the template is no valid JSON' };
  if (Object.keys(fields).length === 0) return null;
  return refuse('invalid', 'incomplete_channel', {
    zh: '这条渠道还不完整，没有保存。请改正标出的项目。',
    en: 'This way out is not complete, so nothing was saved. Put right what is marked.',
    fields,
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const exchangeSecret = (parts: Parts) =>
  acts(contract.notices.exchangeSecret, async ({ input, tx, actor, now, record }) => {
    const before = await findChannel(tx, input.id);
    if (!before) return missing();
    if (before.kind !== 'webhook')
      return refuse('wrong_state', 'not_a_webhook', {
        zh: '只有 Webhook 的密钥由系统生成；其他渠道请在编辑时填写新密钥。',
        en: 'Only a webhook has a secret of our making; for the others enter the new one when editing.',
      });
    const secret = newSecret();
    const sealed = parts.sealer.seal(Buffer.from(secret), ownerOf(before, 'secret'));
    const row = {
      ...{ ...before, secret: sealed, former_secret: before.secret, saved_by: actor.personId },
      ...{ saved_at: now.toISOString(), version: input.version + 1 },
    };
    if (before.version !== input.version || !(await updateChannel(tx, row, input.version)))
      return stale({ version: before.version });
    record(row.id, null, { exchanged: true });
    return { version: row.version, secret };
  });

const TRY_WITHIN_MS = 10_000;

export const testChannel = (parts: Parts) =>
  actsOn(
    contract.notices.testChannel,
    async ({ input, reader, now }) => {
      const row = await findChannel(reader, input.id);
      if (!row) return missing();
      if (row.kind === 'sms' && !input.phone)
        return refuse('invalid', 'no_phone', {
          zh: '请填写接收测试短信的手机号。',
          en: 'Enter the phone that gets the test message.',
          fields: { phone: { zh: '请填写手机号', en: 'enter a phone number' } },
        });
      const delivery: Delivery = {
        ...{ id: newId('delivery', now), body: reader.body, channel: row.kind, receiver: row.id },
        ...{ about: null, attempt: 1, createdAt: now },
        payload: { title: { zh: '这是一条测试通知', en: 'This is a test' }, link: '/', kind: 'test' },
      };
      const call = { reader, now, signal: AbortSignal.timeout(TRY_WITHIN_MS) };
      const outcome = await trySending(parts, row, { delivery, call, phone: input.phone ?? '' });
      return { row, outcome };
    },
    async ({ tx, now, record }, { row, outcome }) => {
      const error = outcome.sent ? null : 'refused' in outcome ? outcome.refused : outcome.failed;
      const revived = outcome.sent && row.active ? await reviveDeliveries(tx, row.kind, now) : 0;
      record(row.id, null, { sent: outcome.sent, error });
      return { sent: outcome.sent, error, revived };
    },
  );

export const removeChannel = acts(contract.notices.removeChannel, async ({ input, tx, now, record }) => {
  const row = await findChannel(tx, input.id);
  if (!row) return missing();
  if (!(await deleteChannel(tx, input))) return stale({ version: row.version });
  const withdrawn = await withdrawnOf(tx, row, now);
  record(row.id, shownPart(row), null);
  return { withdrawn };
});

/** Short messages wait for persons and go by another gateway; all else was for this channel alone. */
async function withdrawnOf(tx: Tx, row: NoticeChannelRow, now: Date): Promise<number> {
  if (row.kind === 'sms') return 0;
  return withdrawDeliveriesTo(tx, { channel: row.kind, receiver: row.id, now });
}

export const saveQuiet = acts(contract.notices.saveQuiet, async ({ input, tx, record }) => {
  const before = await findQuiet(tx);
  const { quiet, urgentPerHour } = input;
  const saved = { ...quiet, urgentPerHour };
  if ((before?.version ?? 0) !== input.version || !(await saveQuietRow(tx, saved, input.version)))
    return stale({ version: before?.version ?? 0 });
  const was = before?.urgentPerHour ?? USUAL_URGENT_PER_HOUR;
  record(
    tx.body,
    { ...(before?.quiet ?? USUAL_QUIET), urgentPerHour: was },
    { ...quiet, urgentPerHour: urgentPerHour ?? was },
  );
  return { version: input.version + 1 };
});
