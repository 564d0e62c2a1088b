import type { Circular } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { can, firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import type { CircularFull } from './queries.ts';

export function whyNotChange(
  circular: Pick<CircularFull, 'state' | 'discarded_at'>,
  actor: Actor,
): Refusal | null {
  return firstOf(whyNotAct(actor, 'circular.write'), whyNotDraft(circular));
}

function whyNotDraft({ state, discarded_at }: Pick<CircularFull, 'state' | 'discarded_at'>): Refusal | null {
  if (state === 'issued') {
    return refuse('wrong_state', 'circular_issued', {
      zh: '这份通报已经印发，不能再改。如有差错，请另发一份更正通报。',
      en: 'This circular has been issued and cannot be changed. Issue a correction as a circular of its own.',
    });
  }
  if (discarded_at === null) return null;
  return refuse('wrong_state', 'circular_discarded', {
    zh: '这份草稿已被删除。可以撤销删除后再改。',
    en: 'This draft has been thrown away. Take that back first.',
  });
}

/** Drafts are the business of those who write them. */
export function whyNotRead(circular: Pick<CircularFull, 'state'>, actor: Actor): Refusal | null {
  return circular.state === 'issued' ? null : whyNotAct(actor, 'circular.write');
}

export function whyNotIssue(circular: CircularFull, actor: Actor): Refusal | null {
  return firstOf(whyNotChange(circular, actor), whyNotComplete(circular));
}

function whyNotComplete({
  body,
  title,
  sign_off,
}: Pick<CircularFull, 'body' | 'title' | 'sign_off'>): Refusal | null {
  const written = body.some(block => block.kind === 'table' || block.text.trim() !== '');
  if (written && title.trim() && sign_off.trim()) return null;
  return refuse('wrong_state', 'circular_incomplete', {
    zh: '标题、正文、落款单位须填写完整才能印发。',
    en: 'Title, text and the signing organ must be filled in before it can be issued.',
  });
}

export function rowView(circular: CircularFull) {
  return {
    id: circular.id,
    title: circular.title,
    period: circular.period,
    state: circular.state,
    number: circular.number,
    savedAt: circular.saved_at,
    savedBy: circular.saver,
    issuedAt: circular.issued_at,
    version: circular.version,
  };
}

export function view(circular: CircularFull, actor: Actor): Circular {
  const change = can(whyNotChange(circular, actor));
  return {
    ...rowView(circular),
    addressee: circular.addressee,
    body: circular.body,
    signOff: circular.sign_off,
    signedOn: circular.signed_on,
    can: { change, issue: can(whyNotIssue(circular, actor)), discard: change },
  };
}
