import type { MailMessage } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { can } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { type Opened, openMessage } from './list-queries.ts';
import { whyNotAside, whyNotRefuse, whyNotReopen, whyNotTake } from './message.ts';

const NOT_CHECKED = { verdict: 'none', spf: 'none', dkim: 'none', dmarc: 'none', by: 'nobody' } as const;

/** A message as the page shows it: words only, no HTML of the sender. */
export function viewOf({ message, row, parts, decidedBy }: Opened, actor: Actor): MailMessage {
  const { reading, answer } = message;
  const may = whyNotAct(actor, 'mail.handle');
  return {
    ...row,
    text: message.text,
    sentAt: message.sent_at,
    authentication: { ...NOT_CHECKED, ...message.authentication },
    reading: {
      unit: reading.subject?.unit ?? null,
      day: reading.subject?.day ?? null,
      title: reading.subject?.title ?? null,
      number: reading.subject?.number ?? null,
      found: reading.found ?? [],
    },
    parts: parts.map(({ fileId, name, size, became, finding }) => ({
      fileId,
      name,
      size,
      url: `/api/files/${fileId}/${encodeURIComponent(name)}`,
      became,
      finding,
    })),
    notes: (reading.notes ?? []).map(({ zh, en }) => ({ zh, en })),
    answer: answer && message.answered_at ? { text: answer.text, at: message.answered_at } : null,
    decided: message.decided_at ? { by: decidedBy, at: message.decided_at, note: message.note } : null,
    hasOriginal: message.raw_file_id !== null,
    can: {
      take: can(may ?? whyNotTake(message)),
      refuse: can(may ?? whyNotRefuse(message)),
      aside: can(may ?? whyNotAside(message)),
      reopen: can(may ?? whyNotReopen(message)),
    },
  };
}

export async function showMessage(
  { reader, actor }: { reader: Reader; actor: Actor },
  id: string,
): Promise<MailMessage> {
  const opened = await openMessage(reader, id);
  if (!opened) throw new Error(`message ${id} vanished`);
  return viewOf(opened, actor);
}
