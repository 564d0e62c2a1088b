import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Flag,
  Id,
  line,
  Moment,
  Named,
  PageInput,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import {
  ADOPTION_STATES,
  EVIDENCE_KINDS,
  FAULT_KINDS,
  GENRES,
  OUTLET_KINDS,
  OUTLET_LEVELS,
  POSITIONS,
} from './words.ts';

export const Outlet = z.object({
  id: Id,
  name: z.string(),
  level: z.enum(OUTLET_LEVELS),
  kind: z.enum(OUTLET_KINDS),
  /** Party-and-government information carriers stay inside (P1). */
  internal: z.boolean(),
  openedOn: Day,
  closedOn: Day.nullable(),
  version: Version,
  can: z.object({ change: Can }),
});
export type Outlet = z.infer<typeof Outlet>;
const outletFields = {
  name: line(60).min(2),
  level: z.enum(OUTLET_LEVELS),
  kind: z.enum(OUTLET_KINDS),
  internal: z.boolean(),
  openedOn: Day,
  closedOn: Day.nullable().default(null),
};

export const outlets = {
  list: endpoint
    .meta({ right: 'outlet.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/outlets', tags: ['outlets'], summary: 'Outlets by level and kind' })
    .input(
      PageInput.extend({
        /** That one alone, to have the name that goes with it. */
        id: Id.optional(),
        q: line(60).optional(),
        level: z.array(z.enum(OUTLET_LEVELS)).max(6).optional(),
        kind: z.enum(OUTLET_KINDS).optional(),
        open: Flag.default(true),
      }),
    )
    .errors(refuses())
    .output(pageOf(Outlet)),
  create: endpoint
    .meta({ right: 'outlet.manage', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/outlets', tags: ['outlets'], summary: 'Add an outlet' })
    .input(z.object(outletFields))
    .errors(refuses('conflict', 'invalid'))
    .output(Outlet),
  update: endpoint
    .meta({ right: 'outlet.manage', writes: true, place: 'body' })
    .route({ method: 'PUT', path: '/outlets/{id}', tags: ['outlets'], summary: 'Change an outlet' })
    .input(z.object({ id: Id, version: Version, ...outletFields }))
    .errors(refuses('not_found', 'stale', 'conflict', 'invalid'))
    .output(Outlet),
};

export const EvidenceView = z.object({
  id: Id,
  kind: z.enum(EVIDENCE_KINDS),
  fileId: Id.nullable(),
  url: z.string().nullable(),
  name: z.string(),
  sha256: z.string().nullable(),
  at: Moment,
  by: Named,
});

export const Adoption = z.object({
  id: Id,
  manuscript: z.object({ id: Id, title: z.string() }),
  unit: Named,
  authors: z.array(Named),
  outlet: z.object({ id: Id, name: z.string(), level: z.enum(OUTLET_LEVELS), kind: z.enum(OUTLET_KINDS) }),
  publishedOn: Day,
  issue: z.string(),
  genre: z.enum(GENRES),
  position: z.enum(POSITIONS),
  page: z.string(),
  length: z.number().int().nullable(),
  state: z.enum(ADOPTION_STATES),
  evidence: z.array(EvidenceView),
  claimedBy: Named,
  claimedAt: Moment,
  decidedBy: Named.nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string().nullable(),
  /** Points that the accepted adoption brought its unit, with the sentence that explains them. */
  points: z.object({ value: z.string(), zh: z.string(), en: z.string() }).nullable(),
  version: Version,
  can: z.object({ verify: Can, refuse: Can, withdraw: Can }),
});
export type Adoption = z.infer<typeof Adoption>;

const place = {
  manuscriptId: Id,
  outletId: Id,
  publishedOn: Day,
  /** Issue number or edition, e.g. 第32期; empty where the outlet has none. */
  issue: line(30).default(''),
  genre: z.enum(GENRES),
  position: z.enum(POSITIONS).default('ordinary'),
  page: line(30).default(''),
  length: z.number().int().positive().max(1_000_000).nullable().default(null),
};

export const Evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(500) }),
  z.object({ kind: z.enum(['scan', 'video', 'fee_slip', 'kept_page']), fileId: Id }),
]);

export const adoptions = {
  list: endpoint
    .meta({ right: 'adoption.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/adoptions', tags: ['adoptions'], summary: 'Adoptions that I may see' })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        state: z.array(z.enum(ADOPTION_STATES)).max(4).optional(),
        unitId: Id.optional(),
        personId: Id.optional(),
        outletId: Id.optional(),
        level: z.enum(OUTLET_LEVELS).optional(),
        manuscriptId: Id.optional(),
        from: Day.optional(),
        to: Day.optional(),
        sort: z.enum(['newest', 'oldest', 'claimed', 'unit', 'level']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(Adoption)),
  get: endpoint
    .meta({ right: 'adoption.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/adoptions/{id}',
      tags: ['adoptions'],
      summary: 'One adoption with its evidence',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Adoption),
  /** The desk adopts into one of its own outlets: verified at once, no claim needed. */
  adopt: endpoint
    .meta({ right: 'desk.triage', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/adoptions/in-house',
      tags: ['adoptions'],
      summary: 'Adopt into an in-house bulletin',
    })
    .input(z.object(place))
    .errors(refuses('not_found', 'conflict', 'wrong_state', 'invalid'))
    .output(Adoption),
  claim: endpoint
    .meta({ right: 'adoption.claim', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/adoptions',
      tags: ['adoptions'],
      summary: 'Claim an adoption with evidence',
    })
    .input(z.object({ ...place, evidence: z.array(Evidence).min(1).max(10) }))
    .errors(refuses('not_found', 'conflict', 'wrong_state', 'invalid'))
    .output(Adoption),
  verify: endpoint
    .meta({ right: 'adoption.verify', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/adoptions/{id}/verify',
      tags: ['adoptions'],
      summary: 'Accept a claim; points appear at once',
    })
    .input(
      z.object({
        id: Id,
        version: Version,
        genre: z.enum(GENRES).optional(),
        position: z.enum(POSITIONS).optional(),
      }),
    )
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Adoption),
  refuse: endpoint
    .meta({ right: 'adoption.verify', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/adoptions/{id}/refuse',
      tags: ['adoptions'],
      summary: 'Refuse a claim with a reason',
    })
    .input(z.object({ id: Id, version: Version, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Adoption),
  withdraw: endpoint
    .meta({ right: 'adoption.claim', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/adoptions/{id}/withdraw',
      tags: ['adoptions'],
      summary: 'Take an undecided claim back',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Adoption),
};

export const Fault = z.object({
  id: Id,
  kind: z.enum(FAULT_KINDS),
  unit: Named,
  on: Day,
  note: z.string(),
  basis: z.string(),
  by: Named,
  at: Moment,
  voided: z.object({ at: Moment, reason: z.string() }).nullable(),
});

/** Late or missed major events: a person's finding, never the machine's. */
export const faults = {
  list: endpoint
    .meta({ right: 'adoption.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/faults', tags: ['facts'], summary: 'Recorded faults' })
    .input(PageInput.extend({ unitId: Id.optional(), from: Day.optional(), to: Day.optional() }))
    .errors(refuses())
    .output(pageOf(Fault)),
  record: endpoint
    .meta({ right: 'fault.record', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/faults',
      tags: ['facts'],
      summary: 'Record a late or missed major event',
    })
    .input(
      z.object({
        unitId: Id,
        kind: z.enum(FAULT_KINDS),
        on: Day,
        note: Reason,
        /** What it rests on: a document with its number, a ruling. A veto does not stand without it. */
        basis: line(200).default(''),
      }),
    )
    .errors(refuses('not_found', 'invalid'))
    .output(Fault),
  void: endpoint
    .meta({ right: 'fault.record', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/faults/{id}/void',
      tags: ['facts'],
      summary: 'Take a fault back with a reason',
    })
    .input(z.object({ id: Id, reason: Reason }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(Fault),
};
