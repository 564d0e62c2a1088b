import { contract, type MailSettings } from '@xinxuan/contract';
import { acts, answers } from '../http/endpoint.ts';
import { type Refusal, refuse, stale } from '../http/refusal.ts';
import { transportOf } from '../outbox/mail-channel.ts';
import { faultWords } from './connection-words.ts';
import { networksOf } from './door.ts';
import { imapClient } from './imap-watch.ts';
import type { Sealer } from './seal.ts';
import { emptySettings, mailboxOf, secretName, shapeOf } from './settings.ts';
import { findSettings, saveSettings } from './settings-queries.ts';
import type { MailWatch } from './watch.ts';

type Parts = { sealer: Sealer; watch: () => MailWatch };

export const showSettings = answers(contract.mail.settings, async ({ reader, now }) => {
  const row = await findSettings(reader);
  const shape = row ? shapeOf(row) : emptySettings(now);
  return {
    ...shape,
    hasIncomingSecret: row?.incoming_secret != null,
    hasOutgoingSecret: row?.outgoing_secret != null,
    health: {
      succeededAt: row?.succeeded_at ?? null,
      failingSince: row?.failing_since ?? null,
      failure: row?.failure ?? null,
    },
    saved: row ? { by: { id: row.saved_by, name: row.savedByName }, at: row.saved_at } : null,
    version: row?.version ?? 0,
  };
});

export const changeSettings = ({ sealer, watch }: Parts) =>
  acts(contract.mail.saveSettings, async call => {
    const { input, tx, actor, now } = call;
    const row = await findSettings(tx);
    if ((row?.version ?? 0) !== input.version) return stale({ version: row?.version ?? 0 });
    const why = whyNotComplete(input);
    if (why) return why;
    const sealed = (secret: string | null, kept: Buffer | null, which: 'incoming' | 'outgoing') => {
      if (secret === null) return kept;
      return secret === '' ? null : sealer.seal(Buffer.from(secret), secretName(tx.body, which));
    };
    const version = input.version + 1;
    const { incoming, door, outgoing, rules } = input;
    await saveSettings(tx, {
      ...{ incoming, door, outgoing, rules, version, now },
      incomingSecret: sealed(input.incomingSecret, row?.incoming_secret ?? null, 'incoming'),
      outgoingSecret: sealed(input.outgoingSecret, row?.outgoing_secret ?? null, 'outgoing'),
      by: actor.personId,
    });
    call.record(tx.body, row ? shapeOf(row) : null, { incoming, door, outgoing, rules });
    call.afterwards(() => void watch().reload());
    return { version };
  });

/** What is switched on has to be whole; the fields say which is missing. */
function whyNotComplete({ incoming, door, outgoing }: MailSettings): Refusal | null {
  const fields: Record<string, { zh: string; en: string }> = {};
  const needs = (on: boolean, path: string, value: string): void => {
    if (on && value === '') fields[path] = { zh: '请填写', en: 'fill this in' };
  };
  needs(incoming.on, 'incoming.host', incoming.host);
  needs(incoming.on, 'incoming.user', incoming.user);
  needs(door.on, 'door.recipient', door.recipient);
  needs(outgoing.on, 'outgoing.host', outgoing.host);
  needs(outgoing.on, 'outgoing.sender', outgoing.sender);
  if (incoming.folder === incoming.doneFolder)
    fields['incoming.doneFolder'] = {
      zh: '不能与收信文件夹相同',
      en: 'must not be the folder that is watched',
    };
  try {
    networksOf(door.networks);
  } catch {
    fields['door.networks'] = { zh: '请写成 10.1.0.0/16 这样的地址', en: 'write addresses like 10.1.0.0/16' };
  }
  if (Object.keys(fields).length === 0) return null;
  return refuse('invalid', 'incomplete_settings', {
    zh: '邮箱设置还不完整，没有保存。请补全标出的项目，或先关闭该项功能。',
    en: 'The settings are not complete, so nothing was saved. Fill in what is marked, or switch that part off.',
    fields,
  });
}

const TRY_WITHIN_MS = 10_000;

export const tryConnection = ({ sealer }: Pick<Parts, 'sealer'>) =>
  acts(contract.mail.tryConnection, async call => {
    const { input, tx } = call;
    const row = await findSettings(tx);
    const kept = row ? mailboxOf(row, sealer) : null;
    const settings = input.which === 'incoming' ? input.incoming : input.outgoing;
    call.record(tx.body, null, { which: input.which, host: settings.host });
    if (settings.host === '')
      return { ok: false, zh: '请先填写服务器地址。', en: 'Fill in the server first.' };
    try {
      if (input.which === 'incoming')
        return await tryIncoming({ ...input, secret: input.secret ?? kept?.incomingSecret ?? '' });
      const access = { ...input.outgoing, secret: input.secret ?? kept?.outgoingSecret ?? '' };
      const transport = transportOf(access, TRY_WITHIN_MS);
      await transport.verify().finally(() => transport.close());
      return { ok: true, zh: '能登录发信服务器。', en: 'The outgoing server accepts the sign-in.' };
    } catch (error) {
      return { ok: false, ...faultWords(error, settings) };
    }
  });

async function tryIncoming({
  incoming,
  secret,
}: {
  incoming: MailSettings['incoming'];
  secret: string;
}): Promise<{ ok: boolean; zh: string; en: string }> {
  const client = imapClient({ incoming, incomingSecret: secret });
  const late = setTimeout(() => client.close(), TRY_WITHIN_MS);
  try {
    await client.connect();
    const { exists } = await client.mailboxOpen(incoming.folder, { readOnly: true });
    const idle = client.capabilities.has('IDLE');
    return {
      ok: true,
      zh: `连接成功，文件夹中有 ${exists} 封邮件。${idle ? '服务器支持即时推送。' : '服务器不支持即时推送，系统每半分钟查看一次。'}`,
      en: `Connected; the folder holds ${exists} messages. ${idle ? 'The server pushes new mail at once.' : 'The server does not push; the folder is looked at every half minute.'}`,
    };
  } finally {
    clearTimeout(late);
    client.close();
  }
}
