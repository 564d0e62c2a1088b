import { contract, type Today, type Waiting } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { answers } from '../http/endpoint.ts';
import { reachOf, scopeOf } from '../http/rights.ts';
import {
  type Condition,
  desksWithin,
  listRows,
  onDesk,
  waitingFor,
  writtenBy,
} from '../manuscripts/list-queries.ts';
import { listNotices } from '../notices/queries.ts';
import { claimed, inState, overdueAt, targetsOf } from './queries.ts';

const FIRST = 5;
const CHANGED = 12;

/** What waits for the actor in this post; each figure is the length of the list that it opens (D13). */
export const getToday = answers(contract.notices.today, async ({ reader, actor, now, scope }) => {
  scope();
  const asker = { reader, actor, now };
  const waiting: Today['waiting'] = [];
  for (const [kind, condition] of await listsOf(asker)) {
    const entry = await count(asker, kind, condition);
    if (entry.count > 0) waiting.push(entry);
  }
  return { waiting, changed: await changedFor(asker), progress: await progressOf(asker) };
});

type Asker = { reader: Reader; actor: Actor; now: Date };

/** The lists that this post may open, in the order in which they want to be worked off. */
async function listsOf({ reader, actor, now }: Asker): Promise<[Waiting, Condition][]> {
  const lists: [Waiting, Condition][] = [];
  const mine = writtenBy(reader, actor.personId);
  if (reachOf(actor, 'review.decide'))
    lists.push(['to_review', waitingFor(reader, actor.personId, dayOf(now))]);
  const desk = scopeOf(actor, 'desk.triage');
  if (desk) {
    const desks = await desksWithin(reader, desk);
    lists.push([
      'at_desk',
      onDesk(
        desks.map(unit => unit.id),
        'at_desk',
      ),
    ]);
  }
  const verify = scopeOf(actor, 'adoption.verify');
  if (verify) lists.push(['claims_to_verify', claimed(verify)]);
  if (reachOf(actor, 'manuscript.write')) {
    lists.push(['returned_to_me', inState('returned', mine)], ['my_drafts', inState('draft', mine)]);
  }
  return lists;
}

async function count(
  { reader, now }: Asker,
  kind: Waiting,
  condition: Condition,
): Promise<Today['waiting'][number]> {
  const wanted = { order: 'waiting', page: 1, pageSize: FIRST, day: dayOf(now) } as const;
  const { rows, total } = await listRows(reader, { ...wanted, parts: [[condition]] });
  const overdue =
    total === 0
      ? 0
      : (await listRows(reader, { ...wanted, pageSize: 1, parts: [[condition, overdueAt(now)]] })).total;
  return { kind, count: total, first: rows, overdue };
}

async function changedFor({ reader, actor }: Asker): Promise<Today['changed']> {
  const { rows } = await listNotices(reader, actor.personId, { page: 1, pageSize: CHANGED });
  return rows.map(({ id, at, kind, zh, en, manuscriptId }) => ({
    id,
    at,
    kind,
    manuscript: manuscriptId ? { id: manuscriptId, title: '' } : null,
    zh,
    en,
  }));
}

/** Targets running today, of the person and of the unit of the post. */
async function progressOf({ reader, actor, now }: Asker): Promise<Today['progress']> {
  return targetsOf(reader, { personId: actor.personId, unitId: actor.post?.unitId ?? '', day: dayOf(now) });
}
