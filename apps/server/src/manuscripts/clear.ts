import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts, answers } from '../http/endpoint.ts';
import { firstOf, notFound, stale } from '../http/refusal.ts';
import { clearanceOf, clearanceView, isCleared, whyNotClear } from './clearance.ts';
import { listToClear, saveClearance } from './clearance-queries.ts';
import { placeOf } from './manuscript.ts';
import { lockManuscript } from './queries.ts';
import { trace } from './trace.ts';

/** One person's word on what may leave; the second one who clears it opens the way. */
export const clear = acts(contract.manuscripts.clear, async call => {
  const { input, tx, actor, now, may, record } = call;
  const manuscript = await lockManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = may(placeOf(manuscript));
  if (away) return away;
  const before = await clearanceOf(tx, manuscript, now);
  const why = firstOf(whyNotClear(manuscript, before, actor), before.text.key === input.key ? null : stale());
  if (why) return why;
  await saveClearance(tx, {
    manuscriptId: manuscript.id,
    key: input.key,
    personId: actor.personId,
    role: actor.post!.role,
    verdict: input.verdict,
    reason: input.reason,
    now,
  });
  const after = await clearanceOf(tx, manuscript, now);
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: input.verdict === 'clear' ? 'secrecy_cleared' : 'secrecy_held',
    actor,
    now,
    detail: { reason: input.reason, open: isCleared(after) },
  });
  record(manuscript.id, null, { verdict: input.verdict, key: input.key, reason: input.reason });
  return clearanceView(manuscript, after, call);
});

export const toClear = answers(contract.manuscripts.toClear, ({ input, reader, scope }) =>
  listToClear(reader, { ...input, scope: scope() }),
);
