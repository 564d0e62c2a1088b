import { oc } from '@orpc/contract';
import * as z from 'zod';
import type { Right } from './words.ts';

/**
 * What the server must know of an endpoint before its handler runs.
 * `right`: the act; 'public' needs no sign-in, 'signed_in' needs only a person.
 * `writes`: runs in one transaction with an audit entry; honours the Idempotency-Key header.
 * `place`: where the act happens: `thing` means the handler must ask `may` about a loaded thing (the server fails
 * closed when it does not), `reach` that a list is cut to what the actor reaches, `body` that no unit is concerned.
 * `secret`: the answer holds something that is shown once; it is never kept, so a repeated request is refused.
 */
export type EndpointMeta = {
  right: Right | 'public' | 'signed_in';
  writes: boolean;
  place: 'thing' | 'reach' | 'body';
  secret?: true;
};

export const endpoint = oc.$meta<EndpointMeta>({ right: 'signed_in', writes: false, place: 'body' });

/** A minute of a day on the wall clock of the office: 1050 is 17:30. */
export const MinuteOfDay = z.number().int().min(0).max(1439);

/** Every refusal of the system: stable code -> HTTP status. Sentences come with the refusal, in both languages. */
export const REFUSALS = {
  unauthenticated: 401,
  password_change_required: 403,
  forbidden: 403,
  locked_out: 429,
  wrong_credentials: 401,
  not_found: 404,
  stale: 409,
  wrong_state: 409,
  conflict: 409,
  key_reused: 409,
  invalid: 422,
  unreadable_file: 422,
  too_large: 413,
  disk_full: 507,
  unavailable: 503,
} as const;
export type RefusalCode = keyof typeof REFUSALS;

/** `reason` is the stable rule behind the code, e.g. `own_review`; `fields` maps input paths to sentences. */
export const RefusalData = z.object({
  reason: z.string(),
  zh: z.string(),
  en: z.string(),
  fields: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type RefusalData = z.infer<typeof RefusalData>;

type ErrorMap<C extends RefusalCode> = { [K in C]: { status: number; data: typeof RefusalData } };

/** Declares the named refusals of an endpoint; the ones every signed-in endpoint can give are always included. */
export function refuses<C extends RefusalCode>(
  ...codes: C[]
): ErrorMap<C | 'unauthenticated' | 'forbidden' | 'unavailable'> {
  const all = new Set<RefusalCode>([
    ...codes,
    'unauthenticated',
    'forbidden',
    'unavailable',
    'password_change_required',
  ]);
  return Object.fromEntries(
    [...all].map(code => [code, { status: REFUSALS[code], data: RefusalData }]),
  ) as ErrorMap<C | 'unauthenticated' | 'forbidden' | 'unavailable'>;
}

export const Id = z.string().regex(/^[a-z]{2,4}_[0-9a-z]{26}$/, 'id');

/** Earlier or later is a slip of the hand; what is reckoned from it would leave the calendars of database and server. */
const DAYS = { first: '1900-01-01', last: '2199-12-31' };
/** A calendar day that exists; 2026-02-30 is refused here. */
export const Day = z.iso.date().refine(day => day >= DAYS.first && day <= DAYS.last, 'years');
/** A moment, ISO 8601, as answers have it. */
export const Moment = z.iso.datetime({ offset: true });
/** A moment that somebody sets. Its offset may carry it into another year, so it is the instant that counts. */
export const MomentSet = Moment.refine(value => Day.safeParse(utcDay(value)).success, 'years');

function utcDay(moment: string): string {
  const at = Date.parse(moment);
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10);
}

/** What a page in the official layout is printed as. */
export const PrintedAs = z.enum(['docx', 'pdf']).default('docx');

/** Counts the changes of a thing; no more than its column holds. */
export const Version = z.number().int().nonnegative().max(2_147_483_647);
/** An exact decimal, never a float: "62.5", "-2". */
export const Points = z.string().regex(/^-?\d+(\.\d+)?$/);

/** A switch in an address is text: "false" there means no, which a plain coercion would take for yes. */
export const Flag = z.union([z.boolean(), z.stringbool()]);

export const PageInput = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(20),
});
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), total: z.number().int() });
}

/** Whether an act is open to the asker, and if not, why: null, or the same refusal the act itself would give. */
export const Can = z.union([z.null(), RefusalData]);
export type Can = z.infer<typeof Can>;

export const Named = z.object({ id: Id, name: z.string() });
export type Named = z.infer<typeof Named>;

/** Text of one line, trimmed, without control characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(value => !/\p{Cc}/u.test(value), 'control characters');
}
export const Reason = line(500).min(2);

export const USER_NAME = /^[a-z][a-z0-9._-]{2,31}$/;
/** A mobile number, area code and number with extension, or an inside number of three to six digits. */
export const PHONE =
  /^(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}$|^(?:0\d{2,3}[-—－ ]?)?[2-8]\d{6,7}(?:[-转]\d{1,6})?$|^\d{3,6}$/u;
