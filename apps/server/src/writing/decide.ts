import {
  changesIn,
  contract,
  decided,
  flatOf,
  type RedlineChange,
  textAfter,
  textOfFlat,
} from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import { findBase, setRedline } from '../manuscripts/base-queries.ts';
import { openManuscript } from '../manuscripts/open.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { insertDecisions } from './queries.ts';
import { enterRoom } from './room.ts';
import { holdingRevision, keepOnSide, sideOf, whyNotDecide } from './side.ts';
import { showText } from './text.ts';

/**
 * Taking a change clears its trace; rejecting it changes the text back, which is a version of its own. What was decided
 * on whose change stays on record.
 */
export const decide = acts(contract.writing.decide, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotDecide(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const base = await findBase(tx, holdingRevision(manuscript));
  const open = base.redline ? changesIn(base.redline) : [];
  const chosen = input.changes ? open.filter(change => input.changes?.includes(change.n)) : open;
  const why = whyNotOpen(chosen, input.changes);
  if (why || !base.redline) return why ?? gone();
  const redline = decided(base.redline, input.changes, input.decision);
  const left = redline.marks.length > 0 ? redline : null;
  const text = textOfFlat(textAfter(redline));
  if (flatOf(text) === flatOf(base)) {
    await setRedline(tx, base.id, left);
    await changeManuscript(tx, manuscript.id, { now });
  } else {
    const side = sideOf(manuscript, actor)!;
    await keepOnSide(call, { manuscript, side }, { text, reason: 'decided', redline: left });
  }
  await insertDecisions(tx, chosen, {
    manuscriptId: manuscript.id,
    decision: input.decision,
    by: actor.personId,
    now,
  });
  const detail = { decision: input.decision, changes: chosen.length, left: redline.marks.length };
  await trace(tx, { manuscriptId: manuscript.id, kind: 'changes_decided', actor, now, detail });
  call.record(manuscript.id, { changes: open.length }, detail);
  enterRoom(call, manuscript.id);
  return showText(call, manuscript.id);
});

function whyNotOpen(chosen: readonly RedlineChange[], asked: readonly number[] | null): Refusal | null {
  return chosen.length === 0 || (asked && new Set(asked).size !== chosen.length) ? gone() : null;
}

function gone(): Refusal {
  return refuse('wrong_state', 'change_gone', {
    zh: '这处修订已经处理过，或随文字一起不在了，没有再作改动。页面已是最新，请查看后再定。',
    en: 'This change was already decided on, or is gone with its words; nothing was done. The page is now up to date: please look again.',
  });
}
