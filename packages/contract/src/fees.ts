import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Id,
  line,
  Moment,
  Named,
  PageInput,
  Points,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import { OWNERS, Period } from './standings.ts';

export const FEE_STATES = ['prepared', 'checked', 'paid', 'discarded'] as const;
export type FeeState = (typeof FEE_STATES)[number];
/** `late`: of an earlier period, but known only now; `difference`: what a paid line has come to differ by. */
export const FEE_ITEM_KINDS = ['item', 'late', 'difference'] as const;
export type FeeItemKind = (typeof FEE_ITEM_KINDS)[number];

const Sentence = z.object({ zh: z.string(), en: z.string() });

/** Payee data as a screen may show it: whether it is there, and the last four digits. */
export const Payee = z.object({ lastFour: z.string(), savedAt: Moment, version: Version });

const FeeListRow = z.object({
  id: Id,
  /** 稿费〔2026〕1号 */
  number: z.string(),
  period: Period,
  state: z.enum(FEE_STATES),
  sum: Points,
  persons: z.number().int(),
  items: z.number().int(),
  preparedBy: Named,
  preparedAt: Moment,
  checked: z.object({ by: Named, at: Moment }).nullable(),
  paid: z.object({ on: Day, voucher: z.string(), by: Named, at: Moment }).nullable(),
  version: Version,
});

/** One line of the payment list: who gets how much, for how many items. */
export const FeeShare = z.object({
  owner: Named,
  ownerKind: z.enum(OWNERS),
  unit: z.string().nullable(),
  items: z.number().int(),
  sum: Points,
  payee: Payee.nullable(),
});
export type FeeShare = z.infer<typeof FeeShare>;

export const FeeList = FeeListRow.extend({
  scheme: Named,
  rounding: Sentence,
  /** 人民币大写 */
  capitals: z.string(),
  shares: z.array(FeeShare),
  withoutPayee: z.number().int(),
  discarded: z.object({ by: Named, at: Moment, reason: z.string() }).nullable(),
  can: z.object({ check: Can, pay: Can, discard: Can, restore: Can, changePayees: Can }),
});
export type FeeList = z.infer<typeof FeeList>;

export const FeeItem = z.object({
  id: Id,
  kind: z.enum(FEE_ITEM_KINDS),
  owner: Named,
  on: Day,
  rule: z.string(),
  label: z.string(),
  amount: Points,
  lineAmount: Points,
  reason: Sentence,
  manuscriptId: Id.nullable(),
  adoptionId: Id.nullable(),
  list: z.object({ id: Id, number: z.string(), state: z.enum(FEE_STATES), paidOn: Day.nullable() }),
});
export type FeeItem = z.infer<typeof FeeItem>;

/** Payee data as it is entered; never given back. */
export const PAYEE_ACCOUNT = /^\d{8,30}$/;
const payeeFields = {
  accountName: line(60).min(2),
  bank: line(100).min(2),
  account: z
    .string()
    .transform(text => text.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(PAYEE_ACCOUNT)),
  /** Last four to six characters of the identity number, as the cashier compares them. */
  idSuffix: z.string().regex(/^\d{3,5}[\dXx]$/),
};

const listAt = (path: string, summary: string) => ({
  method: 'POST' as const,
  path: `/fees/{id}${path}` as const,
  tags: ['fees'],
  summary,
});
const OfList = z.object({ id: Id, version: Version });

export const fees = {
  /** What a payment list of a period would hold, or why there can be none. */
  due: endpoint
    .meta({ right: 'fee.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/fees/due', tags: ['fees'], summary: 'What is due for a period' })
    .input(z.object({ period: Period }))
    .errors(refuses())
    .output(
      z.object({
        period: Period,
        scheme: Named.nullable(),
        /** Names of the scheme's money ledgers; empty when it pays nothing. */
        ledgers: z.array(Sentence),
        rounding: Sentence.nullable(),
        closed: z.boolean(),
        items: z.number().int(),
        differences: z.number().int(),
        persons: z.number().int(),
        sum: Points,
        /** Persons whose differences would leave less than nothing: theirs wait for a later list. */
        waiting: z.number().int(),
        withoutPayee: z.number().int(),
        can: z.object({ prepare: Can }),
      }),
    ),
  list: endpoint
    .meta({ right: 'fee.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/fees', tags: ['fees'], summary: 'Payment lists' })
    .input(
      PageInput.extend({
        state: z.enum(FEE_STATES).optional(),
        period: Period.optional(),
        sort: z.enum(['newest', 'sum', 'period']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(FeeListRow)),
  get: endpoint
    .meta({ right: 'fee.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/fees/{id}', tags: ['fees'], summary: 'One payment list' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(FeeList),
  items: endpoint
    .meta({ right: 'fee.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/fees/{id}/items',
      tags: ['fees'],
      summary: 'The ledger lines behind an amount',
    })
    .input(
      PageInput.extend({
        id: Id,
        ownerId: Id.optional(),
        kind: z.enum(FEE_ITEM_KINDS).optional(),
        sort: z.enum(['day', 'amount']).default('day'),
      }),
    )
    .errors(refuses('not_found'))
    .output(pageOf(FeeItem).extend({ sum: Points })),
  prepare: endpoint
    .meta({ right: 'fee.prepare', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/fees',
      tags: ['fees'],
      summary: 'Prepare the payment list of a period; an item is never on two',
    })
    .input(z.object({ period: Period }))
    .errors(refuses('not_found', 'wrong_state', 'conflict'))
    .output(FeeList),
  check: endpoint
    .meta({ right: 'fee.approve', writes: true, place: 'body' })
    .route(listAt('/check', 'Check a list that somebody else prepared'))
    .input(OfList)
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(FeeList),
  pay: endpoint
    .meta({ right: 'fee.prepare', writes: true, place: 'body' })
    .route(listAt('/pay', 'Mark as paid, with day and voucher'))
    .input(OfList.extend({ paidOn: Day, voucher: line(60).min(1) }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(FeeList),
  discard: endpoint
    .meta({ right: 'fee.read', writes: true, place: 'body' })
    .route(listAt('/discard', 'Discard a list that was not paid; its items become due again'))
    .input(OfList.extend({ reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'conflict'))
    .output(FeeList),
  restore: endpoint
    .meta({ right: 'fee.read', writes: true, place: 'body' })
    .route(listAt('/restore', 'Take the discarding back, while its items are on no other list'))
    .input(OfList)
    .errors(refuses('not_found', 'stale', 'wrong_state', 'conflict'))
    .output(FeeList),
  download: endpoint
    .meta({ right: 'fee.read', writes: true, place: 'body' })
    .route(listAt('/download', 'As a workbook, Word or PDF file, with the payee data in full'))
    .input(z.object({ id: Id, as: z.enum(['xlsx', 'docx', 'pdf']) }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(z.object({ fileId: Id, name: z.string() })),
  /** One's own fees, and whether one's payee data is there. */
  mine: endpoint
    .meta({ right: 'signed_in', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/fees/mine', tags: ['fees'], summary: 'My own fees' })
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(FeeItem).extend({ sum: Points, payee: Payee.nullable() })),
  /** Own data by oneself, anybody's by who prepares the lists. */
  savePayee: endpoint
    .meta({ right: 'signed_in', writes: true, place: 'body' })
    .route({ method: 'PUT', path: '/payees/{ownerId}', tags: ['fees'], summary: 'Save where money goes' })
    .input(z.object({ owner: z.enum(OWNERS), ownerId: Id, version: Version.nullable(), ...payeeFields }))
    .errors(refuses('not_found', 'stale', 'invalid'))
    .output(Payee),
};
