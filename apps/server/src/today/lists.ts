import type { ManuscriptRow, Waiting, WaitingItem } from '@xinxuan/contract';
import { filterOf, listAdoptions } from '../adoptions/queries.ts';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { reachOf, scopeOf } from '../http/rights.ts';
import {
  type Condition,
  desksWithin,
  listRows,
  onDesk,
  waitingFor,
  writtenBy,
} from '../manuscripts/list-queries.ts';
import { listObjectionRows } from '../standings/objections/queries.ts';
import { periodName } from '../standings/period.ts';
import { schemesToApprove } from '../standings/schemes/queries.ts';
import { inState, overdueAt } from './queries.ts';

export type Asker = { reader: Reader; actor: Actor; now: Date };
export type WaitingList = { count: number; overdue: number; first: WaitingItem[] };

const FIRST = 5;

/**
 * What may wait for a post, in the order in which it wants to be worked off. A list answers null when the post may not
 * open it; its count is the length of the page that the figure opens (D13).
 */
export const LISTS: readonly { kind: Waiting; read: (asker: Asker) => Promise<WaitingList | null> }[] = [
  { kind: 'to_review', read: toReview },
  { kind: 'schemes_to_approve', read: schemes },
  { kind: 'objections_to_decide', read: asker => objections(asker, 'objection.decide') },
  { kind: 'objections_to_answer', read: asker => objections(asker, 'objection.answer') },
  { kind: 'at_desk', read: atDesk },
  { kind: 'claims_to_verify', read: claims },
  { kind: 'returned_to_me', read: asker => mine(asker, 'returned') },
  { kind: 'my_drafts', read: asker => mine(asker, 'draft') },
];

async function toReview(asker: Asker): Promise<WaitingList | null> {
  if (!reachOf(asker.actor, 'review.decide')) return null;
  return manuscripts(asker, waitingFor(asker.reader, asker.actor.personId, dayOf(asker.now)));
}

async function atDesk(asker: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(asker.actor, 'desk.triage');
  if (!scope) return null;
  const desks = (await desksWithin(asker.reader, scope)).map(unit => unit.id);
  return manuscripts(asker, onDesk(desks, 'at_desk'));
}

async function mine(asker: Asker, state: 'draft' | 'returned'): Promise<WaitingList | null> {
  if (!reachOf(asker.actor, 'manuscript.write')) return null;
  return manuscripts(asker, inState(state, writtenBy(asker.reader, asker.actor.personId)));
}

/** The assessor answers what is open, the principal leader decides what was reopened. */
async function objections(
  { reader, actor, now }: Asker,
  right: 'objection.answer' | 'objection.decide',
): Promise<WaitingList | null> {
  const scope = scopeOf(actor, right);
  if (!scope) return null;
  const state = right === 'objection.answer' ? ('open' as const) : ('reopened' as const);
  const { rows, total } = await listObjectionRows(reader, {
    ...{ scope, today: dayOf(now), state: [state], sort: 'waiting', page: 1, pageSize: FIRST },
  });
  const first = rows.map(row => ({
    id: row.id,
    title: row.text,
    about: `${row.unit.name}　${periodName(row.period).zh}`,
    since: row.reopened_at ?? row.raised_at,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

async function claims({ reader, actor }: Asker): Promise<WaitingList | null> {
  const scope = scopeOf(actor, 'adoption.verify');
  if (!scope) return null;
  const where = filterOf({ scope, personOfActor: actor.personId, state: ['claimed'] });
  const { rows, total } = await listAdoptions(reader, { where, order: 'claimed', page: 1, pageSize: FIRST });
  const first = rows.map(row => ({
    id: row.id,
    title: row.title,
    about: `${row.unit_name}　${row.outlet_name}`,
    since: row.claimed_at,
    dueAt: null,
  }));
  return { count: total, overdue: 0, first };
}

/** A submitted scheme waits for every leader who may approve it, until one has decided. */
async function schemes({ reader, actor }: Asker): Promise<WaitingList | null> {
  if (!reachOf(actor, 'scheme.approve')) return null;
  const rows = await schemesToApprove(reader, actor.personId);
  const first = rows.slice(0, FIRST).map(row => ({
    id: row.id,
    title: row.name,
    about: `第 ${row.number} 稿　${row.saver?.name ?? ''}`.trim(),
    since: row.submitted_at ?? row.saved_at,
    dueAt: null,
  }));
  return { count: rows.length, overdue: 0, first };
}

async function manuscripts({ reader, now }: Asker, condition: Condition): Promise<WaitingList> {
  const wanted = { order: 'waiting', page: 1, pageSize: FIRST, day: dayOf(now) } as const;
  const { rows, total } = await listRows(reader, { ...wanted, parts: [[condition]] });
  if (total === 0) return { count: 0, overdue: 0, first: [] };
  const late = await listRows(reader, { ...wanted, pageSize: 1, parts: [[condition, overdueAt(now)]] });
  return { count: total, overdue: late.total, first: rows.map(shown) };
}

function shown(row: ManuscriptRow): WaitingItem {
  return {
    id: row.id,
    title: row.title,
    about: row.unit.name,
    since: row.holder?.since ?? row.updatedAt,
    dueAt: row.holder?.dueAt ?? null,
  };
}
