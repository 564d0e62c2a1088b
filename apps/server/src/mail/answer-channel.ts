import type { Reader } from '../db/connect.ts';
import type { Channel } from '../outbox/delivery.ts';
import { type SmtpAccess, sendLetter } from '../outbox/mail-channel.ts';
import { ANSWER_CHANNEL } from './answer.ts';
import { findMessage } from './queries.ts';
import type { Sealer } from './seal.ts';
import { mailboxOf } from './settings.ts';
import { findSettings } from './settings-queries.ts';

/** The way out for mail of a body, as its administrator set it; null while it is off. */
export async function smtpAccess(reader: Reader, sealer: Sealer): Promise<SmtpAccess | null> {
  const row = await findSettings(reader);
  if (!row) return null;
  const { outgoing, outgoingSecret } = mailboxOf(row, sealer);
  const { on, host, port, tls, user, sender, name } = outgoing;
  return on && host && sender ? { host, port, tls, user, secret: outgoingSecret, sender, name } : null;
}

/** Sends the answer that stands in a message's row. One that a later answer has overtaken is not sent any more. */
export function answerChannel(sealer: Sealer): Channel {
  return {
    name: ANSWER_CHANNEL,
    async send(delivery, { reader }) {
      const message = await findMessage(reader, delivery.receiver);
      const turn = Number(new URLSearchParams(delivery.payload.link.split('?')[1]).get('turn'));
      if (message?.answer?.turn !== turn) return { sent: true };
      const access = await smtpAccess(reader, sealer);
      if (!access) return { sent: false, failed: '没有设置发信邮箱 no outgoing mail is set up' };
      const { to, subject, text } = message.answer;
      return sendLetter(access, {
        id: delivery.id,
        to,
        subject,
        text,
        answersTo: message.message_id ?? message.id,
      });
    },
  };
}
