import { BATCH_MOST, contract, type Signed } from '@xinxuan/contract';
import { recordAudit } from '../db/audit.ts';
import { authorOf } from '../http/actor.ts';
import { acts } from '../http/endpoint.ts';
import { can, isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import { titlesOf } from './queries.ts';
import { signOne } from './sign.ts';

/** Reasons that say that an item is not for the asker to see; a list of nothing else is refused as a whole. */
const AWAY: ReadonlySet<string> = new Set(['out_of_reach', 'not_found']);

/**
 * A morning's list in one act. Each item is signed by the same rules as alone, with its own trace and its own entry in
 * the trail; what cannot be signed is answered with its reason and holds up none of the others.
 */
export const approveMany = acts(contract.reviews.approveMany, async call => {
  const { input, tx, actor, now } = call;
  if (input.items.length > BATCH_MOST) return tooMany(input.items.length);
  const titles = await titlesOf(
    tx,
    input.items.map(item => item.id),
  );
  const results = new Map<string, Signed>();
  const away: Refusal[] = [];
  // In one order, so that two lists with the same items never wait for each other in a circle.
  const items = [...new Map(input.items.map(item => [item.id, item])).values()];
  for (const item of items.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const signed = await signOne(
      { ...call, input: item },
      {
        note: input.note,
        batch: items.length,
        unread: item.unread,
      },
    );
    if (isRefusal(signed)) {
      if (AWAY.has(signed.reason)) away.push(signed);
      // Of what lies out of reach not even the title is told.
      const title = AWAY.has(signed.reason) ? '' : (titles.get(item.id) ?? '');
      results.set(item.id, { id: item.id, title, done: false, why: can(signed) });
      continue;
    }
    const { title, before, after } = signed;
    const entry = { act: 'reviews.approve', subjectId: item.id, before, after };
    await recordAudit(tx, { at: now, ...authorOf(actor), ...entry });
    results.set(item.id, { id: item.id, title, done: true, why: null });
  }
  if (away.length === items.length) return away[0]!;
  const shown = items.flatMap(item => results.get(item.id) ?? []);
  const done = shown.filter(each => each.done).map(each => each.id);
  call.record('batch', null, { signed: done, refused: items.length - done.length });
  return { results: inputOrder(input.items, results) };
});

const tooMany = (count: number): Refusal =>
  refuse('too_large', 'too_many', {
    zh: `一次至多签 ${BATCH_MOST} 篇，这次有 ${count} 篇，一篇也没有签。请分几次签。`,
    en: `At most ${BATCH_MOST} are signed in one act and these are ${count}, so none was signed. Sign them in several acts.`,
  });

function inputOrder(items: readonly { id: string }[], results: Map<string, Signed>): Signed[] {
  return [...new Set(items.map(item => item.id))].flatMap(id => results.get(id) ?? []);
}
