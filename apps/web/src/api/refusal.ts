import { isDefinedError, ORPCError } from '@orpc/client';
import type { RefusalData } from '@xinxuan/contract';
import type { Language } from '../words/i18n.ts';
import { t } from '../words/shared.ts';

/** What went wrong in the person's words, with the field sentences of a form. `code` and `reason` steer and are never shown. */
export type Refusal = { code: string; reason?: string; text: string; fields: Record<string, string> };

/** The one place where an error becomes words. */
export function refusal(error: unknown, language: Language): Refusal {
  if (error instanceof ORPCError) return ofServer(error, language);
  if (error instanceof DOMException && error.name === 'AbortError')
    return { code: 'cancelled', text: t('error.cancelled'), fields: {} };
  if (error instanceof TypeError) return { code: 'offline', text: t('error.offline'), fields: {} };
  return { code: 'unknown', text: t('error.unknown'), fields: {} };
}

/** The sentence of a `can` that is not null. */
export function reasonOf(data: RefusalData, language: Language): string {
  return language === 'zh' ? data.zh : data.en;
}

function ofServer(error: ORPCError<string, unknown>, language: Language): Refusal {
  const code = error.code.toLowerCase();
  const data = refusalData(error.data);
  if (!data) return { code, text: plain(error.status), fields: {} };
  const fields = Object.fromEntries(
    Object.entries(data.fields ?? {}).map(([path, words]) => [path, words[language]]),
  );
  return { code, reason: data.reason, text: reasonOf(data, language), fields };
}

function plain(status: number): string {
  if (status === 503) return t('error.unavailable');
  if (status === 401) return t('error.signed_out');
  if (status === 404) return t('error.not_found');
  if (status === 413) return t('error.too_large');
  if (status === 429) return t('error.too_many');
  return t('error.unknown');
}

function refusalData(data: unknown): RefusalData | null {
  if (typeof data !== 'object' || data === null) return null;
  const { zh, en } = data as Partial<RefusalData>;
  return typeof zh === 'string' && typeof en === 'string' ? (data as RefusalData) : null;
}

export { isDefinedError };
