import { createTransport } from 'nodemailer';
import type { Reader } from '../db/connect.ts';
import type { Channel, Outcome } from './delivery.ts';

/** Where mail leaves; `secret` is opened for the moment of sending and stands in no log. */
export type SmtpAccess = {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  user: string;
  secret: string;
  sender: string;
  name: string;
};

export type Letter = {
  /** The same for every try of one delivery, so that a receiver can tell a repetition. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Written by a machine in answer to a person: whoever is a machine too must not answer. */
  answersTo?: string | null;
};

const PATIENCE_MS = 20_000;

export function transportOf(access: Omit<SmtpAccess, 'sender' | 'name'>, patienceMs = PATIENCE_MS) {
  return createTransport({
    host: access.host,
    port: access.port,
    secure: access.tls === 'implicit',
    requireTLS: access.tls === 'starttls',
    ignoreTLS: access.tls === 'none',
    ...(access.user && { auth: { user: access.user, pass: access.secret } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Hands one letter to the server; one recipient, plain text, no content from files or addresses. */
export async function sendLetter(access: SmtpAccess, letter: Letter): Promise<Outcome> {
  const domain = access.sender.split('@')[1] ?? 'localhost';
  const transport = transportOf(access);
  try {
    await transport.sendMail({
      messageId: `<${letter.id}@${domain}>`,
      from: { name: access.name, address: access.sender },
      to: { name: '', address: letter.to },
      subject: oneLine(letter.subject),
      text: letter.text,
      ...(letter.answersTo && { inReplyTo: `<${letter.answersTo}>`, references: [`<${letter.answersTo}>`] }),
      headers: {
        'Auto-Submitted': letter.answersTo ? 'auto-replied' : 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
    });
    return { sent: true };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    transport.close();
  }
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** The server's own 5xx to the recipient or the letter is final; everything else may pass. */
function outcomeOf(error: unknown): Outcome {
  const { message, responseCode, code } = error as { message?: string; responseCode?: number; code?: string };
  const said = (message ?? String(error)).slice(0, 300);
  const final = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  return final ? { sent: false, refused: said } : { sent: false, failed: said };
}

type MailParts = {
  /** Null while the body has no way out for mail. */
  access(reader: Reader): Promise<SmtpAccess | null>;
  /** The address of a person; null when the roster has none. */
  addressOf(reader: Reader, personId: string): Promise<string | null>;
  origin: string;
};

/** The way out by mail: a title in general words and a link behind the sign-in, to the address in the roster. */
export function mailChannel({ access, addressOf, origin }: MailParts): Channel {
  return {
    name: 'mail',
    async send(delivery, { reader }) {
      const way = await access(reader);
      if (!way) return { sent: false, refused: '没有设置发信邮箱 no outgoing mail is set up' };
      const to = await addressOf(reader, delivery.receiver);
      if (!to)
        return { sent: false, refused: '名册中没有此人的电子邮箱 the roster has no address of this person' };
      const { title, link } = delivery.payload;
      const text = `${title.zh}\n${title.en}\n\n${origin}${link}\n`;
      return sendLetter(way, { id: delivery.id, to, subject: title.zh, text });
    },
  };
}
