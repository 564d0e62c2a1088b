import { randomBytes } from 'node:crypto';
import { type Refusal, refuse } from '../http/refusal.ts';
import { isCurrent, type Term } from './appointment.ts';

const BYTES = 32;
const LONGEST_DAYS = 366;

/** 32 random bytes; the prefix lets people and secret scanners see what it is. */
export function newToken(): string {
  return `xx_${randomBytes(BYTES).toString('base64url')}`;
}

export function whyNotToken(expiresOn: string, post: Term, today: string): Refusal | null {
  if (!isCurrent(post, today)) {
    return refuse('invalid', 'post_not_current', {
      zh: '该任职不在任期内，不能为它建立令牌。请选择在任的任职。',
      en: 'This post is not within its term, so no token can stand for it. Choose a current post.',
    });
  }
  const last = new Date(Date.parse(today) + LONGEST_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (expiresOn >= today && expiresOn <= last) return null;
  const words = {
    zh: `有效期应在 ${today} 至 ${last} 之间（最长一年）。`,
    en: `The expiry has to lie between ${today} and ${last} (a year at most).`,
  };
  return refuse('invalid', 'expiry', { ...words, fields: { expiresOn: words } });
}
