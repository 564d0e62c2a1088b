import { ORPCError } from '@orpc/server';
import { type Can, REFUSALS, type RefusalCode, type RefusalData } from '@xinxuan/contract';

/** An expected "no": a value, not an exception. It says what happened, why, and what to do, in both languages. */
export type Refusal = { readonly refused: true; readonly code: RefusalCode } & RefusalData;

type Extra = Pick<RefusalData, 'fields' | 'details'>;

export function refuse(
  code: RefusalCode,
  reason: string,
  words: { zh: string; en: string } & Extra,
): Refusal {
  return { refused: true, code, reason, ...words };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

/** What a view shows in `can`: null when the act is open, otherwise the refusal the act would give. */
export function can(refusal: Refusal | null): Can {
  if (!refusal) return null;
  const { refused: _, code: __, ...data } = refusal;
  return data;
}

export function toError(refusal: Refusal): ORPCError<string, RefusalData> {
  const { refused: _, code, ...data } = refusal;
  return new ORPCError(code, { status: REFUSALS[code], message: data.zh, data, defined: true });
}

/** The first reason in a list of rules, or null. */
export function firstOf(...refusals: (Refusal | null)[]): Refusal | null {
  return refusals.find(refusal => refusal !== null) ?? null;
}

export const notFound = (zh: string, en: string): Refusal =>
  refuse('not_found', 'not_found', {
    zh: `没有找到${zh}，可能已被移走，或不在您可见的范围内。请返回列表刷新后再试。`,
    en: `The ${en} was not found: it may have been moved, or lies outside what you may see. Go back to the list and refresh.`,
  });

export const stale = (details?: Record<string, unknown>): Refusal =>
  refuse('stale', 'stale', {
    zh: '您打开之后，这份内容已被他人改动。您的改动没有保存；请刷新查看最新内容，再把改动合并进去。',
    en: 'Somebody changed this after you opened it. Your change was not saved: reload, look at the newest state and merge your change into it.',
    details,
  });
