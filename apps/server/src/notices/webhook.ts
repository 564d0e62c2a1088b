import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'whsec_';
const TOLERANCE_S = 5 * 60;

export type WebhookHeaders = {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
};

/**
 * The headers of one delivery in the Standard Webhooks form. A retry keeps the id; while a secret is being exchanged both
 * sign, so that the receiver may know either.
 * @param secrets `whsec_` and base64
 */
export function webhookHeaders(
  { id, body, now }: { id: string; body: string; now: Date },
  secrets: readonly string[],
): WebhookHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map(secret => `v1,${sign(secret, `${id}.${timestamp}.${body}`)}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Whether one of the signatures was made with the secret, not longer than five minutes from now. */
export function isSigned(
  { headers, body, now }: { headers: WebhookHeaders; body: string; now: Date },
  secret: string,
): boolean {
  const sent = Number(headers['webhook-timestamp']);
  if (!Number.isInteger(sent) || Math.abs(now.getTime() / 1000 - sent) > TOLERANCE_S) return false;
  const right = Buffer.from(sign(secret, `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`));
  return headers['webhook-signature'].split(' ').some(each => {
    const given = Buffer.from(each.replace(/^v1,/u, ''));
    return each.startsWith('v1,') && given.length === right.length && timingSafeEqual(given, right);
  });
}

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(PREFIX, ''), 'base64');
  return createHmac('sha256', key).update(content).digest('base64');
}
