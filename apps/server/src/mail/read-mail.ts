import { Buffer } from 'node:buffer';
import PostalMime, { addressParser, type Email } from 'postal-mime';
import type { Finding } from '../files/finding.ts';
import { findingsFrom } from '../files/finding.ts';
import { decodedHeader, headersOf, plainText, type RawHeader } from './header-words.ts';
import { textOfHtml } from './html-text.ts';
import { readTnef } from './tnef.ts';

export type MailAddress = { name: string; address: string };
export type MailPart = { name: string; bytes: Uint8Array; inline: boolean };
/** Written by a machine: answering one of these is how loops begin. */
export type Automatic = 'bounce' | 'auto_reply' | 'list' | 'own';

export type ReadMail = {
  /** Without angle brackets; null when there is none. */
  messageId: string | null;
  references: string[];
  subject: string;
  /** Null when the message names no sender, or several. */
  from: MailAddress | null;
  /** Whom an answer is to reach; the sender unless another is named. */
  replyTo: string | null;
  /** When it says it was sent, ISO 8601 UTC. */
  sentAt: string | null;
  automatic: Automatic | null;
  /** The words of the message, a line for each paragraph. */
  text: string;
  /** Below a mark of an earlier message, or from HTML: less sure to be what was meant. */
  textIsSure: boolean;
  attachments: MailPart[];
  /** Results that receiving servers wrote on the message, as written: [authserv-id; results]. */
  authenticationResults: string[];
  notes: Finding[];
};

/** What is kept of one message; more is an attack or an accident and waits for a person. */
export const MAIL_LIMITS = { parts: 200, nesting: 60, nested: 3, text: 200_000, nameLength: 120 } as const;

export const mailNote = findingsFrom({
  malformed: {
    zh: '邮件的结构有损坏，附件可能不全。请核对原邮件，必要时请发件人重发。',
    en: 'The message is built wrongly, so attachments may be missing. Compare the original, or ask the sender to send it again.',
  },
  too_many_parts: {
    zh: '邮件的附件超过 {limit} 个，只取出了前 {limit} 个。请打开原邮件核对。',
    en: 'The message holds more than {limit} attachments; only the first {limit} were taken out. Look at the original message.',
  },
  nested_too_deep: {
    zh: '邮件一层套一层转发，超过 {limit} 层的部分没有取出。请打开原邮件核对。',
    en: 'The message holds messages within messages; what lies deeper than {limit} was not taken out. Look at the original message.',
  },
  several_senders: {
    zh: '邮件写有多个发件人，不能确定是谁发来的。',
    en: 'The message names several senders, so who sent it is not certain.',
  },
  no_sender: {
    zh: '邮件没有写发件人地址。',
    en: 'The message names no sender.',
  },
  too_large: {
    zh: '邮件有 {size}，超过 {limit}，没有取回，仍在邮箱中（已加旗标）。请在邮箱中打开，或请发件人分几封重发。',
    en: 'The message has {size}, more than {limit}; it was left in the mailbox with a flag. Open it there, or ask the sender to send it in pieces.',
  },
  text_cut: {
    zh: '邮件正文超过 {limit} 个字符，只显示前面的部分。',
    en: 'The text has more than {limit} characters; only the beginning is shown.',
  },
});

export type MailHead = Omit<ReadMail, 'text' | 'textIsSure' | 'attachments'>;

/**
 * Reads one message as it came over the wire. Never throws: what cannot be read is said in `notes`, and the sender and
 * subject are read from the raw headers even where the rest is damaged. No I/O and no clock.
 */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const head = readHead(bytes);
  const notes = [...head.notes];
  const content = await contentOf(bytes, { notes, depth: 0 });
  const full = [...content.text].length > MAIL_LIMITS.text;
  if (full) notes.push(mailNote('text_cut', { limit: MAIL_LIMITS.text }));
  if (content.attachments.length > MAIL_LIMITS.parts)
    notes.push(mailNote('too_many_parts', { limit: MAIL_LIMITS.parts }));
  return {
    ...head,
    text: full ? [...content.text].slice(0, MAIL_LIMITS.text).join('') : content.text,
    textIsSure: content.textIsSure,
    attachments: content.attachments.slice(0, MAIL_LIMITS.parts),
    notes: [...new Map(notes.map(note => [note.code, note])).values()],
  };
}

/** What the headers alone say; cheap and bounded, so it is known even of a message that nothing else can read. */
export function readHead(bytes: Uint8Array): MailHead {
  const headers = headersOf(bytes);
  const notes: Finding[] = [];
  const sender = senderOf(headers, notes);
  const ids = `${textOf(headers, 'references')} ${textOf(headers, 'in-reply-to')}`.match(ID) ?? [];
  return {
    messageId: idIn(textOf(headers, 'message-id')),
    references: [...new Set(ids)].slice(-20),
    subject: textOf(headers, 'subject').slice(0, 400),
    from: sender,
    replyTo: addressesIn(headers, 'reply-to')[0]?.address ?? sender?.address ?? null,
    sentAt: momentOf(textOf(headers, 'date')),
    automatic: automaticOf(headers, sender),
    authenticationResults: valuesOf(headers, 'authentication-results').map(decodedHeader),
    notes,
  };
}

const ID = /<[^<>\s]{1,300}>/gu;

function idIn(text: string): string | null {
  const match = /<([^<>\s]{1,300})>/u.exec(text) ?? /^([^<>\s]{1,300})$/u.exec(text);
  return match?.[1] ?? null;
}

const valuesOf = (headers: RawHeader[], name: string): Buffer[] =>
  headers.filter(header => header.name === name).map(header => header.value);

function textOf(headers: RawHeader[], name: string): string {
  const [first] = valuesOf(headers, name);
  return first ? decodedHeader(first) : '';
}

/** Addresses of a header; raw eight-bit names are decoded before the parser sees them, encoded words behind it. */
function addressesIn(headers: RawHeader[], name: string): MailAddress[] {
  return valuesOf(headers, name).flatMap(value =>
    addressParser(plainText(value.subarray(0, 20_000)), { flatten: true }).flatMap(each =>
      each.address === undefined || !/^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/u.test(each.address)
        ? []
        : [
            {
              name: decodedHeader(Buffer.from(each.name)).slice(0, 100),
              address: each.address.toLowerCase(),
            },
          ],
    ),
  );
}

function senderOf(headers: RawHeader[], notes: Finding[]): MailAddress | null {
  const named = addressesIn(headers, 'from');
  const [first, ...others] = [...new Map(named.map(each => [each.address, each])).values()];
  if (others.length > 0 || valuesOf(headers, 'from').length > 1) {
    notes.push(mailNote('several_senders'));
    return null;
  }
  if (!first) notes.push(mailNote('no_sender'));
  return first ?? null;
}

/** Who answers nobody: RFC 3834, RFC 2919 and what programs write instead. */
function automaticOf(headers: RawHeader[], from: MailAddress | null): Automatic | null {
  const says = (name: string): string => textOf(headers, name).toLowerCase();
  const returnPath = valuesOf(headers, 'return-path')[0]?.toString('latin1').trim();
  if (returnPath === '<>' || says('content-type').includes('multipart/report')) return 'bounce';
  if (from && /^(?:mailer-daemon|postmaster)@/u.test(from.address)) return 'bounce';
  const submitted = says('auto-submitted');
  if (submitted !== '' && submitted.split(/[;\s]/u)[0] !== 'no') return 'auto_reply';
  if (['x-autoreply', 'x-autorespond', 'x-auto-response-from'].some(name => says(name) !== ''))
    return 'auto_reply';
  if (/^(?:auto_reply|auto-reply)/u.test(says('precedence'))) return 'auto_reply';
  if (/^(?:自动回复|自动答复|automatic reply|out of office)/iu.test(textOf(headers, 'subject')))
    return 'auto_reply';
  if (says('list-id') !== '' || says('list-unsubscribe') !== '') return 'list';
  return /^(?:bulk|list|junk)/u.test(says('precedence')) ? 'list' : null;
}

function momentOf(text: string): string | null {
  const moment = new Date(text.slice(0, 100));
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

type Content = { text: string; textIsSure: boolean; attachments: MailPart[] };

async function contentOf(bytes: Uint8Array, at: { notes: Finding[]; depth: number }): Promise<Content> {
  const email = await parsed(bytes);
  if (!email) {
    at.notes.push(mailNote('malformed'));
    return { text: '', textIsSure: false, attachments: [] };
  }
  const plain = tidied(email.text ?? '');
  const own = plain === '' ? tidied(textOfHtml(email.html ?? '')) : plain;
  const attachments: MailPart[] = [];
  const forwarded: string[] = [];
  for (const part of email.attachments.slice(0, MAIL_LIMITS.parts + 1)) {
    const content =
      typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content);
    const name = safeName(part.filename, part.mimeType);
    const inside = await unpacked(content, { ...at, name, mimeType: part.mimeType });
    if (!inside) attachments.push({ name, bytes: content, inline: part.related === true });
    else {
      attachments.push(...inside.attachments);
      if (inside.text !== '') forwarded.push(inside.text);
    }
  }
  const texts = [own, ...forwarded].filter(text => text !== '');
  return {
    text: texts.join('\n\n'),
    textIsSure: texts.length === 1 && forwarded.length === 0 && plain !== '',
    attachments,
  };
}

/** A message or a winmail.dat inside the message gives up what it holds; null for an ordinary attachment. */
async function unpacked(
  content: Uint8Array,
  part: { notes: Finding[]; depth: number; name: string; mimeType: string },
): Promise<Pick<Content, 'text' | 'attachments'> | null> {
  if (part.mimeType === 'application/ms-tnef' || /^winmail\.dat$/iu.test(part.name)) {
    const tnef = readTnef(content);
    if (!tnef) return null;
    const attachments = tnef.attachments.map(each => ({
      name: safeName(each.name, ''),
      bytes: new Uint8Array(each.bytes),
      inline: false,
    }));
    return { text: tidied(tnef.text ?? ''), attachments };
  }
  if (part.mimeType !== 'message/rfc822' && !/\.eml$/iu.test(part.name)) return null;
  if (part.depth >= MAIL_LIMITS.nested) {
    part.notes.push(mailNote('nested_too_deep', { limit: MAIL_LIMITS.nested }));
    return null;
  }
  return contentOf(content, { notes: part.notes, depth: part.depth + 1 });
}

async function parsed(bytes: Uint8Array): Promise<Email | null> {
  const first = await parse(mendedNames(bytes));
  const damage = first ? damageOf(first) : 0;
  if (!first || damage === 0) return first;
  const again = await parse(asChinese(bytes));
  return again && damageOf(again) < damage ? again : first;
}

async function parse(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: MAIL_LIMITS.nesting,
    });
  } catch {
    return null;
  }
}

const damageOf = (email: Email): number =>
  `${email.text ?? ''}${email.html ?? ''}`.split('\ufffd').length - 1;

/** Names of attachments written in raw GBK become UTF-8, which is what the parser expects of raw bytes. */
function mendedNames(bytes: Uint8Array): Uint8Array {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out: Uint8Array[] = [];
  let kept = 0;
  for (let start = 0; start < raw.length; ) {
    const found = raw.indexOf(0x0a, start);
    const end = found < 0 ? raw.length : found;
    if (namesSomethingRaw(raw.subarray(start, end))) {
      out.push(raw.subarray(kept, start), Buffer.from(plainText(raw.subarray(start, end))));
      kept = end;
    }
    start = end + 1;
  }
  return out.length === 0 ? bytes : Buffer.concat([...out, raw.subarray(kept)]);
}

const LONGEST_NAME_LINE = 2000;

function namesSomethingRaw(line: Buffer): boolean {
  if (line.length < 8 || line.length > LONGEST_NAME_LINE) return false;
  const [first] = line;
  const opens = first === 0x20 || first === 0x09 || first === 0x43 || first === 0x63;
  return opens && line.includes('name=') && line.some(byte => byte > 0x7f);
}

/** The same message with every text said to be GB18030: for those that say nothing or the wrong thing. */
function asChinese(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const typed = text.replace(
    /^(content-type:[ \t]*text\/(?:plain|html))[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gimu,
    '$1; charset=gb18030',
  );
  const head = typed.slice(0, typed.search(/\r?\n\r?\n/u) + 1);
  const whole = /^content-type:/imu.test(head)
    ? typed
    : `Content-Type: text/plain; charset=gb18030\r\n${typed}`;
  return Buffer.from(whole, 'latin1');
}

function tidied(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u200b\ufeff]/gu, '')
    .replace(/[ \t\u00a0]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'message/rfc822': '.eml',
  'application/pdf': '.pdf',
  'text/html': '.html',
  'text/plain': '.txt',
};

/** A name without path, control characters and signs that turn the reading round. */
function safeName(given: string | null, mimeType: string): string {
  const raw = decodedHeader(Buffer.from(given ?? ''));
  const last = raw.split(/[\\/]/u).pop() ?? '';
  const clean = [...last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim()];
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 ? clean.slice(dot, dot + 8) : [];
  const short = clean.length <= MAIL_LIMITS.nameLength ? clean : [...clean.slice(0, 110), ...ending];
  return short.join('').replace(/^\.+/u, '') || `附件${ENDINGS[mimeType] ?? ''}`;
}
