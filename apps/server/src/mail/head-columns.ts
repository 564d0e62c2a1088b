import type { MailHead } from './read-mail.ts';

/** The columns that the headers alone fill. */
export const headColumns = (head: MailHead | null) => ({
  subject: head?.subject ?? '',
  from_name: head?.from?.name ?? '',
  from_address: head?.from?.address ?? null,
  sent_at: head?.sentAt ?? null,
  automatic: head?.automatic ?? null,
});
