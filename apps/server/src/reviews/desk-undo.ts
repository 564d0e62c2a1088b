import { contract, type ManuscriptState } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, type Refusal } from '../http/refusal.ts';
import { whyNotUndo } from '../manuscripts/desk.ts';
import { type Manuscript, titleOf } from '../manuscripts/manuscript.ts';
import type { OnManuscript } from '../manuscripts/open.ts';
import { changeManuscript, lockManuscript } from '../manuscripts/queries.ts';
import type { EventKind } from '../manuscripts/tables.ts';
import { trace } from '../manuscripts/trace.ts';
import { findLastEvent } from '../manuscripts/trace-queries.ts';
import { undone } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { BLEMISH_OF, recordSubmitted, voidSubmitted } from './credit.ts';
import { deskName, openAtDesk, tellWriters } from './desk.ts';
import { follow } from './follow.ts';

const DECISION: Partial<Record<ManuscriptState, EventKind>> = {
  accepted: 'accepted',
  declined: 'declined',
  returned: 'desk_returned',
  merged: 'merged',
};

/** Takes the desk's last decision back. Its trace stays; what it did to facts is put right. */
export const undo = acts(contract.reviews.desk.undo, async call => {
  const manuscript = await openAtDesk(call, whyNotUndo);
  if (isRefusal(manuscript)) return manuscript;
  const merged = manuscript.merged_into ?? (manuscript.mergedFrom.length > 0 ? manuscript.id : null);
  const why = merged ? await undoMerge(call, merged) : await undoDecision(call, manuscript);
  if (why) return why;
  call.record(manuscript.id, { state: manuscript.state }, { undone: true });
  return show(call, manuscript.id);
});

async function undoDecision(call: OnManuscript, manuscript: Manuscript): Promise<null> {
  await correctFacts(call, manuscript);
  await putBack(call, manuscript);
  await tellWriters(call, manuscript, {
    kind: 'undone',
    zh: `编辑部撤销了对《${titleOf(manuscript)}》的处理，稿件重新等待处理。`,
    en: `The desk took back its decision on “${titleOf(manuscript)}”, which waits to be decided again.`,
  });
  return null;
}

async function correctFacts({ tx, actor, now }: OnManuscript, manuscript: Manuscript): Promise<void> {
  const by = { by: actor.personId, now };
  if (manuscript.state === 'returned') await recordSubmitted(tx, manuscript, by);
  const reason = manuscript.decline_reason;
  if (manuscript.state !== 'declined' || !reason || Object.keys(BLEMISH_OF[reason]).length === 0) return;
  await voidSubmitted(tx, manuscript.id, { reason: `${deskName(manuscript)}撤销“不采用”`, ...by });
  await recordSubmitted(tx, manuscript, by);
}

/** To where the desk had it before, as the decision's own event tells. */
async function putBack({ tx, actor, now }: OnManuscript, manuscript: Manuscript): Promise<void> {
  const kind = DECISION[manuscript.state]!;
  const detail = (await findLastEvent(tx, manuscript.id, kind))?.detail ?? {};
  const before = <T>(key: string, now: T): T => (detail[key] as T | undefined) ?? now;
  await changeManuscript(tx, manuscript.id, {
    ...undone(manuscript, {
      state: detail['from'] === 'accepted' ? 'accepted' : 'at_desk',
      deskUnitId: before('deskUnitId', manuscript.holder_unit_id ?? ''),
      deskRevisionId: before('deskRevisionId', manuscript.desk_revision_id),
      atDeskAt: before('atDeskAt', manuscript.at_desk_at),
      now,
    }),
    now,
  });
  await follow(tx, { manuscriptId: manuscript.id, by: actor.personId, now });
  await trace(tx, { manuscriptId: manuscript.id, kind: 'undone', actor, now, detail: { undid: kind } });
}

/** Undoes a merge as a whole, whichever of its items it is asked on: the sources come back, the merged item goes. */
async function undoMerge(call: OnManuscript, mergedId: string): Promise<Refusal | null> {
  const { tx, now, actor } = call;
  const merged = (await lockManuscript(tx, mergedId, dayOf(now)))!;
  const why = whyNotUndo(merged);
  if (why) return why;
  for (const { id } of merged.mergedFrom) {
    const source = (await lockManuscript(tx, id, dayOf(now)))!;
    await putBack(call, source);
    await tellWriters(call, source, {
      kind: 'undone',
      zh: `编辑部撤销了合并，《${titleOf(source)}》恢复为单独的稿件。`,
      en: `The desk undid the merge; “${titleOf(source)}” is an item of its own again.`,
    });
  }
  await changeManuscript(tx, merged.id, { discarded_at: now.toISOString(), now });
  const detail = { undid: 'merged', sources: merged.mergedFrom.map(source => source.id) };
  await trace(tx, { manuscriptId: merged.id, kind: 'undone', actor, now, detail });
  return null;
}
